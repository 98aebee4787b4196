"""The table of states: what beats what."""

from datetime import UTC, date, datetime

import pytest

from juki.assessment.evidence import Proof
from juki.assessment.registers import Declared, Evidenced
from juki.assessment.rows import Kind, Means, Row
from juki.assessment.states import Standing, State, derived, standing_of

TODAY = date(2026, 11, 24)
VER, SIM, EVI, DEC, OPEN, BAD, OLD, NA = (
    State.VERIFIED, State.SIMULATED, State.EVIDENCED, State.DECLARED, State.OPEN, State.FAILED, State.STALE,
    State.NOT_APPLICABLE,
)  # fmt: skip


def row(kind: Kind = Kind.SAFEGUARD, **more) -> Row:
    return Row(**{"id": "C:x@1", "kind": kind, "title": "約束", "systems": ("registry",), **more})


def proof(outcome: str, *, current: bool = True, system: str = "registry") -> Proof:
    when = datetime(2026, 11, 1, tzinfo=UTC)
    return Proof(nodeid="t", systems=(system,), outcome=outcome, when=when, current=current)


PASS, FAIL, SKIP = proof("passed"), proof("failed"), proof("skipped")
OLD_PASS, OLD_FAIL = proof("passed", current=False), proof("failed", current=False)
SAID = Declared(row="C:x@1", role="市民課長", day=date(2026, 10, 1), statement="行った。")
KEPT = Evidenced(row="C:x@1", register="点検表", day=date(2026, 10, 24), months=2)
EXPIRED = Evidenced(row="C:x@1", register="点検表", day=date(2026, 10, 24), months=1)


@pytest.mark.parametrize(
    ("about", "proofs", "declared", "evidenced", "expected"),
    [
        ({}, [], [], [], OPEN),
        ({}, [PASS], [], [], VER),
        ({}, [PASS, SKIP], [], [], VER),
        ({}, [SKIP, proof("xfailed"), proof("xpassed")], [], [], OPEN),
        ({"simulated": True}, [PASS], [], [], SIM),
        ({}, [PASS, FAIL], [SAID], [KEPT], BAD),
        ({"not_applicable": "代役"}, [FAIL], [], [], BAD),
        ({"not_applicable": "代役"}, [PASS], [SAID], [], NA),
        ({}, [OLD_FAIL], [SAID], [], BAD),
        ({}, [OLD_PASS], [SAID], [KEPT], OLD),
        ({}, [OLD_PASS, PASS], [], [], VER),
        ({}, [PASS], [SAID], [KEPT], VER),
        ({}, [], [SAID], [KEPT], EVI),
        ({}, [], [SAID], [EXPIRED], OLD),
        ({}, [], [], [EXPIRED, KEPT], EVI),
        ({}, [], [SAID], [], DEC),
        ({"means": Means.ORGANISATIONAL}, [], [SAID], [], DEC),
        ({"means": Means.ORGANISATIONAL}, [PASS], [], [], OPEN),
        ({"means": Means.ORGANISATIONAL}, [PASS], [SAID], [], DEC),
        ({"kind": Kind.OPTION}, [], [], [], NA),
        ({"kind": Kind.OPTION}, [SKIP], [], [], NA),
        ({"kind": Kind.OPTION}, [PASS], [], [], VER),
        ({"kind": Kind.OPTION}, [FAIL], [], [], BAD),
        ({"kind": Kind.OPTION}, [OLD_PASS], [], [], OLD),
    ],
)
def test_the_state_of_a_row(about, proofs, declared, evidenced, expected):
    found = standing_of(row(**about), proofs, declared=declared, evidenced=evidenced, today=TODAY)
    assert found.state is expected
    if expected not in (VER, SIM, OPEN):
        assert found.reason


def test_what_every_system_promises_is_proved_by_every_one():
    both = row(systems=("unified", "intermediary"), every=True)
    one, other = proof("passed", system="unified"), proof("passed", system="intermediary")
    assert standing_of(both, [one, one], today=TODAY) == Standing(OPEN, "証明のないシステム: intermediary")
    assert standing_of(both, [one, other], today=TODAY).state is VER
    assert standing_of(row(systems=("unified", "intermediary")), [one], today=TODAY).state is VER


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ([], NA), ([NA, NA], NA), ([VER], VER), ([VER, NA], VER), ([VER, SIM], SIM), ([VER, OPEN], OPEN),
        ([SIM, OPEN, OLD], OPEN), ([VER, OLD], OLD),
        ([VER, OPEN, BAD], BAD), ([NA, BAD], BAD),
    ],
)  # fmt: skip
def test_a_requirement_is_as_good_as_its_worst_clause(clauses, expected):
    found = derived(row(Kind.REQUIREMENT), [Standing(state) for state in clauses])
    assert found.state is expected


def test_a_requirement_that_is_not_for_this_city_still_fails_when_its_clause_does():
    about = row(Kind.REQUIREMENT, not_applicable="指定都市")
    assert derived(about, [Standing(OPEN)]).state is NA
    assert derived(about, [Standing(BAD)]).state is BAD


@pytest.mark.parametrize(
    ("day", "months", "today", "fresh"),
    [
        (date(2026, 10, 24), 1, date(2026, 11, 23), True),
        (date(2026, 10, 24), 1, date(2026, 11, 24), False),
        (date(2026, 1, 31), 1, date(2026, 2, 28), True),
        (date(2026, 1, 31), 1, date(2026, 3, 1), False),
        (date(2025, 11, 24), 12, date(2026, 11, 23), True),
    ],
)
def test_a_register_holds_for_calendar_months(day, months, today, fresh):
    assert Evidenced(row="x", register="点検表", day=day, months=months).is_fresh(today) is fresh
