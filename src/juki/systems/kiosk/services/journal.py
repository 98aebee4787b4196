"""交付履歴: written, with its audit row, before anything is answered. Source: document III(4)3; ADR 0014."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField
from django.db.models.expressions import RawSQL

from juki.kernel.clock import Times
from juki.kernel.work import Act, one_act
from juki.systems.kiosk.domain.refusals import Reason, Refusal
from juki.systems.kiosk.peers.contract import Asked
from juki.systems.kiosk.records.models import ISSUED, Dialog, IssueLog


@dataclass(slots=True)
class Request:
    """What is known of a request so far; ``begun``: this request has the dialog in its hands and may end it."""

    asked: Asked
    what: str
    transaction: UUID | None = None
    kiosk: str = ""
    serial_digest: str = ""
    holder: str = ""
    kind: str = ""
    options: Sequence[str] = ()
    members: Sequence[str] = field(default_factory=list)
    begun: bool = False

    @property
    def subjects(self) -> list[str]:
        """Record keys of everybody concerned."""
        numbers = dict.fromkeys([*([self.holder] if self.holder else []), *self.members])
        return [f"addressee:{number}" for number in numbers]


def refuse(request: Request, reason: Reason) -> None:
    """Keep the exact reason, and end the dialog if this request held it."""
    asked = request.asked
    with one_act(asked.actor, reason=request.what, times=asked.times, trace=asked.trace) as act:
        if request.begun:
            _end(request, reason)
        IssueLog.objects.create(**_columns(request), result=reason.value)
        act.log(
            "kiosk.refused", subjects=request.subjects, outcome="refused",
            detail={"code": reason.value, "kiosk": request.kiosk},
        )  # fmt: skip


def issued(act: Act, request: Request, *, number: str, pages: int, digest: str) -> None:
    """The row of a copy that is about to leave, in the transaction that lets it."""
    IssueLog.objects.create(
        **_columns(request), result=ISSUED, issue_number=number, pages=pages, document_digest=digest
    )
    act.log(
        "kiosk.issued", subjects=request.subjects,
        detail={"number": number, "kiosk": request.kiosk, "kind": request.kind, "digest": digest},
    )  # fmt: skip


def ended(act: Act, dialog: Dialog, reason: Refusal) -> None:
    """The row of a dialog that ended before a copy; ``reason``: cancelled, or nobody went on in time."""
    people = list(dict.fromkeys([dialog.addressee_number, *dialog.chosen]))
    IssueLog.objects.create(
        transaction=dialog.transaction, kiosk=dialog.kiosk, serial_digest=dialog.serial_digest,
        addressee_number=dialog.addressee_number, members=dialog.chosen, result=reason.value, trace=act.trace,
        **_moments(act.times),
    )  # fmt: skip
    act.log(
        "kiosk.refused", subjects=[f"addressee:{number}" for number in people], outcome="refused",
        detail={"code": reason.value, "kiosk": dialog.kiosk},
    )  # fmt: skip


def _end(request: Request, reason: Reason) -> None:
    expired = reason is Refusal.DEADLINE_PASSED
    Dialog.objects.filter(
        transaction=request.transaction, state__in=[Dialog.State.OPENED, Dialog.State.ISSUING]
    ).update(
        state=Dialog.State.EXPIRED if expired else Dialog.State.REFUSED, code="" if expired else reason.value
    )


def _columns(request: Request) -> dict[str, object]:
    return {
        "transaction": request.transaction, "kiosk": request.kiosk, "serial_digest": request.serial_digest,
        "addressee_number": request.holder, "kind": request.kind, "options": list(request.options),
        "members": list(request.members), "trace": request.asked.trace, **_moments(request.asked.times),
    }  # fmt: skip


def _moments(times: Times) -> dict[str, object]:
    """When it came, by the clocks of the answering machine, and when the row is written, by the database's."""
    kind: DateTimeField[datetime, datetime] = DateTimeField()
    return {
        "legal_day": times.legal_day, "city_in": times.city, "machine_in": times.machine,
        "city_out": RawSQL(
            "%s::timestamptz + (clock_timestamp() - %s::timestamptz)", [times.city, times.machine], output_field=kind
        ),
        "machine_out": RawSQL("clock_timestamp()", [], output_field=kind),
    }  # fmt: skip
