"""異動履歴: the versions of one 住民票, each with its 異動 and what it changed. Source: STD 1.2.1, 2.2.1, 4.6.0.1."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.history import Version, annulled_by
from juki.systems.registry.errors import NoSuchResident
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.item_labels import item_changes
from juki.systems.registry.services.past.acts import ShownAlert, ShownEvent, reason_label, shown_event
from juki.systems.registry.services.past.loading import record_of, rows_of_record
from juki.systems.registry.services.residents import known_subjects
from juki.systems.registry.services.rows import version_of
from juki.systems.registry.services.showing import ShownResident, shown
from juki.systems.registry.services.veiling import NOT_SHOWN, Hidden, labels_of


class ShownChange(msgspec.Struct, frozen=True):
    """An item that a version has otherwise than the one before; of what may not be seen only that it is another."""

    label: str
    before: str
    after: str
    is_name: bool


class ShownVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A version: the record by it, its 異動, what it changed.

    ``label`` is the reason that stands on this version, which is another than that of ``event`` for somebody only
    touched because another person moved. ``cancels`` is the 履歴番号 that it takes back, ``cancelled_by`` the one that
    took it back, ``corrects`` the one whose error it mends. ``late``: it holds from before what was recorded earlier.
    """

    number: int
    resident: ShownResident
    label: str
    event: ShownEvent
    changes: tuple[ShownChange, ...]
    operator: str
    terminal: str
    late: bool
    cancels: int | None = None
    cancelled_by: int | None = None
    corrects: int | None = None

    @property
    def trace(self) -> UUID:
        """Of the act."""
        return self.event.trace

    @property
    def processed_on(self) -> date:
        """処理日."""
        return self.event.processed_on

    @property
    def alerts(self) -> tuple[ShownAlert, ...]:
        """Confirmed when the act was recorded."""
        return self.event.alerts


def timeline(
    addressee_number: str, *, record: int | None = None, actor: Actor, times: Times
) -> list[ShownVersion]:
    """All versions of the 住民票 ``record`` (the last one, when None), the latest first, without the individual number.

    A former 住民票 of somebody who came back is not mixed in: it is asked for by its number.

    Raises:
        InvalidSerialNumber: not the shape of a 宛名番号.
        NoSuchResident: unknown (and not logged), or no such 住民票.
    """
    AddresseeNumber(addressee_number)
    subjects = known_subjects([addressee_number])
    chosen = record if record is not None else record_of(addressee_number)
    log_before_showing(
        actor, "resident.history.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none", detail={"record": chosen or 0},
    )  # fmt: skip
    rows = rows_of_record(addressee_number, chosen) if chosen is not None else []
    if not rows:
        raise NoSuchResident
    return _told(rows, hidden_from(actor, times))[::-1]


def _told(rows: Sequence[ResidentVersion], hidden: Hidden) -> list[ShownVersion]:
    versions = [version_of(row) for row in rows]
    annulled = annulled_by(versions)
    by_trace = {one.trace: one.number for one in versions}
    not_shown = labels_of(hidden - {FieldGroup.INDIVIDUAL_NUMBER})  # which is masked for everybody
    found = []
    for place, (row, version) in enumerate(zip(rows, versions, strict=True)):
        event = shown_event(row.event)
        found.append(
            ShownVersion(
                number=version.number,
                resident=shown(
                    version.resident, version=version.number, recorded_at=version.recorded_at, hidden=hidden
                ),
                label=reason_label(version.resident.event.reason), event=event,
                changes=_changes(versions[place - 1], version, not_shown) if place else (),
                operator=row.operator, terminal=row.terminal,
                late=any(one.holds_from > version.holds_from for one in versions[:place]),
                cancels=version.cancels, cancelled_by=annulled.get(version.number),
                corrects=by_trace.get(event.target) if event.target and version.cancels is None else None,
            )
        )  # fmt: skip
    return found


def _changes(before: Version, after: Version, not_shown: Collection[str]) -> tuple[ShownChange, ...]:
    return tuple(
        ShownChange(one.label, NOT_SHOWN, NOT_SHOWN, is_name=False)
        if one.label in not_shown
        else ShownChange(one.label, one.before, one.after, one.is_name)
        for one in item_changes(before.row, after.row)
    )
