"""The same lives on a register's own database: its one writer, its constraints, its outbox and audit, its nightly job.

Only for a process that is the register (see ``juki.launch.process.activation``), on a database that holds nobody yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from django.db import connection

from juki.kernel.clock import JAPAN, Times
from juki.kernel.work import Actor, one_act
from juki.launch.simulation.deeds import Deed
from juki.launch.simulation.errors import Broken
from juki.launch.simulation.life import Life, by_rules, deed_numbers
from juki.launch.simulation.peopling import OPERATOR, Peopling
from juki.systems.registry.domain.movement import Outcome
from juki.systems.registry.domain.nightly import RunState
from juki.systems.registry.records.models import (
    AddresseeNumberBlock,
    CodeStock,
    HouseholdRow,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import numbers, removed_store
from juki.systems.registry.services.nightly import running, starting
from juki.systems.registry.services.recording import record_movement
from juki.systems.registry.services.rows import version_of

_OFFICE_OPENS = time(9, 0)
_NIGHTLY = "move_out_due"
_YEARLY = "removed_store"
_STOCK = 2000
_CHUNK = 2000


@dataclass(slots=True, eq=False)
class Recorder:
    """Carries the acts of ``life`` out in the database, and says where the two differ.

    ``stores``: every year what is old enough goes to the 除票 store, from where nothing is taken back.
    """

    life: Life
    stores: bool = False
    _day: date | None = None
    _touched: set[str] = field(default_factory=set)
    _houses: set[str] = field(default_factory=set)

    def settle(self) -> None:
        """The people of the first day, in memory and in the database."""
        people = Peopling()
        self.life.world.inventor.household_numbers = iter(numbers.next_household_number, "")
        self.life.settle(people.keep)
        people.write()
        self.life.carry = self.carry

    def carry(self, deed: Deed, trace: UUID) -> tuple[Outcome, UUID]:
        """One act by the register's writer; who is due was removed in the night.

        Raises:
            JukiError: the rules refuse it, nothing was written.
        """
        world = self.life.world
        if self._day != world.today:
            self._begin_day()
        if deed.name == "due":
            return self._removed_in_the_night(deed)
        with one_act(self._actor, reason="simulate", times=self.times, trace=trace) as act:
            outcome = record_movement(act, deed.movement, operator=OPERATOR, terminal="")
        self._touch(outcome)
        return outcome, trace

    @property
    def times(self) -> Times:
        """Office hours of the simulated day, and the machine's own time."""
        city = datetime.combine(self.life.world.today, _OFFICE_OPENS, tzinfo=JAPAN)
        return Times(city=city, machine=datetime.now(UTC))

    @property
    def _actor(self) -> Actor:
        return Actor(who=f"job:{OPERATOR}", right="job", terminal="")

    def _begin_day(self) -> None:
        before, self._day = self._day, self.life.world.today
        self._stock()
        if self.stores and (before is None or before.year < self._day.year):
            self.run(_YEARLY)
        self.run(_NIGHTLY)

    def run(self, job: str) -> None:
        """One nightly job, to its end.

        Raises:
            Broken: it broke off.
        """
        form = starting.NightlyStartForm(job=job)
        run = starting.start(form, actor=self._actor, times=self.times, trace=uuid4())
        state = RunState.RUNNING
        while state is RunState.RUNNING:
            state = running.advance(run.run, times=self.times)
        if state is not RunState.DONE:
            raise self._broken(f"{job} broke off")

    def _removed_in_the_night(self, deed: Deed) -> tuple[Outcome, UUID]:
        """What the nightly run must have made of them, and under which trace it did."""
        people = deed_numbers(deed)
        outcome = by_rules(self.life.world, self.life.world.register.scene(people), deed)
        self._touch(outcome)
        found = ResidentVersion.objects.filter(addressee_number=people[0]).order_by("-number").first()
        if found is None or found.event_class != "removal":
            raise self._broken("the nightly run left somebody")
        return outcome, version_of(found).trace

    def _touch(self, outcome: Outcome) -> None:
        self._touched.update(one.resident.addressee_number for one in outcome.versions)
        self._houses.update(one.number for one in outcome.households)

    def _stock(self) -> None:
        """宛名番号 and 住民票コード enough for the day."""
        moment, inventor = datetime.now(UTC), self.life.world.inventor
        if numbers.free() < _STOCK // 2:
            AddresseeNumberBlock.objects.bulk_create(
                AddresseeNumberBlock(addressee_number=inventor.addressee_number(), taken_at=moment)
                for _ in range(_STOCK)
            )
        if CodeStock.objects.filter(used_at=None).count() < _STOCK // 2:
            CodeStock.objects.bulk_create(
                CodeStock(resident_code=inventor.resident_code(), taken_at=moment) for _ in range(_STOCK)
            )

    def compare(self, *, everything: bool = False) -> None:
        """Compare database and memory: of those touched since the last time, or of everybody.

        Raises:
            Broken: they differ, or the database disagrees with itself.
        """
        register = self.life.world.register
        people = list(register.latest) if everything else sorted(self._touched)
        houses = list(register.households) if everything else sorted(self._houses)
        found = [*self._disagreements(), *self._versions(people), *self._households(houses)]
        if found:
            raise self._broken("; ".join(dict.fromkeys(found)))
        self._touched.clear()
        self._houses.clear()

    def _disagreements(self) -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute("select what, count(*) from registry_disagreements() group by what")
            for what, count in cursor.fetchall():
                yield f"the database disagrees with itself: {what} ({count})"

    def _versions(self, people: list[str]) -> Iterator[str]:
        register = self.life.world.register
        for chunk in _chunks(people):
            rows = ResidentVersion.objects.filter(addressee_number__in=chunk).order_by(
                "addressee_number", "number"
            )
            stored: dict[str, list[ResidentVersion]] = {}
            for number in removed_store.known(chunk):
                stored[number] = removed_store.versions(number)
            gone = {number: len(versions) for number, versions in stored.items()}
            for row in rows:
                stored.setdefault(row.addressee_number, []).append(row)
            heads = dict(
                ResidentRow.objects.filter(addressee_number__in=chunk).values_list(
                    "addressee_number", "version"
                )
            )
            for number in chunk:
                mine = sorted(register.history(number), key=lambda one: one.number)
                theirs = [version_of(row) for row in stored.get(number, ())]
                head = heads.get(number, gone.get(number))
                if head != len(mine) or len(mine) != len(theirs):
                    yield "another number of versions in the database"
                for one, other in zip(mine, theirs, strict=False):
                    if (one.resident, one.trace, one.cancels) != (other.resident, other.trace, other.cancels):
                        yield f"version {one.number} is otherwise in the database"

    def _households(self, houses: list[str]) -> Iterator[str]:
        register = self.life.world.register
        for chunk in _chunks(houses):
            rows = {
                row.household_number: row for row in HouseholdRow.objects.filter(household_number__in=chunk)
            }
            members: dict[str, list[str]] = {}
            present = ResidentRow.objects.filter(household_number__in=chunk, state="1").order_by("position")
            for number, house in present.values_list("addressee_number", "household_number"):
                members.setdefault(house, []).append(number)
            for house in chunk:
                mine = register.households[house].members
                if tuple(members.get(house, ())) != mine:
                    yield "a household has other members in the database"
                row = rows.get(house)
                if row is None and not mine and removed_store.had_household(house):
                    continue
                if row is None or (row.head_number, row.is_open) != (self.life.world.head(mine), bool(mine)):
                    yield "a household has another head in the database, or is open there and closed here"

    def _broken(self, what: str) -> Broken:
        world = self.life.world
        return Broken(seed=world.seed, step=world.step, act="database", what=what)


def _chunks(numbers_: list[str]) -> Iterable[list[str]]:
    return (numbers_[at : at + _CHUNK] for at in range(0, len(numbers_), _CHUNK))
