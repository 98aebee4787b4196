"""The move to the 除票 store, over simulated lives: everything that was read before it is read after it, on every day."""

from datetime import date, datetime, timedelta

from django.db import connection

from juki.kernel.clock import JAPAN, Times
from juki.kernel.work import Actor
from juki.launch.simulation.life import Life
from juki.launch.simulation.recording import Recorder
from juki.systems.registry.errors import NotOnThatDay
from juki.systems.registry.records.models import (
    EventRow,
    HouseholdRow,
    MatterRow,
    MemoRow,
    RemovedMatter,
    RemovedVersion,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import alias_histories, matters, memos, queries
from juki.systems.registry.services.past.addresses import addresses
from juki.systems.registry.services.past.households import household_on
from juki.systems.registry.services.past.knowing import known_on
from juki.systems.registry.services.past.origins import explain
from juki.systems.registry.services.past.residents import resident_on
from juki.systems.registry.services.past.searching import EventSearchForm, search_events
from juki.systems.registry.services.past.timeline import timeline

CLERK = Actor(who="client:clerk.test", right="test", terminal="t1")
BEGIN = date(2019, 4, 1)


class Reading:
    """All that can be read of the register, by the question that is answered."""

    def __init__(self, times: Times, days: list[date]) -> None:
        self.asked = {"actor": CLERK, "times": times}
        self.days = days

    def everything(self, sheets, households):
        found = {}
        for number, record in sheets:
            found |= self.of_sheet(number, record)
        for number in {number for number, _ in sheets}:
            found["resident", number] = queries.resident(number, **self.asked)
            found["aliases", number] = alias_histories.of(number)
            found["matters", number] = [matters.of(number, day=day) for day in (None, *self.days)]
            found["memos", number] = memos.listed(number, with_history=True, **self.asked)
            found["own acts", number] = self.searched(addressee_number=number)
        for household in households:
            for day in (None, *self.days):
                for known in (None, known_on(day) if day else None):
                    found["household", household, day, known] = household_on(
                        household, day=day, known_at=known
                    )
            found["acts of household", household] = self.searched(household_number=household)
        for day in self.days:
            found["known", day] = known_on(day)
            found["acts of the city", day] = self.searched(day, day + timedelta(days=120), name="processed")
            found["days of the city", day] = self.searched(day, day + timedelta(days=120), name="day")
        return found

    def of_sheet(self, number, record):
        found = {
            ("timeline", number, record): timeline(number, record=record, **self.asked),
            ("addresses", number, record): addresses(number, record=record),
        }
        for day in (None, *self.days):
            for known in {None, known_on(day) if day else None}:
                key = (number, record, day, known)
                found["on", *key] = resident_on(number, record=record, day=day, known_at=known)
                found["origins", *key] = self.explained(number, record, day, known)
        return found

    def explained(self, number, record, day, known):
        try:
            return explain(number, record=record, day=day, known_at=known, **self.asked)
        except NotOnThatDay as refusal:
            return refusal.code

    def searched(self, first=None, last=None, *, name="", **bounds):
        ends = {f"{name}_from": first.isoformat(), f"{name}_to": last.isoformat()} if first else {}
        return search_events(EventSearchForm(purpose="test", **bounds, **ends), **self.asked)


def at(day: date) -> Times:
    city = datetime(day.year, day.month, day.day, 9, tzinfo=JAPAN)
    return Times(city=city, machine=city)


def told_of(people: list[str]) -> None:
    """個別事項 and a memo of everybody, by rows: what business systems told, what the office wrote."""
    moment = at(BEGIN)
    for place, number in enumerate(people):
        MatterRow.objects.create(
            addressee_number=number, kind="national_health", number=1, applies=True,
            acquired_on=BEGIN + timedelta(days=place), sender="kokuho", taken_on=BEGIN, recorded_at=moment.machine,
            trace=f"00000000-0000-4000-8000-{place:012}",
        )  # fmt: skip
        MemoRow.objects.create(
            memo=f"00000000-0000-4000-9000-{place:012}", number=1, addressee_number=number, action="written",
            words="見本", trace=f"00000000-0000-4000-9000-{place:012}", by="client:clerk.test", at_city=moment.city,
            at_machine=moment.machine,
        )  # fmt: skip


def counts():
    tables = (ResidentVersion, ResidentRow, HouseholdRow, EventRow, MatterRow)
    return [table.objects.count() for table in tables]


def test_what_was_read_before_the_move_is_read_after_it(committing_db):
    life = Life(seed=11, residents=24, begin=BEGIN, per_day=0.09)
    recorder = Recorder(life)
    recorder.settle()
    told_of(sorted(life.world.register.latest))
    for _ in life.days(2300):
        pass
    recorder.compare(everything=True)
    sheets = sorted(set(ResidentVersion.objects.values_list("addressee_number", "record")))
    households = sorted(set(HouseholdRow.objects.values_list("household_number", flat=True)))
    ended = life.world.today
    reading = Reading(
        at(ended), [BEGIN + timedelta(days=step) for step in range(0, (ended - BEGIN).days, 613)]
    )
    before, stood = reading.everything(sheets, households), counts()
    recorder.run("removed_store")
    moved = set(RemovedVersion.objects.values_list("addressee_number", "record"))
    assert len(moved) > 10
    assert all(now < then for now, then in zip(counts(), stood, strict=True))
    assert not ResidentVersion.objects.filter(
        addressee_number__in=[number for number, _ in moved], record__in=[record for _, record in moved]
    ).exclude(addressee_number__in=ResidentRow.objects.values("addressee_number")).exists()  # fmt: skip
    assert RemovedMatter.objects.exists()
    after = reading.everything(sheets, households)
    assert [key for key in before if before[key] != after[key]] == []
    recorder.compare(everything=True)


def test_lives_go_on_beside_the_store(committing_db):
    life = Life(seed=5, residents=30, begin=BEGIN, per_day=0.1)
    recorder = Recorder(life, stores=True)
    recorder.settle()
    for _ in life.days(2700):
        pass
    recorder.compare(everything=True)
    life.check_whole()
    assert RemovedVersion.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_disagreements()")
        assert cursor.fetchone()[0] == 0
