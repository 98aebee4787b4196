"""The past of one 住民票: what held on a legal day, as it was known at a moment.

A version is a full row; what it changed is the difference to the row before it. A 異動 that came late holds from its own
day, not from the day it was recorded; one that was cancelled holds never, once the cancellation is known. So a day of
the past is the opening row and the changes that held on that day, in the order of their days.

Source: STD 1.2.1, 2.2.1, 4.6.0.1.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.domain.items import EVENT, IDENTITY, SERIALS
from juki.systems.registry.domain.resident import Resident

Change = dict[str, Any]
BY_RECORDING = frozenset({"position", *SERIALS})
"""Follow the order of recording: 記載順位 and the numbers of addresses are no facts of a legal day."""


@dataclass(frozen=True)
class Version:
    """One version: 履歴番号, the row, the act that made it; ``cancels`` is the 履歴番号 that it takes back."""

    number: int
    resident: Resident
    trace: UUID
    recorded_at: datetime
    cancels: int | None = None

    @cached_property
    def row(self) -> Change:
        """All items."""
        return flat(self.resident)

    @property
    def record(self) -> int:
        """Which 住民票 of the person it is a version of."""
        return self.resident.record

    @property
    def holds_from(self) -> date:
        """The day from which its changes hold."""
        return self.resident.event.holds_from


class StoredVersion(Version):
    """A version as it was read, items by column: typed when somebody asks for the resident, for a fold needs the row alone."""

    def __init__(
        self, number: int, row: Change, trace: UUID, recorded_at: datetime, cancels: int | None
    ) -> None:
        vars(self).update(number=number, row=row, trace=trace, recorded_at=recorded_at, cancels=cancels)

    @cached_property
    def resident(self) -> Resident:
        """The row, typed."""
        return unflat(self.row)

    @property
    def record(self) -> int:
        """Which 住民票 of the person it is a version of."""
        found: int = self.row["record"]
        return found

    @property
    def holds_from(self) -> date:
        """The day from which its changes hold."""
        found: date = self.row["valid_from"]
        return found


def changes(before: Version, after: Version) -> Change:
    """The items that ``after`` has otherwise than ``before``; what made the version is none of them."""
    earlier = before.row
    return {
        column: value
        for column, value in after.row.items()
        if earlier[column] != value and column not in EVENT
    }


class Numbered(Protocol):
    """What cancelling is reckoned by."""

    @property
    def number(self) -> int:
        """履歴番号."""

    @property
    def cancels(self) -> int | None:
        """The 履歴番号 that is taken back."""


def annulled_by(versions: Iterable[Numbered]) -> dict[int, int]:
    """履歴番号 of what is taken back, and of the cancellation that takes it back and was not cancelled itself."""
    annulled: dict[int, int] = {}
    for version in sorted(versions, key=lambda one: one.number, reverse=True):
        if version.cancels is not None and version.number not in annulled:
            annulled[version.cancels] = version.number
    return annulled


def in_force(versions: Sequence[Version]) -> list[Version]:
    """The versions, by 履歴番号, that neither were cancelled nor only cancel. A cancelled cancellation takes nothing back."""
    annulled = annulled_by(versions)
    return [
        version
        for version in sorted(versions, key=lambda one: one.number)
        if version.cancels is None and version.number not in annulled
    ]


def state_on(
    versions: Sequence[Version], *, day: date | None = None, known_at: datetime | None = None
) -> Resident | None:
    """What held on ``day`` (None: at last) as known at ``known_at`` (None: now). None where there was nothing.

    ``versions`` are all of one 住民票.
    """
    row = _row(steps(versions, day=day, known_at=known_at))
    return unflat(row) if row else None


def holding(
    versions: Sequence[Version], *, day: date | None = None, known_at: datetime | None = None
) -> Version | None:
    """The last of the versions from which ``state_on`` makes the row: the one whose 異動 stands on it."""
    acts = [one for one, items in steps(versions, day=day, known_at=known_at) if "event_reason" in items]
    return acts[-1] if acts else None


def origins(
    versions: Sequence[Version], *, day: date | None = None, known_at: datetime | None = None
) -> dict[str, Version]:
    """By item the version that last set it, of what ``state_on`` shows; empty where it shows nothing."""
    found: dict[str, Version] = {}
    for version, items in steps(versions, day=day, known_at=known_at):
        found |= dict.fromkeys(items, version)
    return found


def steps(
    versions: Sequence[Version], *, day: date | None = None, known_at: datetime | None = None
) -> list[tuple[Version, Change]]:
    """The opening row and what was changed afterwards, in the order in which it is laid over it. See ``state_on``."""
    known = [one for one in _ordered(versions) if known_at is None or one.recorded_at <= known_at]
    return _laid(known, known, day, _restored_otherwise(known))


def without(versions: Sequence[Version], *numbers: int) -> Resident | None:
    """The state at last, had the versions ``numbers`` never been."""
    ordered = _ordered(versions)
    others = [one for one in ordered if one.number not in numbers]
    row = _row(_laid(ordered, others, None, _restored_otherwise(ordered)))
    return unflat(row) if row else None


def overlapping(versions: Sequence[Version], number: int) -> list[Version]:
    """Later versions in force that changed an item which ``number`` changed too: they have to be cancelled first."""
    ordered = _ordered(versions)
    standing = in_force(ordered)
    touched = _touched(ordered, number)
    return [
        one
        for one in standing
        if one.number > number and not touched.isdisjoint(_touched(ordered, one.number))
    ]


def _touched(ordered: Sequence[Version], number: int) -> set[str]:
    place = next(place for place, one in enumerate(ordered) if one.number == number)
    if place == 0:
        return set()
    return set(changes(ordered[place - 1], ordered[place])) - BY_RECORDING - set(IDENTITY)


def _ordered(versions: Sequence[Version]) -> list[Version]:
    return sorted(versions, key=lambda one: one.number)


def _row(laid: Iterable[tuple[Version, Change]]) -> Change:
    row: Change = {}
    for _, items in laid:
        row |= items
    return row


def _restored_otherwise(known: Sequence[Version]) -> dict[int, Change]:
    """By 履歴番号 of a cancellation, what it says otherwise than the versions that it leaves in force.

    Somebody who comes back may find the former household gone, or another 世帯主 there. Source: STD 4.6.0.1.
    """
    found: dict[int, Change] = {}
    for place, version in enumerate(known):
        if version.cancels is None:
            continue
        earlier = known[: place + 1]
        if row := _row(_laid(earlier, earlier, None, found)):
            found[version.number] = {
                column: value
                for column, value in version.row.items()
                if column not in EVENT and row[column] != value
            }
    return found


def _laid(
    known: Sequence[Version], counted: Sequence[Version], day: date | None, otherwise: Mapping[int, Change]
) -> list[tuple[Version, Change]]:
    """The steps of those of ``known`` that are ``counted``."""
    standing, annulled = in_force(counted), annulled_by(counted)
    if not standing or standing[0].number != known[0].number:
        return []
    base = standing[0]
    if day is not None and base.holds_from > day:
        return []
    before = {one.number: known[place - 1] for place, one in enumerate(known) if place}
    found = [(one, changes(before[one.number], one) | _only(one.row, EVENT)) for one in standing[1:]]
    found += [
        (one, otherwise[one.number])
        for one in counted
        if otherwise.get(one.number) and one.number not in annulled
    ]
    applied = [(one, items) for one, items in found if day is None or one.holds_from <= day]
    by_day = sorted(applied, key=lambda step: (step[0].holds_from, step[0].number))
    by_number = sorted(applied, key=lambda step: step[0].number)
    recorded = [(one, _only(items, BY_RECORDING)) for one, items in by_number]
    return [
        (base, base.row),
        *((one, _only(items, items.keys() - BY_RECORDING)) for one, items in by_day),
        *((one, items) for one, items in recorded if items),
    ]


def _only(items: Change, columns: Collection[str]) -> Change:
    return {column: value for column, value in items.items() if column in columns}
