"""Messages whose receiver is not built: queued in the act that calls for them, sent nowhere, listed for staff.

Source: STD 7.1.1.1, 7.1.1.4, 7.2.4.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, log_before_showing
from juki.systems.registry.domain.movement import Written
from juki.systems.registry.domain.told import AWAITED, UNLISTED, awaited_of
from juki.systems.registry.records.models import AwaitedMessage
from juki.systems.registry.services import options

MOST = 100
_LABELS = {awaited.message: awaited.label for awaited in AWAITED}


class ShownAwaited(msgspec.Struct, frozen=True):
    """A message that was due; ``id`` is where the next page begins.

    ``addressee_number`` is blank where no list of persons may be made (individual numbers, 住民票コード).
    """

    id: int
    trace: UUID
    addressee_number: str
    message: str
    label: str
    receiver: str
    event_reason: str
    legal_day: date


def queue(act: Act, versions: Sequence[Written]) -> int:
    """Queue what ``versions`` call for, each message once per person; how many."""
    municipality, place = options.municipality().digits, options.own_place()
    due: dict[tuple[str, str], AwaitedMessage] = {}
    for written in versions:
        resident = written.resident
        for awaited in awaited_of(written, municipality=municipality, place=place):
            due[resident.addressee_number, awaited.message] = AwaitedMessage(
                trace=act.trace, addressee_number=resident.addressee_number, message=awaited.message,
                receiver=str(awaited.receiver), event_reason=resident.event.reason, legal_day=act.times.legal_day,
                queued_at=act.times.machine,
            )  # fmt: skip
    AwaitedMessage.objects.bulk_create(due.values())
    if due:
        subjects = sorted({f"addressee:{number}" for number, _ in due})
        act.log("messages.awaiting", subjects=subjects, outcome="queued", detail={"messages": len(due)})
    return len(due)


def listed(*, actor: Actor, times: Times, message: str = "", after: int = 0) -> list[ShownAwaited]:
    """The queued messages in their order, of one kind or all, ``MOST`` at a time; logged before they are shown."""
    rows = AwaitedMessage.objects.filter(id__gt=after).order_by("id")
    if message:
        rows = rows.filter(message=message)
    found = list(rows[:MOST])
    log_before_showing(
        actor, "messages.awaiting.listed", reason="awaited-messages", times=times,
        subjects=sorted({f"addressee:{_named(row)}" for row in found if _named(row)}), detail={"messages": len(found)},
    )  # fmt: skip
    return [
        ShownAwaited(
            id=row.id, trace=row.trace, addressee_number=_named(row), message=row.message,
            label=_LABELS.get(row.message, row.message), receiver=row.receiver, event_reason=row.event_reason,
            legal_day=row.legal_day,
        )
        for row in found
    ]  # fmt: skip


def _named(row: AwaitedMessage) -> str:
    return "" if row.event_reason in UNLISTED else row.addressee_number
