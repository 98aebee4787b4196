"""Scheduled work: found beside a program's settings, run alone, and not stopped by a failure."""

import sys
import time
from pathlib import Path

import psycopg
import pytest

from juki.kernel.clock import Clock, Times
from juki.kernel.settings import current
from juki.launch.process import jobs
from juki.launch.process.jobs import Job, Schedule, jobs_beside, run_alone


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock.json", production=False)


def test_jobs_are_found_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = tmp_path / "juki_test_program"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "jobs.py").write_text("JOBS = (('tidy', 60, print),)\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert jobs_beside("juki_test_program.settings") == [Job("tidy", 60, print)]
    del sys.modules["juki_test_program.jobs"]


def test_a_program_without_jobs_has_none():
    assert jobs_beside("support.bare_settings") == []


def test_of_two_processes_one_runs_a_job(committing_db, clock: Clock):
    ran: list[Times] = []
    job = Job("tidy", 60, ran.append)
    with psycopg.connect(current().dsn, autocommit=True) as other:
        other.execute("select pg_advisory_lock(hashtextextended('job tidy', 0))")
        assert not run_alone(job, clock)
    assert run_alone(job, clock)
    assert run_alone(job, clock)
    assert len(ran) == 2


def test_a_failing_job_runs_again(committing_db, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    ran = []

    def fail(times: Times) -> None:
        ran.append(times)
        raise ValueError

    schedule = Schedule([Job("fails", 0.05, fail)], clock)
    schedule.start()
    deadline = time.monotonic() + 10
    while len(ran) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    schedule.stop()
    assert len(ran) >= 3


def test_a_job_runs_soon_after_the_start(committing_db, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jobs, "SOON", 0.05)
    ran: list[Times] = []
    schedule = Schedule([Job("rare", 3600, ran.append)], clock)
    schedule.start()
    deadline = time.monotonic() + 10
    while not ran and time.monotonic() < deadline:
        time.sleep(0.02)
    schedule.stop()
    assert len(ran) == 1
