"""Runs of nightly work: asked for by right, once a day, never twice at once, seen while they run, alarming when they fail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import MappingProxyType
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.nightly import JOBS, RunState
from juki.systems.registry.jobs import JOBS as SCHEDULED
from juki.systems.registry.records.models import (
    HouseholdRow,
    NightlyItem,
    NightlyRun,
    NightlySetting,
    ResidentRow,
)
from juki.systems.registry.services.nightly import catalogue, running, scheduling
from juki.systems.registry.services.nightly.running import advance
from support.nights import Nights, at, lines, opened, ran

SEE = (Permission.SEE_NIGHTLY, Permission.SEE_NIGHTLY_LIST, Permission.RUN_NIGHTLY, Permission.SET_NIGHTLY)


@pytest.fixture
def nights(db, wire):
    return Nights()


@pytest.fixture
def desk(nights, door):
    door.may(*SEE)
    return door


@pytest.fixture
def today():
    return current().clock.now().legal_day


def start(desk, job, key=None, **parameters):
    return desk.post("/api/nightly-runs", {"job": job, "parameters": parameters}, key=key)


def failing(monkeypatch, job, times=99):
    """The job's step fails so often."""
    real, left = catalogue.WORKERS[job], [times]

    def step(task, work):
        if left[0]:
            left[0] -= 1
            raise ZeroDivisionError
        return real.step(task, work)

    broken = MappingProxyType({**catalogue.WORKERS, job: real._replace(step=step)})
    monkeypatch.setattr(running, "WORKERS", broken)


def test_every_job_is_carried_out_by_somebody_and_the_clock_calls_them():
    assert set(catalogue.WORKERS) == set(JOBS)
    assert "nightly" in [name for name, _, _ in SCHEDULED]


def test_asked_for_by_hand_and_taken_up_by_the_clock(desk, today):
    reply = start(desk, "headless_households")
    assert reply.status_code == 202, reply.content
    asked = reply.json()
    assert (asked["state"], asked["asked_by"], asked["legal_day"]) == (
        "waiting",
        "client:clerk",
        today.isoformat(),
    )
    scheduling.run_due(current().clock.now())
    found = desk.get(f"/api/nightly-runs/{asked['run']}").json()
    assert (found["state"], found["attempts"], found["error_code"], found["alert"]) == ("done", 1, "", False)
    assert found["started_at"] <= found["ended_at"]


def test_the_same_again_is_the_same_run_and_other_parameters_wait_for_tomorrow(desk):
    first = start(desk, "notice_missing").json()
    assert start(desk, "notice_missing").json()["run"] == first["run"]
    assert start(desk, "notice_missing", days=30).json()["run"] == first["run"]
    refused = start(desk, "notice_missing", days=60)
    assert (refused.status_code, refused.json()["code"]) == (409, "REG-0852")


