"""Lists of the night: whom they name on the day before, on the day and after it, and whom they may never name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain.resident import (
    Basis,
    Category,
    Cause,
    ConfirmedMoveOut,
    Event,
    Foreign,
    Kind,
    Names,
    Removed,
    State,
)
from juki.systems.registry.records.models import (
    Application,
    EventRow,
    HouseholdRow,
    NightlyRun,
    SearchHistory,
)
from juki.systems.registry.services.nightly import steps
from support.nights import Nights, at, lines, ran

NIGHT = date(2026, 11, 20)


@pytest.fixture
def nights(db, wire):
    return Nights()


def staying(nights, until, category=Category.MID_TO_LONG_TERM):
    card = f"AB{nights.random.randrange(10**8):08}CD" if until else ""
    foreign = Foreign(
        nationality="ZZZ", nationality_name="架空国", category=category, since=nights.moved,
        status="留学" if until else "", expires_on=until, card_number=card,
    )  # fmt: skip
    names = Names(full="SAMPLE PERSON", kana_surname="サンプル")
    return nights.household({"kind": Kind.FOREIGN, "foreign": foreign, "register": None, "names": names})[0]


@pytest.mark.parametrize(
    ("days", "kind"), [(31, None), (30, "expiring"), (1, "expiring"), (0, "expiring"), (-1, "expired"), (-400, "expired")]
)  # fmt: skip
def test_who_may_stay_for_so_many_days(nights, days, kind):
    person = staying(nights, NIGHT + timedelta(days=days))
    run = ran("stay_expiring", NIGHT)
    assert lines(run) == ([(kind, person.addressee_number)] if kind else [])
    assert run.total == len(lines(run))


def test_the_end_of_a_stay_removes_nobody(nights):
    person = staying(nights, NIGHT - timedelta(days=1))
    before = EventRow.objects.count()
    ran("stay_expiring", NIGHT)
    assert EventRow.objects.count() == before
    assert person.is_present


@pytest.mark.parametrize("category", [Category.TRANSITIONAL_BIRTH, Category.TRANSITIONAL_LOSS])
def test_transitional_residents_are_never_listed(nights, category):
    staying(nights, None, category=category)
    assert lines(ran("stay_expiring", NIGHT, days=3650)) == []


def test_a_list_is_written_in_batches_and_names_everybody_once(nights, monkeypatch):
    for module in ("stay_expiring", "steps"):
        monkeypatch.setattr(f"juki.systems.registry.services.nightly.{module}.BATCH", 2)
    people = [staying(nights, NIGHT).addressee_number for _ in range(5)]
    assert lines(ran("stay_expiring", NIGHT)) == [("expiring", number) for number in sorted(people)]
    assert steps.BATCH == 2


def filed(nights, day, notified, *, basis=Basis.NOTIFICATION):
    """A move-in of ``day`` that was notified, and processed, on ``notified``."""
    nights.moved, nights.times, nights.basis = LegalDate.from_day(day), at(notified, "10:00"), basis
    return nights.household({})[0]


@pytest.mark.parametrize(
    ("notified", "late"),
    [(date(2026, 10, 15), False), (date(2026, 10, 16), True), (date(2026, 10, 1), False)],
)
def test_the_term_of_fourteen_days(nights, notified, late):
    person = filed(nights, date(2026, 10, 1), notified)
    run = ran("late_notifications", date(2026, 10, 20))
    assert lines(run) == ([("late", person.addressee_number)] if late else [])


def test_a_term_that_ends_on_a_closed_day_ends_on_the_next_open_one(nights):
    filed(nights, date(2026, 10, 3), date(2026, 10, 19))  # the 17th is a Saturday
    assert lines(ran("late_notifications", date(2026, 10, 20))) == []
    late = filed(nights, date(2026, 10, 3), date(2026, 10, 20))
    assert lines(ran("late_notifications", date(2026, 10, 21))) == [("late", late.addressee_number)]


def test_only_notifications_can_be_late(nights):
    filed(nights, date(2026, 9, 1), date(2026, 10, 16), basis=Basis.EX_OFFICIO)
    assert lines(ran("late_notifications", date(2026, 10, 20))) == []


def test_a_run_takes_over_where_the_last_one_ended(nights):
    first = filed(nights, date(2026, 9, 1), date(2026, 10, 19))
    second = filed(nights, date(2026, 9, 1), date(2026, 10, 20))
    assert lines(ran("late_notifications", date(2026, 10, 20))) == [("late", first.addressee_number)]
    assert lines(ran("late_notifications", date(2026, 10, 21))) == [("late", second.addressee_number)]
    assert lines(ran("late_notifications", date(2026, 10, 25))) == []


def test_a_closed_household_is_not_without_head(nights):
    (person,) = nights.household({})
    HouseholdRow.objects.filter(pk=person.household_number).update(head_number=None, is_open=False)
    assert lines(ran("headless_households", NIGHT)) == []


def removed(nights, day, *, reason="TENSHUTSU", state=State.MOVED_OUT, confirmed=None, **plan):
    people = nights.leaving({}, day=day, **plan) if state is State.MOVED_OUT else nights.household({})
    gone = replace(
        people[0], state=state, confirmed=confirmed,
        removed=Removed(day=LegalDate.from_day(day), cause=Cause(reason=reason, basis=Basis.NOTIFICATION)),
        event=Event(reason=reason, event_class="removal", day=LegalDate.from_day(day), notified_on=None),
    )  # fmt: skip
    nights.version(gone, number=3, event=nights.event(reason, event_class="removal"))
    return gone


@pytest.fixture
def gapped(nights, monkeypatch):
    """A removal that is written straight: whoever never planned gets version 2."""
    real = nights.version

    def version(person, *, number, event):
        if number == 3 and person.planned is None:
            number = 2
        real(person, number=number, event=event)

    monkeypatch.setattr(nights, "version", version)
    return nights


@pytest.mark.parametrize(("days", "listed"), [(29, False), (30, True), (31, True)])
def test_no_notice_after_so_many_days(nights, days, listed):
    gone = removed(nights, NIGHT - timedelta(days=days))
    run = ran("notice_missing", NIGHT)
    assert lines(run) == ([("moved_out", gone.addressee_number)] if listed else [])


def test_a_notice_that_came_or_a_destination_abroad_is_no_case(nights):
    day = NIGHT - timedelta(days=60)
    address = nights.person("1000000000", 1).address
    removed(
        nights, day, confirmed=ConfirmedMoveOut(day=day, notice_on=day, basis=Basis.NOTICE, address=address)
    )
    removed(nights, day, reason="KOKUGAI_TENSHUTSU", country="USA")
    assert lines(ran("notice_missing", NIGHT)) == []


@pytest.mark.proves("STD:4.1.3.1.4/2")
@pytest.mark.parametrize("wanted", [0, 1])
def test_who_was_removed_ex_officio_is_listed_on_request(gapped, wanted):
    gone = removed(gapped, NIGHT - timedelta(days=60), reason="SHOKKEN_SHOJO", state=State.REMOVED)
    run = ran("notice_missing", NIGHT, ex_officio=wanted)
    assert lines(run) == ([("ex_officio", gone.addressee_number)] if wanted else [])


def test_what_is_kept_no_longer(nights):
    old, young = at(NIGHT - timedelta(days=400)), at(NIGHT - timedelta(days=300))
    for number, (moment, state) in enumerate(
        [(old, "withdrawn"), (young, "withdrawn"), (old, "received")], start=1
    ):
        Application.objects.create(
            id=f"00000000-0000-4000-8000-00000000000{number}", number=f"20251001-000{number}", kind="change",
            state=state, came_as="proxy", came_name="代理　人", mandate="委任状", author="client:clerk",
            last_changed_by="client:clerk", received_at=moment.machine, received_city=moment.city,
            changed_at=moment.machine, changed_city=moment.city,
        )  # fmt: skip
    for number, day in enumerate([NIGHT, NIGHT - timedelta(days=1)], start=1):
        SearchHistory.objects.create(
            id=f"00000000-0000-4000-8000-00000000000{number}", client="client:clerk", legal_day=day,
            at=old.machine, conditions={},
        )  # fmt: skip
    aged = ran("headless_households", NIGHT - timedelta(days=1200))
    newest = ran("notice_missing", NIGHT - timedelta(days=1200))
    ran("headless_households", NIGHT)
    run = ran("retention", NIGHT)
    assert run.counts == {"applications": 1, "searches": 1, "runs": 1}
    assert list(Application.objects.order_by("number").values_list("came_name", flat=True)) == [
        "",
        "代理　人",
        "代理　人",
    ]
    assert list(SearchHistory.objects.values_list("legal_day", flat=True)) == [NIGHT]
    assert not NightlyRun.objects.filter(pk=aged.id).exists()
    assert NightlyRun.objects.filter(pk=newest.id).exists()
    assert ran("retention", NIGHT + timedelta(days=1)).counts == {"searches": 1}
