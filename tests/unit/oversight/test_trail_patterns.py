"""Suspicious patterns and analyses, on rows made up for them: the case on either side of each threshold."""

from datetime import datetime, time, timedelta

import pytest

from juki.kernel.clock import JAPAN
from juki.kernel.values.closed_days import CityClosedDays
from juki.oversight.trail.domain import analyses, patterns
from juki.oversight.trail.domain.analyses import Hours
from juki.oversight.trail.domain.lines import Line
from juki.oversight.trail.domain.patterns import Facts, Limits

HOURS = Hours(time(8), time(19), CityClosedDays())
MONDAY = datetime(2026, 5, 11, 10, tzinfo=JAPAN)
LIMITS = Limits(people=3, minutes=10, hits=100)
FACTS = Facts(
    own={"client:a": "addressee:1", "client:b": "addressee:2"},
    household={"addressee:1": "h1", "addressee:11": "h1", "addressee:2": "h2"},
    surname={"addressee:1": "見本", "addressee:30": "見本", "addressee:31": "別"},
    watched=frozenset({"addressee:50"}),
)
_numbers = iter(range(1, 10**6))


def line(
    *, who="client:a", action="resident.shown", minutes=0.0, subjects=("addressee:99",), reason="窓口", outcome="shown",
    at=MONDAY, **detail,
) -> Line:  # fmt: skip
    return Line(
        next(_numbers),
        at + timedelta(minutes=minutes),
        who,
        "right",
        "t",
        action,
        reason,
        tuple(subjects),
        "trace",
        outcome,
        detail,
    )


def found(name: str, *lines: Line) -> list[int]:
    return [hit.lines[0].number for hit in patterns.PATTERNS[name][1](lines, LIMITS, HOURS, FACTS)]


@pytest.mark.parametrize(
    ("minutes", "hit"), [((0, 5, 10), True), ((0, 5, 10.1), False), ((0, 20, 40), False)]
)
def test_many_people_within_a_time(minutes, hit):
    looks = [line(minutes=m, subjects=[f"addressee:{n + 100}"]) for n, m in enumerate(minutes)]
    assert bool(found("many_people", *looks)) is hit
    same = [line(minutes=m, subjects=["addressee:100"]) for m in minutes]
    assert found("many_people", *same) == []
    shared = [line(minutes=m, who=f"client:{m}", subjects=[f"addressee:{m}"]) for m in minutes]
    assert found("many_people", *shared) == []


@pytest.mark.parametrize(
    ("name", "change", "hit"),
    [
        ("no_purpose", {"reason": " － "}, True),
        ("no_purpose", {"reason": "窓口"}, False),
        ("no_purpose", {"reason": "", "who": "peer:kiosk"}, False),
        ("no_purpose", {"reason": "", "action": "move_in.recorded"}, False),
        ("own_household", {"subjects": ["addressee:1"]}, True),
        ("own_household", {"subjects": ["addressee:11"]}, True),
        ("own_household", {"subjects": ["addressee:2"]}, False),
        ("own_household", {"subjects": ["addressee:11"], "who": "client:z"}, False),
        ("same_surname", {"subjects": ["addressee:30"]}, True),
        ("same_surname", {"subjects": ["addressee:31"]}, False),
        ("same_surname", {"subjects": ["addressee:1"]}, False),
        ("same_surname", {"subjects": ["addressee:30", "addressee:31"]}, False),
        ("colleagues", {"subjects": ["addressee:2"]}, True),
        ("colleagues", {"subjects": ["addressee:1"]}, False),
        ("colleagues", {"subjects": ["addressee:2"], "outcome": "refused"}, False),
        ("watched", {"subjects": ["addressee:50"]}, True),
        ("watched", {"subjects": ["addressee:51"]}, False),
        ("mass", {"action": "resident.found", "count": 100}, True),
        ("mass", {"action": "resident.found", "count": 99}, False),
        ("at_night", {"minutes": 9 * 60}, True),
        ("at_night", {"minutes": 9 * 60 - 1}, False),
        ("at_night", {"minutes": -24 * 60}, True),
    ],
)
def test_patterns(name, change, hit):
    one = line(**change)
    assert found(name, one) == ([one.number] if hit else [])


def test_a_finding_keeps_its_name_while_the_same_rows_show_it():
    one, other = line(reason=""), line(reason="")
    first = patterns.hits([one], limits=LIMITS, hours=HOURS, facts=FACTS)
    again = patterns.hits([one, other], limits=LIMITS, hours=HOURS, facts=FACTS)
    assert first[0].finding == again[0].finding != again[1].finding
    assert all(hit.why and hit.lines for hit in again)


def test_analyses():
    night, day, holiday = line(minutes=12 * 60), line(), line(minutes=-24 * 60)
    program = line(minutes=12 * 60, who="job:nightly")
    assert analyses.out_of_hours([night, day, holiday, program], HOURS) == [night, holiday]
    failed = line(action="sign_in.failed", outcome="refused", who="nobody")
    assert analyses.failed_sign_ins([failed, day, line(action="session.begun", outcome="done")]) == [failed]
    begun = [line(action="session.begun", who=who) for who in ("client:a", "client:b", "client:b")]
    assert analyses.sign_ins_of_each([*begun, day]) == [("client:b", 2), ("client:a", 1)]
    large, small = line(action="resident.found", count=100), line(action="resident.found", count=99)
    assert analyses.mass_searches([large, small, day], hits=100) == [large]
    hit = line(subjects=["addressee:7", "addressee:8"])
    assert analyses.looks_at(
        [hit, day, line(action="move_in.recorded", subjects=["addressee:8"])], ["addressee:8"]
    ) == [hit]
