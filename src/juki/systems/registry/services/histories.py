"""異動履歴照会: the versions of one 住民票, each with the act that made it. Source: STD 1.2.1, 2.2.1."""

from datetime import date
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.errors import NoSuchResident
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services.residents import known_subjects
from juki.systems.registry.services.rows import resident_of
from juki.systems.registry.services.showing import ShownResident, shown


class ShownAlert(msgspec.Struct, frozen=True):
    """An alert that was confirmed when the act was recorded, and why."""

    code: str
    text: str
    reason: str


class ShownVersion(msgspec.Struct, frozen=True):
    """A version and its act: ``trace``, who entered it (empty: whoever recorded it) and who recorded it, where."""

    resident: ShownResident
    trace: UUID
    processed_on: date
    operator: str
    terminal: str
    alerts: tuple[ShownAlert, ...]


def versions(addressee_number: str, *, record: int, actor: Actor, times: Times) -> list[ShownVersion]:
    """All versions of the 住民票 ``record`` of a person, the latest first, without the individual number.

    A former 住民票 of somebody who came back is not mixed in.

    Raises:
        InvalidSerialNumber: not the shape of a 宛名番号.
        NoSuchResident: unknown (and not logged), or no such 住民票.
    """
    AddresseeNumber(addressee_number)
    subjects = known_subjects([addressee_number])
    log_before_showing(
        actor, "resident.history.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none", detail={"record": record},
    )  # fmt: skip
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number, record=record)
    found = [_version(row) for row in rows.select_related("event").order_by("-number")]
    if not found:
        raise NoSuchResident
    return found


def _version(row: ResidentVersion) -> ShownVersion:
    texts = {alert.code: alert.text for alert in Alert}
    event = row.event
    return ShownVersion(
        resident=shown(resident_of(row), version=row.number, recorded_at=row.recorded_at),
        trace=event.trace, processed_on=event.processed_on, operator=row.operator,
        terminal=row.terminal,
        alerts=tuple(
            ShownAlert(code, texts.get(code, ""), event.alert_reasons.get(code, "")) for code in event.alerts
        ),
    )  # fmt: skip
