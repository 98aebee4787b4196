"""Where a printed field comes from: the 異動 that last set it, and the documents which that rests on.

Source: STD 1.2.1, 2.2.1.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.history import Version, origins, state_on
from juki.systems.registry.errors import NoSuchItem, NoSuchResident, NotOnThatDay
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.item_labels import ITEMS, Item, Row, item_of
from juki.systems.registry.services.past.acts import ShownEvent, shown_event
from juki.systems.registry.services.past.knowing import demand_past
from juki.systems.registry.services.past.loading import record_of, rows_of_record
from juki.systems.registry.services.residents import known_subjects
from juki.systems.registry.services.rows import version_of
from juki.systems.registry.services.veiling import NOT_SHOWN, labels_of


class ShownOrigin(msgspec.Struct, frozen=True):
    """An item as it stood: ``number`` is the 履歴番号 of the version that last set it, ``columns`` the same of its parts."""

    label: str
    text: str
    number: int
    trace: UUID
    columns: Mapping[str, int]


class ShownOrigins(msgspec.Struct, frozen=True):
    """The items of a 住民票 on a day, in the order of the law, and by trace the 異動 that they come from."""

    addressee_number: str
    record: int
    items: tuple[ShownOrigin, ...]
    events: tuple[ShownEvent, ...]


def explain(
    addressee_number: str, *, column: str = "", day: date | None = None, known_at: datetime | None = None,
    record: int | None = None, actor: Actor, times: Times,
) -> ShownOrigins:  # fmt: skip
    """Which 異動 each item of the 住民票 comes from, as it stood on ``day`` as known at ``known_at``. No 個人番号.

    With ``column`` only the item that this column stands in.

    Raises:
        NoSuchItem: no item has this column.
        InvalidSerialNumber: not the shape of a 宛名番号.
        DayToCome: ``day`` is after the legal day.
        NoSuchResident: unknown number, and not logged.
        NotOnThatDay: nothing was in force then, or known then; also a record that was opened by mistake.
    """
    AddresseeNumber(addressee_number)
    demand_past(day, times=times)
    wanted = _wanted(column)
    subjects = known_subjects([addressee_number])
    log_before_showing(
        actor, "resident.origins.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none", detail={"as_of": str(day or ""), "known_at": str(known_at or "")},
    )  # fmt: skip
    chosen = record if record is not None else record_of(addressee_number)
    if chosen is None:
        raise NoSuchResident
    rows = rows_of_record(addressee_number, chosen)
    versions = [version_of(row) for row in rows]
    resident = state_on(versions, day=day, known_at=known_at)
    if resident is None:
        raise NotOnThatDay
    not_shown = labels_of(hidden_from(actor, times) - {FieldGroup.INDIVIDUAL_NUMBER})  # masked for everybody
    items = _items(wanted, flat(resident), origins(versions, day=day, known_at=known_at), not_shown)
    return ShownOrigins(addressee_number, chosen, items, _events(rows, {one.trace for one in items}))


def _wanted(column: str) -> Sequence[Item]:
    if not column:
        return ITEMS
    try:
        return (item_of(column),)
    except KeyError:
        raise NoSuchItem from None


def _items(
    wanted: Sequence[Item], row: Row, by_column: Mapping[str, Version], not_shown: Collection[str]
) -> tuple[ShownOrigin, ...]:
    """Items are laid over one another by day and then by number: so the last of an item's parts is told."""
    found = []
    for item in wanted:
        versions = [by_column[column] for column in item.columns]
        last = max(versions, key=lambda one: (one.holds_from, one.number))
        columns = {column: one.number for column, one in zip(item.columns, versions, strict=True)}
        text = NOT_SHOWN if item.label in not_shown else item.text(row)
        found.append(ShownOrigin(item.label, text, last.number, last.trace, columns))
    return tuple(found)


def _events(rows: Sequence[ResidentVersion], traces: Collection[UUID]) -> tuple[ShownEvent, ...]:
    acts = {row.event.trace: row.event for row in rows if row.event.trace in traces}
    return tuple(shown_event(act) for act in acts.values())