def test_parameters_come_from_last_time_and_what_is_changed_is_marked(desk, today):
    ran("notice_missing", today - timedelta(days=1), days=45)
    found = start(desk, "notice_missing", ex_officio=0).json()
    shown = {one["name"]: (one["value"], one["changed"]) for one in found["parameters"]}
    assert shown == {"days": (45, False), "ex_officio": (0, True)}
    offered = next(one for one in desk.get("/api/nightly-jobs").json() if one["job"] == "notice_missing")
    assert [(one["name"], one["last"], one["scheduled"]) for one in offered["parameters"]] == [
        ("days", 45, 30), ("ex_officio", 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("job", "parameters", "code"),
    [
        ("everything", {}, "REG-0850"),
        ("retention", {"x": 1}, "REG-0854"),
        ("removed_store", {"years": 4}, "REG-0855"),
    ],
)
def test_what_cannot_be_asked_for(desk, job, parameters, code):
    assert start(desk, job, **parameters).json()["code"] == code
    assert not NightlyRun.objects.exists()


def test_each_by_its_own_right(nights, door):
    door.may(Permission.SEE_NIGHTLY)
    ident = opened("headless_households", nights.times.legal_day)
    assert door.get("/api/nightly-runs").status_code == 200
    assert door.get("/api/nightly-jobs").status_code == 200
    assert door.get(f"/api/nightly-runs/{ident}/items").status_code == 403
    assert start(door, "headless_households").status_code == 403
    assert door.post("/api/nightly-runs/acknowledgements", {"run": str(ident)}).status_code == 403
    assert door.post("/api/nightly-jobs", {"job": "retention"}).status_code == 403


def test_a_list_is_logged_with_whom_it_shows_and_names_nobody(desk, nights, monkeypatch):
    monkeypatch.setattr("juki.systems.registry.services.nightly.queries.MOST", 2)
    day = nights.times.legal_day + timedelta(days=5)
    people = sorted(nights.leaving({}, day=day)[0].addressee_number for _ in range(3))
    run = ran("move_out_due", day)
    reply = desk.get(f"/api/nightly-runs/{run.id}/items")
    found = reply.json()
    assert (len(found["items"]), found["more"]) == (2, True)
    entry = AuditEntry.objects.get(action="nightly.list.shown")
    assert set(entry.subjects) == {f"addressee:{one['addressee_number']}" for one in found["items"]}
    rest = desk.get(f"/api/nightly-runs/{run.id}/items?after=2&kind=removed").json()
    assert sorted(one["addressee_number"] for one in [*found["items"], *rest["items"]]) == people
    assert "架空" not in reply.content.decode()
    assert desk.get(f"/api/nightly-runs/{run.id}/items?after=x").status_code == 400
    assert desk.get(f"/api/nightly-runs/{uuid4()}/items").json()["code"] == "REG-0851"


def test_never_two_at_once(nights):
    ident = opened("headless_households", nights.times.legal_day)
    with psycopg.connect(current().dsn, autocommit=True) as other:
        other.execute("select pg_advisory_lock(hashtextextended('nightly headless_households', 0))")
        assert advance(ident, times=nights.times) is RunState.WAITING
        assert NightlyRun.objects.get(pk=ident).attempts == 0
    assert advance(ident, times=nights.times) is RunState.DONE


def test_several_at_once_remove_everybody_once(committing_db, wire):
    nights = Nights()
    day = nights.times.legal_day + timedelta(days=5)
    with transaction.atomic():
        people = [nights.leaving({}, day=day)[0] for _ in range(6)]
    ident = opened("move_out_due", day)

    def work(_):
        try:
            return advance(ident, times=at(day))
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert RunState.FAILED not in list(pool.map(work, range(6)))
    assert advance(ident, times=at(day)) is RunState.DONE
    assert sorted(number for _, number in lines(ident)) == sorted(one.addressee_number for one in people)
    assert set(ResidentRow.objects.values_list("state", "version")) == {("2", 3)}


def test_a_run_gives_way_and_goes_on(nights):
    day = nights.times.legal_day + timedelta(days=5)
    for _ in range(3):
        nights.leaving({}, day=day)
    ident = opened("move_out_due", day)
    assert advance(ident, times=at(day), most=2) is RunState.RUNNING
    run = NightlyRun.objects.get(pk=ident)
    assert (run.state, run.done, run.total, run.ended_at) == ("running", 2, 3, None)
    assert advance(ident, times=at(day)) is RunState.DONE
    run.refresh_from_db()
    assert (run.done, run.attempts) == (3, 1)


def test_what_fails_is_tried_three_times_and_leaves_an_alert(desk, nights, today, monkeypatch, caplog):
    failing(monkeypatch, "headless_households")
    ident = opened("headless_households", today)
    for _ in range(5):
        scheduling.run_due(current().clock.now())
    run = NightlyRun.objects.get(pk=ident)
    assert (run.state, run.error_code, run.attempts) == ("failed", "ZeroDivisionError", 3)
    assert "ZeroDivisionError" in caplog.text
    (alert,) = desk.get("/api/nightly-runs?alerts=1").json()
    assert (alert["run"], alert["alert"]) == (str(ident), True)
    assert AuditEntry.objects.filter(action="nightly.failed", outcome="failed").count() == 3
    reply = desk.post("/api/nightly-runs/acknowledgements", {"run": str(ident)})
    assert (reply.json()["acknowledged_by"], reply.json()["alert"]) == ("client:clerk", False)
    assert desk.get("/api/nightly-runs?alerts=1").json() == []


def test_what_failed_goes_on_when_it_is_asked_for_again(desk, today, monkeypatch):
    failing(monkeypatch, "headless_households", times=3)
    ident = opened("headless_households", today)
    for _ in range(3):
        scheduling.run_due(current().clock.now())
    assert start(desk, "headless_households").json()["state"] == "waiting"
    scheduling.run_due(current().clock.now())
    run = NightlyRun.objects.get(pk=ident)
    assert (run.state, run.error_code, run.asked_by) == ("done", "ZeroDivisionError", "client:clerk")


def test_a_failed_day_does_not_hold_up_the_next_for_ever(nights, today, monkeypatch):
    failing(monkeypatch, "move_out_due", times=3)
    scheduling.settle(at(today))
    for _ in range(4):
        scheduling.run_due(at(today, "05:00"))
    scheduling.run_due(at(today + timedelta(days=1)))
    states = (
        NightlyRun.objects.filter(job="move_out_due").order_by("legal_day").values_list("state", flat=True)
    )
    assert list(states) == ["failed", "done"]


def test_a_schedule_is_data(desk, today):
    body = {"job": "notice_missing", "schedule": "weekly mon 02:00", "parameters": {"days": 14}}
    reply = desk.post("/api/nightly-jobs", body)
    assert reply.status_code == 200, reply.content
    assert (reply.json()["schedule"], reply.json()["since"]) == ("weekly mon 02:00", today.isoformat())
    for days in range(1, 9):
        scheduling.run_due(at(today + timedelta(days=days)))
    runs = NightlyRun.objects.filter(job="notice_missing")
    assert {run.legal_day.weekday() for run in runs} == {0}
    assert {run.parameters["days"] for run in runs} == {14}
    assert (
        desk.post("/api/nightly-jobs", {"job": "retention", "schedule": "sometimes"}).json()["code"]
        == "REG-0853"
    )
    assert desk.post("/api/nightly-jobs", {"job": "retention"}).json()["schedule"] == ""
    assert scheduling.due_days(JOBS["retention"], at(today + timedelta(days=400))) == []


def test_a_new_schedule_does_not_make_up_for_days_before_it(desk, nights):
    scheduling.settle(at(nights.times.legal_day))
    setting = NightlySetting.objects.get(pk="move_out_due")
    assert setting.since == nights.times.legal_day
    body = {"job": "move_out_due", "schedule": "daily 00:10"}
    desk.post("/api/nightly-jobs", body)
    setting.refresh_from_db()
    assert scheduling.due_days(JOBS["move_out_due"], at(setting.since)) == [setting.since]


def test_of_a_list_only_the_last_day_is_made_up_for(nights, today):
    scheduling.run_due(at(today))
    scheduling.run_due(at(today + timedelta(days=7)))
    days = (
        NightlyRun.objects.filter(job="stay_expiring")
        .order_by("legal_day")
        .values_list("legal_day", flat=True)
    )
    assert list(days) == [today, today + timedelta(days=7)]


def test_items_hold_numbers_only():
    names = {field.name for field in NightlyItem._meta.get_fields()}
    assert names == {
        "pk", "run", "number", "kind", "addressee_number", "household_number", "record", "day", "trace", "code",
    }  # fmt: skip


def test_online_work_goes_on_while_a_run_is_between_two_steps(nights):
    day = nights.times.legal_day + timedelta(days=5)
    (person,) = nights.leaving({}, day=day)
    ident = opened("move_out_due", day)
    advance(ident, times=at(day), most=0)
    assert HouseholdRow.objects.select_for_update(nowait=True).get(pk=person.household_number).is_open
    assert ResidentRow.objects.get(pk=person.addressee_number).state == "1"
    assert lines(ident) == []
