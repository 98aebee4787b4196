"""転出予定日の到来: who is removed on which night, with whom, and what stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain.event_reasons import HOUSEHOLD_FOLLOWS
from juki.systems.registry.domain.nightly import RunState
from juki.systems.registry.errors import ChangedMeanwhile
from juki.systems.registry.records.models import (
    Application,
    ApplicationHold,
    EventRow,
    HouseholdRow,
    NightlyRun,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import recording
from juki.systems.registry.services.nightly import move_out_due, scheduling
from juki.systems.registry.services.nightly.running import advance
from juki.systems.registry.services.rows import resident_of
from support.nights import Nights, at, lines, opened, ran

DUE = date(2026, 10, 20)


@pytest.fixture
def nights(db, wire):
    return Nights()


def state_of(person):
    return ResidentRow.objects.get(pk=person.addressee_number).state


def latest(person):
    row = ResidentVersion.objects.filter(addressee_number=person.addressee_number).order_by("-number").first()
    return row, resident_of(row)


@pytest.mark.parametrize(("days", "state"), [(-1, "1"), (0, "2"), (1, "2")])
def test_the_day_before_the_day_and_the_day_after(nights, days, state):
    (person,) = nights.leaving({}, day=DUE)
    run = ran("move_out_due", DUE + timedelta(days=days))
    assert state_of(person) == state
    assert (run.done, run.total) == ((1, 1) if state == "2" else (0, 0))
    assert lines(run) == ([("removed", person.addressee_number)] if state == "2" else [])


def test_the_removal_is_an_act_of_its_own_on_the_planned_day(nights, settle):
    (person,) = nights.leaving({}, day=DUE)
    run = ran("move_out_due", DUE, on=DUE + timedelta(days=2))
    settle()
    row, resident = latest(person)
    assert (row.number, row.event_reason, row.event_class, row.valid_from) == (3, "TENSHUTSU", "removal", DUE)
    assert resident.removed.day.internal == DUE
    assert (resident.removed.cause.reason, resident.removed.cause.notified_on) == (
        "TENSHUTSU",
        nights.times.legal_day,
    )
    assert resident.planned.day == DUE
    event = EventRow.objects.get(pk=row.event_id)
    assert event.trace == run.items.get().trace
    assert event.processed_on == DUE + timedelta(days=2)
    assert (event.operator, event.whole_household) == ("job:nightly:move_out_due", True)
    assert not HouseholdRow.objects.get(pk=person.household_number).is_open


@pytest.mark.parametrize("reason", ["TOKUREI_TENSHUTSU", "KOKUGAI_TENSHUTSU"])
def test_the_reason_is_that_of_the_plan(nights, reason):
    (person,) = nights.leaving({}, day=DUE, reason=reason)
    ran("move_out_due", DUE)
    row, resident = latest(person)
    assert (row.event_reason, resident.removed.cause.reason) == (reason, reason)
    assert EventRow.objects.get(pk=row.event_id).reason == reason


def test_a_whole_household_leaves_in_one_act(nights, settle):
    people = nights.leaving({}, {}, {}, day=DUE)
    other = nights.leaving({}, day=DUE)
    run = ran("move_out_due", DUE)
    settle()
    traces = {latest(person)[0].event_id for person in people}
    assert len(traces) == 1
    assert latest(other[0])[0].event_id not in traces
    assert run.counts == {"removed": 4}
    assert (run.done, run.total, run.listed) == (2, 2, 4)


@pytest.mark.proves("STD:4.0.4/1")
def test_who_stays_alone_becomes_head(nights, settle):
    head, other = nights.household({}, {})
    nights.planning(head, day=DUE)
    run = ran("move_out_due", DUE)
    settle()
    row, resident = latest(other)
    assert (resident.is_head, resident.position, row.event_reason) == (True, 1, HOUSEHOLD_FOLLOWS.code)
    assert lines(run) == [("removed", head.addressee_number), ("crowned", other.addressee_number)]


def test_a_child_who_stays_alone_has_no_head_and_is_listed(nights, settle):
    head, child = nights.household({}, {"birth": LegalDate.from_day(date(2020, 2, 2))})
    nights.planning(head, day=DUE)
    run = ran("move_out_due", DUE)
    settle()
    assert not latest(child)[1].is_head
    assert lines(run) == [("removed", head.addressee_number), ("headless", head.household_number)]


def test_who_stays_alone_becomes_head_only_where_the_city_wants_it(nights, settle):
    head, other = nights.household({}, {})
    nights.planning(head, day=DUE)
    run = ran("move_out_due", DUE, sole_member_becomes_head=0)
    settle()
    assert not latest(other)[1].is_head
    assert ("headless", head.household_number) in lines(run)


def test_two_who_stay_have_no_head_and_are_listed(nights, settle):
    head, spouse, child = nights.household({}, {}, {})
    nights.planning(head, day=DUE)
    run = ran("move_out_due", DUE)
    settle()
    assert lines(run) == [("removed", head.addressee_number), ("headless", head.household_number)]
    assert HouseholdRow.objects.get(pk=head.household_number).head_number is None
    assert [latest(one)[1].position for one in (spouse, child)] == [1, 2]
    found = ran("headless_households", DUE)
    assert lines(found) == [("headless", head.household_number)]


def test_an_open_application_does_not_hold_the_law_back(nights):
    (person,) = nights.leaving({}, day=DUE)
    moment = nights.times.city
    application = Application.objects.create(
        id=uuid4(), number="20261001-0001", kind="change", state="received", came_as="self", author="client:clerk",
        last_changed_by="client:clerk", received_at=moment, received_city=moment, changed_at=moment,
        changed_city=moment,
    )  # fmt: skip
    ApplicationHold.objects.create(key=f"addressee:{person.addressee_number}", application=application)
    run = ran("move_out_due", DUE)
    assert state_of(person) == "2"
    assert lines(run) == [("removed_held", person.addressee_number)]


def test_a_plan_that_was_taken_back_in_the_meantime_removes_nobody(nights, monkeypatch):
    (person,) = nights.leaving({}, day=DUE)
    nights.version(
        replace(person, planned=None),
        number=3,
        event=nights.event("TENSHUTSU_TORIKESHI", event_class="amendment"),
    )
    run = ran("move_out_due", DUE)
    assert (state_of(person), lines(run)) == ("1", [])


def test_a_household_that_cannot_be_dealt_with_does_not_stop_the_others(nights, monkeypatch):
    first, second = nights.leaving({}, day=DUE), nights.leaving({}, day=DUE)
    barred = min(first[0], second[0], key=lambda one: one.household_number)
    real = recording.record_outcome

    def refuse(act, made, *more, **named):
        real(act, made, *more, **named)
        if made.after(barred.addressee_number):
            raise ChangedMeanwhile

    monkeypatch.setattr(recording, "record_outcome", refuse)
    run = ran("move_out_due", DUE)
    assert run.counts == {"refused": 1, "removed": 1}
    assert run.items.get(kind="refused").code == "REG-0304"
    assert state_of(barred) == "1"
    assert not AuditEntry.objects.filter(
        action="leaving.recorded", subjects__contains=[f"addressee:{barred.addressee_number}"]
    )
    monkeypatch.setattr(recording, "record_outcome", real)
    assert lines(ran("move_out_due", DUE + timedelta(days=1))) == [("removed", barred.addressee_number)]


def test_killed_in_the_middle_it_goes_on_and_nobody_is_removed_twice(nights, monkeypatch):
    people = [nights.leaving({}, day=DUE)[0] for _ in range(4)]
    real, calls = move_out_due.step, []

    class Killed(RuntimeError):
        pass

    def dies(task, work):
        found = real(task, work)
        calls.append(1)
        if len(calls) == 3:
            raise Killed
        return found

    table = scheduling.advance.__globals__["WORKERS"]
    dying = {**table, "move_out_due": table["move_out_due"]._replace(step=dies)}
    monkeypatch.setitem(advance.__globals__, "WORKERS", dying)
    ident = opened("move_out_due", DUE)
    assert advance(ident, times=at(DUE)) is RunState.FAILED
    run = NightlyRun.objects.get(pk=ident)
    assert (run.error_code, run.done, run.listed) == ("Killed", 2, 2)
    assert sorted(map(state_of, people)) == ["1", "1", "2", "2"]
    assert advance(ident, times=at(DUE + timedelta(days=1))) is RunState.DONE
    run.refresh_from_db()
    assert (run.state, run.done, run.counts, run.attempts) == ("done", 4, {"removed": 4}, 2)
    assert [
        ResidentVersion.objects.filter(addressee_number=one.addressee_number).count() for one in people
    ] == [3] * 4


def test_twice_the_same_day_has_no_effect(nights):
    (person,) = nights.leaving({}, day=DUE)
    first = ran("move_out_due", DUE)
    again = ran("move_out_due", DUE)
    assert first.id == again.id
    assert ResidentVersion.objects.filter(addressee_number=person.addressee_number).count() == 3


def test_a_clock_that_jumps_a_week_works_on_every_day_in_order(nights):
    scheduling.run_due(at(DUE - timedelta(days=1)))
    people = {
        DUE + timedelta(days=day): nights.leaving({}, day=DUE + timedelta(days=day))[0] for day in (5, 0, 3)
    }
    nights.leaving({}, day=DUE + timedelta(days=9))
    scheduling.run_due(at(DUE + timedelta(days=7)))
    runs = list(NightlyRun.objects.filter(job="move_out_due").order_by("asked_at", "legal_day"))
    assert [run.legal_day for run in runs] == [DUE + timedelta(days=day) for day in range(-1, 8)]
    assert {run.state for run in runs} == {"done"}
    for run in runs:
        leaving = people.get(run.legal_day)
        assert lines(run) == ([("removed", leaving.addressee_number)] if leaving else [])
        if leaving:
            assert latest(leaving)[1].removed.day.internal == run.legal_day


def test_before_its_minute_nothing_happens(nights):
    (person,) = nights.leaving({}, day=DUE)
    scheduling.run_due(at(DUE, "00:04"))
    assert state_of(person) == "1"
    scheduling.run_due(at(DUE, "00:05"))
    assert state_of(person) == "2"
