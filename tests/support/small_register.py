"""A register in memory, for tests of what an 異動 does: scenes from versions, outcomes back into versions."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row, flat, names_row
from juki.systems.registry.domain.history import Version, state_on
from juki.systems.registry.domain.items import EVENT
from juki.systems.registry.domain.movement import Household, Movement, Numbers, Outcome, PersonChange, Scene
from juki.systems.registry.domain.outcomes import due, outcome
from juki.systems.registry.domain.resident import Basis, Names, PlannedMoveOut, Resident

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def day(text: str) -> date:
    """An ISO day."""
    return date.fromisoformat(text)


def place(town: str, lot: str = "1番地", municipality: str = "132292") -> Address:
    """An address in a town."""
    return Address(
        prefecture="東京都", city="試験市", town=town, lot=lot, municipality=MunicipalityCode(municipality)
    )


def rel(text: str) -> Relationship:
    """続柄 in words."""
    return Relationship.parse(text)


def somebody(
    surname: str, given: str, relationship: str, *, sex: str = "1", birth: str = "1980-01-01", **items: Any
) -> PersonChange:  # fmt: skip
    """A Japanese person who is entered."""
    names = Names(full=f"{surname}\u3000{given}", surname=surname, given=given)
    row = {
        "kind": "1", **names_row(names), **date_row("birth", LegalDate.from_day(day(birth))), "sex": sex,
        "honseki": f"{surname}の本籍", "honseki_head": names.full, "resident_code": "12345678903",
    }  # fmt: skip
    return PersonChange(addressee_number=None, items=row | items, relationship=rel(relationship))


def who(number: str, relationship: str = "", **items: Any) -> PersonChange:
    """Somebody who is in the register."""
    return PersonChange(
        addressee_number=number, items=items, relationship=rel(relationship) if relationship else None
    )


def plan(on: str, filed: str, *, country: str = "") -> PlannedMoveOut:
    """A 転出届."""
    return PlannedMoveOut(
        day=day(on), notified_on=day(filed), basis=Basis.NOTIFICATION, country=country,
        address=place("遠町", municipality="131016"),
    )  # fmt: skip


class SmallRegister:
    """All versions by 宛名番号, households as they stand. Each act is a second of recording."""

    def __init__(self) -> None:
        self.versions: dict[str, list[Version]] = {}
        self.households: dict[str, Household] = {}
        self.acts = 0

    def now(self, number: str) -> Resident:
        """The latest row."""
        return self.versions[number][-1].resident

    def scene(self) -> Scene:
        """Everybody."""
        return Scene(
            residents={number: self.now(number) for number in self.versions},
            households=dict(self.households),
            histories={number: tuple(found) for number, found in self.versions.items()},
        )

    def act(
        self, code: str, on: str, persons: Collection[PersonChange], *, basis: Basis = Basis.NOTIFICATION,
        filed: str = "", processed: str = "", numbers: Numbers | None = None, rest: Mapping[str, str] | None = None,
        **more: Any,
    ) -> UUID:  # fmt: skip
        """Carry out an 異動; raises what it refuses, and nothing has changed then."""
        filed = filed or on
        movement = Movement(
            reason=REASONS[code], day=LegalDate.from_day(day(on)), basis=basis, notified_on=day(filed),
            processed_on=day(processed or filed), persons=tuple(persons),
            rest={number: rel(text) for number, text in (rest or {}).items()}, **more,
        )  # fmt: skip
        return self.record(outcome(self.scene(), movement, numbers or Numbers()))

    def due(self, numbers: Collection[str], on: str) -> UUID:
        """The planned day has come."""
        return self.record(due(self.scene(), numbers, day=day(on), processed_on=day(on)))

    def record(self, found: Outcome) -> UUID:
        """Versions with the next 履歴番号 each, households as the outcome has them."""
        self.acts += 1
        trace = uuid4()
        for written in found.versions:
            own = self.versions.setdefault(written.resident.addressee_number, [])
            own.append(Version(
                number=len(own) + 1, resident=written.resident, trace=trace,
                recorded_at=BEGIN + timedelta(seconds=self.acts), cancels=written.cancels,
            ))  # fmt: skip
        self.households |= {one.number: one for one in found.households}
        self.demand_whole()
        return trace

    def on(
        self, number: str, at: str, *, known_at: int | None = None, record: int | None = None
    ) -> Resident | None:
        """The row of a legal day, as known after so many acts."""
        wanted = record or self.now(number).record
        versions = [one for one in self.versions[number] if one.resident.record == wanted]
        known = None if known_at is None else BEGIN + timedelta(seconds=known_at)
        return state_on(versions, day=day(at), known_at=known)

    def items(self) -> dict[str, dict[str, Any]]:
        """Everybody's items without what made the version."""
        return {
            number: {name: value for name, value in flat(self.now(number)).items() if name not in EVENT}
            for number in self.versions
        }

    def demand_whole(self) -> None:
        """What holds after every act: order without gaps, one 世帯主 at most, the latest row is the fold of its versions."""
        for household in self.households.values():
            rows = [self.now(number) for number in household.members]
            assert [row.position for row in rows] == list(range(1, len(rows) + 1))
            assert sum(row.is_head for row in rows) <= 1
            assert all(row.is_present and row.household_number == household.number for row in rows)
        for number, versions in self.versions.items():
            latest = versions[-1].resident
            folded = state_on([one for one in versions if one.resident.record == latest.record])
            if folded is None:
                assert not latest.is_present
                continue
            differing = {
                name
                for name, value in flat(folded).items()
                if name not in EVENT and flat(latest)[name] != value
            }
            assert not differing, (number, differing)
