"""An 異動 as the rules look at it: the movement, what it is looked at against, and everybody before and after."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from juki.kernel.errors import JukiError
from juki.kernel.values.closed_days import ClosedDays
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.domain.change_rules.parts import Parts, Where, of
from juki.systems.registry.domain.event_reasons import EventClass, EventReason, Family
from juki.systems.registry.domain.flat import blank, flat, foreign_row, register_row
from juki.systems.registry.domain.items import Group, group_of
from juki.systems.registry.domain.movement import NEW, STAY, Movement, PersonChange, Scene
from juki.systems.registry.domain.resident import Kind, Resident

Fault = tuple[str, JukiError]
"""The field of the form, and what is wrong with it."""

_OF_KIND: Mapping[Kind, dict[str, Any]] = {
    Kind.JAPANESE: {**foreign_row(None), "alias": "", "alias_kana": "", "kanji_name": ""},
    Kind.FOREIGN: {**register_row(None), "former_surname": "", "former_surname_kana": "", "kana_certified": False},
}  # fmt: skip
"""What a person does not have any more who becomes one of this kind."""


@dataclass(frozen=True)
class Subject:
    """One 異動者. ``place`` counts from 0, ``person`` from 1; ``now`` is the latest version of whoever has one.

    ``earlier`` is the row that ``items`` are laid upon: blank for somebody who gets a new 住民票, and without what only
    the other kind of resident has after a change of nationality.
    """

    place: int
    change: PersonChange
    now: Resident | None
    earlier: Mapping[str, Any]

    @property
    def person(self) -> int:
        """As texts count."""
        return self.place + 1

    @cached_property
    def row(self) -> dict[str, Any]:
        """All items afterwards."""
        return {**self.earlier, **self.change.items}

    @cached_property
    def changed(self) -> frozenset[str]:
        """The columns that the form changes."""
        return frozenset(
            column for column, value in self.change.items.items() if self.earlier.get(column) != value
        )

    @cached_property
    def groups(self) -> frozenset[Group]:
        """The groups that the form changes."""
        return frozenset(group for column in self.changed if (group := group_or_none(column)))

    @property
    def kind(self) -> Kind | None:
        """日本人 or 外国人 afterwards; None where a newcomer's was not said."""
        return Kind(self.row["kind"]) if self.row.get("kind") else None

    def date(self, column: str) -> LegalDate | None:
        """A date of the row afterwards."""
        day = self.row.get(column)
        if day is None:
            return None
        return LegalDate.from_storage(
            StoredDate(day.isoformat(), self.row[f"{column}_form"], self.row[f"{column}_text"])
        )


@dataclass(frozen=True)
class Case:
    """The movement and everything that decides about it."""

    scene: Scene
    movement: Movement
    today: date
    municipality: str
    exists: Callable[[MunicipalityCode], bool]
    closed: ClosedDays

    @property
    def reason(self) -> EventReason:
        """The 異動事由."""
        return self.movement.reason

    @property
    def parts(self) -> Parts:
        """What the reason takes."""
        return of(self.reason)

    @property
    def where(self) -> Where:
        """What the placement is."""
        return {STAY: Where.STAY, NEW: Where.NEW}.get(self.movement.household, Where.JOIN)

    @property
    def is_removal(self) -> bool:
        """Whether the 異動者 are no members of a household once it is recorded: a 転出 ahead is only a plan."""
        if self.reason.family is Family.NOTICE:
            return True
        is_due = self.movement.day.internal <= self.today or not self.reason.may_be_future
        return self.reason.event_class is EventClass.REMOVAL and is_due

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Everybody whom it is about."""
        return tuple(self._subject(place, one) for place, one in enumerate(self.movement.persons))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The 宛名番号 of the 異動者 who have one."""
        return frozenset(one.addressee_number for one in self.movement.persons if one.addressee_number)

    def known(self) -> Iterator[tuple[Subject, Resident]]:
        """The 異動者 who have a record."""
        for subject in self.subjects:
            if subject.now is not None:
                yield subject, subject.now

    def _subject(self, place: int, change: PersonChange) -> Subject:
        now = self.scene.residents.get(change.addressee_number or "")
        return Subject(place, change, now, self._earlier(now))

    def _earlier(self, now: Resident | None) -> Mapping[str, Any]:
        if now is None or self.reason.family is Family.ENTRY:
            return blank()
        if self.reason.family is Family.NATIONALITY:
            kind = Kind.JAPANESE if now.kind is Kind.FOREIGN else Kind.FOREIGN
            return flat(now) | _OF_KIND[kind] | {"kind": str(kind)}
        return flat(now)


def group_or_none(column: str) -> Group | None:
    """The group of a column, None for what follows of itself."""
    try:
        return group_of(column)
    except KeyError:
        return None
