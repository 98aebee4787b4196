"""夜間処理 on screens: runs, lists by their own right, alerts to be acknowledged, starting and setting a job."""

from uuid import UUID, uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import NightlyRun, NightlySetting
from juki.systems.registry.services.nightly.running import advance
from support.counter_forms import text
from support.nights import Nights, opened, ran
from support.staff import Counter


@pytest.fixture
def nights(db, wire):
    return Nights()


@pytest.fixture
def counter(nights):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_NIGHTLY)
        yield found


@pytest.fixture
def today():
    return current().clock.now().legal_day


def headless(nights):
    (person,) = nights.household({"relationship": nights.person("1", 2).relationship})
    return person


@pytest.mark.parametrize("path", ["/nightly", f"/nightly/runs/{UUID(int=1)}", "/nightly/jobs/retention"])
def test_pages_need_their_right(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert counter.get(path).status_code == 403


def test_a_run_and_its_list_by_its_own_right(counter, nights, today):
    person = headless(nights)
    run = ran("headless_households", today)
    assert "世帯主のいない世帯の一覧" in text(counter.get("/nightly"))
    page = text(counter.get(f"/nightly/runs/{run.id}"))
    assert "終了" in page
    assert person.household_number not in page
    assert not AuditEntry.objects.filter(action="nightly.list.shown").exists()
    counter.sign_in("clerk.test", Permission.SEE_NIGHTLY_LIST)
    page = text(counter.get(f"/nightly/runs/{run.id}?kind=headless"))
    assert person.household_number in page
    assert person.names.full not in page
    row = AuditEntry.objects.get(action="nightly.list.shown")
    assert (row.permission, f"household:{person.household_number}" in row.subjects) == (
        Permission.SEE_NIGHTLY_LIST, True,
    )  # fmt: skip
    assert person.household_number not in text(counter.get(f"/nightly/runs/{run.id}?after=999999"))
    assert counter.get(f"/nightly/runs/{run.id}?after=x&kind=%00").status_code in (200, 400)


def test_progress_is_asked_for_only_while_a_run_is_at_work(counter, nights, today):
    run = opened("headless_households", today)
    assert f'hx-get="/nightly/runs/{run}/progress"' in text(counter.get(f"/nightly/runs/{run}"))
    advance(run, times=current().clock.now())
    part = text(counter.get(f"/nightly/runs/{run}/progress"))
    assert ("hx-get" in part, "終了" in part) == (False, True)


def test_unknown_runs_and_jobs_are_coded(counter):
    reply = counter.get(f"/nightly/runs/{uuid4()}")
    assert (reply.status_code, "REG-0851" in text(reply)) == (404, True)
    for path in ("/nightly/jobs/nothing", "/nightly?job=nothing"):
        reply = counter.get(path)
        assert (reply.status_code, "REG-0850" in text(reply)) == (404, True)


def test_an_alert_stands_until_it_is_acknowledged(counter, nights, today):
    run = opened("headless_households", today)
    NightlyRun.objects.filter(pk=run).update(
        state="failed", error_code="SQLSTATE 00000", ended_at=nights.times.machine
    )
    path = f"/nightly/runs/{run}"
    assert f'href="{path}"' in text(counter.get("/nightly"))
    assert "確認済みにする" not in text(counter.get(path))
    assert counter.post(f"{path}/acknowledgement", {"key": uuid4()}).status_code == 403
    counter.sign_in("clerk.test", Permission.RUN_NIGHTLY)
    assert "確認済みにする" in text(counter.get(path))
    assert counter.post(f"{path}/acknowledgement", {"key": uuid4()}).status_code == 303
    page = text(counter.get(path))
    assert ("確認済みにする" in page, "clerk.test" in page) == (False, True)


def test_starting_a_job_asks_once(counter, nights):
    path = "/nightly/jobs/stay_expiring"
    assert counter.post(f"{path}/start", {"key": uuid4(), "start.days": "60"}).status_code == 403
    counter.sign_in("clerk.test", Permission.RUN_NIGHTLY)
    for typed in ("", "x", "99999", "-1"):
        reply = counter.post(f"{path}/start", {"key": uuid4(), "start.days": typed})
        assert (reply.status_code, "#f-start.days" in text(reply)) == (422, True), typed
    sent = {"key": uuid4(), "start.days": "60"}
    first, again = counter.post(f"{path}/start", sent), counter.post(f"{path}/start", sent)
    assert (first.status_code, first["Location"]) == (303, again["Location"])
    assert NightlyRun.objects.get().parameters == {"days": 60}
    other = counter.post(f"{path}/start", {"key": uuid4(), "start.days": "61"})
    assert (other.status_code, "REG-0852" in text(other)) == (422, True)
    assert counter.post(f"{path}/start", {"start.days": "60"}).status_code == 400


def test_setting_a_job(counter, nights):
    path = "/nightly/jobs/stay_expiring"
    sent = {"key": uuid4(), "schedule": "weekly mon 02:00", "active": "yes", "set.days": "45"}
    assert counter.post(f"{path}/setting", sent).status_code == 403
    counter.sign_in("clerk.test", Permission.SET_NIGHTLY)
    wrong = counter.post(f"{path}/setting", {**sent, "schedule": "monthly 31 02:00"})
    assert (wrong.status_code, "#f-schedule" in text(wrong), "monthly 31" in text(wrong)) == (422, True, True)
    assert counter.post(f"{path}/setting", sent).status_code == 303
    row = NightlySetting.objects.get(pk="stay_expiring")
    assert (row.schedule, row.active, row.parameters) == ("weekly mon 02:00", True, {"days": 45})
