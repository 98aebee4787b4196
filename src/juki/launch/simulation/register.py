"""The register in memory: what came out of every act, as a database would keep it, and who lives where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from uuid import UUID

from juki.systems.registry.domain.flat import Row
from juki.systems.registry.domain.history import Version
from juki.systems.registry.domain.movement import Household, Outcome, Scene, Written
from juki.systems.registry.domain.resident import Resident

Sheet = list[Version]
"""All versions of one 住民票, by 履歴番号."""

Made = tuple[Version | None, Version]
"""The version before, of whichever 住民票, and the new one."""


class Sampled:
    """A set from which one is drawn at random, the same one for the same seed."""

    __slots__ = ("_all", "_place")

    def __init__(self) -> None:
        self._all: list[str] = []
        self._place: dict[str, int] = {}

    def add(self, number: str) -> None:
        """Put ``number`` in."""
        if number not in self._place:
            self._place[number] = len(self._all)
            self._all.append(number)

    def discard(self, number: str) -> None:
        """Take ``number`` out, if it is in."""
        place = self._place.pop(number, None)
        if place is None:
            return
        last = self._all.pop()
        if last != number:
            self._all[place] = last
            self._place[last] = place

    def pick(self, rng: Random) -> str | None:
        """One of them."""
        return self._all[int(rng.random() * len(self._all))] if self._all else None

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __contains__(self, number: object) -> bool:
        return number in self._place


@dataclass(slots=True)
class Register:
    """Latest versions, 住民票 by person and record, households; ``present`` and ``away`` are 宛名番号 to draw from, ``plans``
    those who ever planned to leave on a day."""

    latest: dict[str, Resident] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    sheets: dict[str, dict[int, Sheet]] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    present: Sampled = field(default_factory=Sampled)
    away: Sampled = field(default_factory=Sampled)
    plans: dict[date, dict[str, None]] = field(default_factory=dict)

    def sheet(self, number: str) -> Sheet:
        """The 住民票 in use of a person."""
        return self.sheets[number][self.latest[number].record]

    def history(self, number: str) -> tuple[Version, ...]:
        """All versions of a person, of every 住民票."""
        return tuple(version for sheet in self.sheets[number].values() for version in sheet)

    def members(self, number: str) -> tuple[str, ...]:
        """Who lives in the household of ``number``; nobody when the person is removed."""
        resident = self.latest[number]
        return self.households[resident.household_number].members if resident.is_present else ()

    def row(self, number: str) -> Row:
        """All items of the latest version."""
        return self.sheet(number)[-1].row

    def forget_rows(self, made: Iterable[Made]) -> None:
        """Rows of versions that are not the latest any more: they are made again when somebody asks."""
        for number in {version.resident.addressee_number for _, version in made}:
            for sheet in self.sheets[number].values():
                for version in sheet[:-1]:
                    version.__dict__.pop("row", None)

    def scene(self, numbers: Iterable[str], households: Iterable[str] = ()) -> Scene:
        """Everybody of the households that ``numbers`` belong or belonged to, and of ``households``."""
        wanted = dict.fromkeys(numbers)
        houses = dict.fromkeys(self.latest[number].household_number for number in wanted)
        houses |= dict.fromkeys(households)
        found = {number: self.households[number] for number in houses if number in self.households}
        for house in found.values():
            wanted |= dict.fromkeys(house.members)
        return Scene(
            residents={number: self.latest[number] for number in wanted},
            households=found,
            histories={number: self.history(number) for number in wanted},
        )

    def apply(self, outcome: Outcome, *, trace: UUID, moment: datetime) -> list[Made]:
        """Append what came out; the new versions in their order, each with the one before."""
        made = [self._append(written, trace, moment) for written in outcome.versions]
        for household in outcome.households:
            self.households[household.number] = household
        return made

    def _append(self, written: Written, trace: UUID, moment: datetime) -> Made:
        resident = written.resident
        number = resident.addressee_number
        count = self.counts.get(number, 0) + 1
        earlier = self.sheet(number)[-1] if count > 1 else None
        version = Version(count, resident, trace, moment, written.cancels)
        self.counts[number] = count
        self.sheets.setdefault(number, {}).setdefault(resident.record, []).append(version)
        self.latest[number] = resident
        if resident.planned is not None:
            self.plans.setdefault(resident.planned.day, {})[number] = None
        if resident.is_present:
            self.present.add(number)
            self.away.discard(number)
        else:
            self.present.discard(number)
            if resident.state == "2":
                self.away.add(number)
            else:
                self.away.discard(number)
        return earlier, version
