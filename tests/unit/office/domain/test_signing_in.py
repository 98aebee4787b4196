"""The rules of signing in, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.assurance import PASSWORD, TWO_FACTOR, is_reachable, is_reached
from juki.office.domain.demand import BadDemand, Demand, demand
from juki.office.domain.landing import LONGEST, landing
from juki.office.domain.lockout import LockRule
from juki.office.domain.password import Fault, PasswordRules, fault_of, made_up
from juki.office.domain.session_limits import SessionLimits

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
RULES = PasswordRules(least=12, most=128, remembered=5, days=90)
LOCK = LockRule(free=5, first=timedelta(minutes=1), longest=timedelta(hours=1), forgotten=timedelta(hours=24))
LEVELS = ("low", "middle", "high")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("correct horse", None),
        ("正しい馬の電池と釘十二字", None),
        ("elevenchars", Fault.SHORT),
        ("x1y2z" * 26, Fault.LONG),
        ("abababababab", Fault.PLAIN),
        ("my clerk.sato pass", Fault.HAS_ID),
        ("my SATO password", Fault.HAS_ID),
        ("clerkish password", Fault.HAS_ID),
        ("with\ttabulator here", Fault.UNTYPABLE),
        ("with zero\u200bwidth here", Fault.UNTYPABLE),
    ],
)
def test_what_a_password_must_be(password, fault):
    assert fault_of(password, client="clerk.sato", rules=RULES) == fault


def test_a_made_up_password_is_fit_and_never_the_same():
    made = {made_up() for _ in range(200)}
    assert len(made) == 200
    assert {fault_of(one, client="clerk.sato", rules=RULES) for one in made} == {None}


@pytest.mark.parametrize(("days", "age", "outdated"), [(90, 89, False), (90, 90, True), (0, 9999, False)])
def test_when_a_password_is_outdated(days, age, outdated):
    rules = PasswordRules(least=12, most=128, remembered=5, days=days)
    assert rules.is_outdated(NOW - timedelta(days=age), NOW) is outdated


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (10**9, 60)]
)
def test_how_long_a_lock_lasts(attempts, minutes):
    assert LOCK.wait_after(attempts) == timedelta(minutes=minutes)


@given(st.integers(1, 100))
def test_a_lock_never_gets_shorter(attempts):
    assert LOCK.wait_after(attempts) <= LOCK.wait_after(attempts + 1) <= LOCK.longest


def test_attempts_are_forgotten():
    assert LOCK.count(4, NOW - timedelta(hours=23), NOW) == 5
    assert LOCK.count(4, NOW - timedelta(hours=24), NOW) == 1
    assert LOCK.count(0, None, NOW) == 1


@pytest.mark.parametrize(
    ("held", "wanted", "reached", "reachable"),
    [
        ("low", (), True, True),
        ("low", ("low",), True, True),
        ("low", ("middle",), False, True),
        ("middle", ("low",), True, True),
        ("middle", ("high", "middle"), True, True),
        ("low", ("high", "middle"), False, True),
        ("high", ("unheard",), False, False),
        ("high", ("unheard", "low"), True, True),
        ("unheard", ("low",), False, True),
    ],
)
def test_levels(held, wanted, reached, reachable):
    assert is_reached(held, wanted, levels=LEVELS) is reached
    assert is_reachable(wanted, levels=LEVELS) is reachable


def test_demands_as_they_are_written():
    asked = demand({"prompt": "login", "max_age": "600", "acr_values": "a b"})
    assert asked == Demand(again=True, silent=False, max_age=timedelta(minutes=10), acr=("a", "b"))
    assert demand({}) == Demand(again=False, silent=False, max_age=None, acr=())


@pytest.mark.parametrize("wrong", [{"prompt": "none login"}, {"prompt": "consent"}, {"max_age": "x"}, {"max_age": "-1"},
                                   {"max_age": "1" * 10}, {"max_age": "٣"}])  # fmt: skip
def test_demands_that_nobody_understands(wrong):
    with pytest.raises(BadDemand):
        demand(wrong)


@pytest.mark.parametrize(
    ("values", "age", "fresh", "met"),
    [
        ({}, 99, False, True),
        ({"max_age": "60"}, 60, False, True),
        ({"max_age": "60"}, 61, False, False),
        ({"max_age": "0"}, 1, True, True),
        ({"prompt": "login"}, 0, False, False),
        ({"prompt": "login"}, 0, True, True),
        ({"acr_values": PASSWORD}, 0, False, True),
        ({"acr_values": TWO_FACTOR}, 0, True, False),
        ({"acr_values": "urn:juki:acr:passkey"}, 0, True, False),
    ],
)
def test_when_a_demand_is_met(values, age, fresh, met):
    asked = demand(values)
    recent = asked.is_recent(signed_in_at=NOW - timedelta(seconds=age), now=NOW, fresh=fresh)
    assert (recent and is_reached(PASSWORD, asked.acr)) is met


@pytest.mark.parametrize(
    ("began", "seen", "over"),
    [(0, 0, False), (599, 29, False), (600, 0, True), (31, 30, True), (29, 29, False)],
)
def test_when_a_session_is_over(began, seen, over):
    limits = SessionLimits(idle=timedelta(minutes=30), longest=timedelta(hours=10))
    at = {"began": NOW - timedelta(minutes=began), "seen": NOW - timedelta(minutes=seen)}
    assert limits.is_over(**at, now=NOW) is over


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("/", "/"), ("/password", "/password"), ("/password?x=1", "/password"), ("/sign-out", "/sign-out"),
        ("/sign-in/authorize?a=b&c=%3A", "/sign-in/authorize?a=b&c=%3A"), ("", "/"), ("/sign-in", "/"), ("password", "/"),
        ("/sign-in/authorize?" + "x" * LONGEST, "/"),
    ],
)  # fmt: skip
def test_where_one_lands(wanted, address):
    assert landing(wanted).address == address


@given(st.text(max_size=60))
def test_nobody_lands_elsewhere(wanted):
    for prefix in ("", "/", "//", "/\\", "http:", "/sign-in/authorize"):
        assert landing(prefix + wanted).path in {"/", "/password", "/sign-out", "/sign-in/authorize"}
