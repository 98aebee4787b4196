"""On which days a schedule falls, and what it refuses."""

from datetime import date, datetime

import pytest

from juki.kernel.clock import JAPAN
from juki.systems.registry.domain import nightly
from juki.systems.registry.domain.nightly_errors import (
    NoSuchJob,
    ParameterOutOfRange,
    UnknownParameter,
    UnreadableSchedule,
)
from juki.systems.registry.domain.nightly_schedule import Schedule

NOON = datetime(2026, 11, 30, 12, tzinfo=JAPAN)


def days(text, *, after, until=NOON):
    return [
        day.isoformat() for day in Schedule.parse(text).days(after=date.fromisoformat(after), until=until)
    ]


@pytest.mark.parametrize(
    ("text", "after", "found"),
    [
        ("daily 00:05", "2026-11-27", ["2026-11-28", "2026-11-29", "2026-11-30"]),
        ("daily 12:00", "2026-11-29", ["2026-11-30"]),
        ("daily 12:01", "2026-11-29", []),
        ("daily 00:05", "2026-11-30", []),
        ("weekly mon 01:00", "2026-11-15", ["2026-11-16", "2026-11-23", "2026-11-30"]),
        ("monthly 28 01:00", "2026-09-28", ["2026-10-28", "2026-11-28"]),
        ("monthly last 01:00", "2026-09-01", ["2026-09-30", "2026-10-31", "2026-11-30"]),
        ("monthly last 13:00", "2026-10-01", ["2026-10-31"]),
        ("yearly 02-28 01:00", "2024-02-28", ["2025-02-28", "2026-02-28"]),
        ("once 2026-11-29 03:00", "2026-11-01", ["2026-11-29"]),
        ("once 2026-12-01 03:00", "2026-11-01", []),
    ],
)
def test_its_days(text, after, found):
    assert days(text, after=after) == found


def test_the_last_of_february():
    assert days("monthly last 01:00", after="2028-02-01", until=datetime(2028, 3, 1, tzinfo=JAPAN)) == [
        "2028-02-29"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "", "daily", "daily 24:00", "daily 1:00", "Daily 01:00", "weekly xyz 01:00", "monthly 0 01:00", "monthly 29 01:00",
        "monthly 31 01:00", "yearly 02-29 01:00", "yearly 13-01 01:00", "once 2026-02-30 01:00", "daily 01:00 ", "daily ０1:00",
    ],
)  # fmt: skip
def test_what_it_refuses(text):
    with pytest.raises(UnreadableSchedule):
        Schedule.parse(text)


@pytest.mark.parametrize("job", nightly.JOBS.values(), ids=lambda job: job.code)
def test_every_job_begins_with_a_schedule_and_parameters_that_hold(job):
    Schedule.parse(job.schedule)
    assert nightly.complete(job, {}, base={}) == {one.name: one.default for one in job.parameters}


def test_no_job_lists_people_who_may_not_be_listed():
    words = " ".join(job.label + " ".join(job.kinds.values()) for job in nightly.JOBS.values())
    assert "経過滞在" not in words
    assert "成年被後見" not in words
    assert "再転入" not in words


def test_parameters_come_from_what_is_given_then_from_last_time():
    job = nightly.job_of("notice_missing")
    assert nightly.complete(job, {"days": 60}, base={"days": 40, "ex_officio": 0}) == {
        "days": 60,
        "ex_officio": 0,
    }
    with pytest.raises(UnknownParameter):
        nightly.complete(job, {"weeks": 1}, base={})
    with pytest.raises(ParameterOutOfRange):
        nightly.complete(job, {"days": -1}, base={})
    with pytest.raises(ParameterOutOfRange):
        nightly.complete(nightly.job_of("removed_store"), {"years": 4}, base={})
    with pytest.raises(NoSuchJob):
        nightly.job_of("everything")


def test_what_changed_since_last_time():
    assert nightly.changed({"a": 1, "b": 2}, None) == []
    assert nightly.changed({"a": 1, "b": 2}, {"a": 1, "b": 3}) == ["b"]
    assert nightly.changed({"a": 1, "b": 2}, {"a": 1}) == ["b"]
