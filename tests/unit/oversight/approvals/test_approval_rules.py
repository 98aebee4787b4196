"""What an approval is bound to, and when it counts."""

import string
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from juki.oversight.approvals.domain import rules
from juki.oversight.approvals.domain.content import Content, canonical, digest
from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.approvals.errors import (
    AlreadyDecided,
    Expired,
    NoSuchRequest,
    NotApproved,
    OwnRequest,
    Revoked,
    UsedAlready,
)

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
FACT = st.one_of(st.text(max_size=8), st.integers(), st.lists(st.text(max_size=4), max_size=3).map(tuple))
FACTS = st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=4), FACT, max_size=4)


@dataclass
class One:
    state: str = "approved"
    asked_by: str = "client:a"
    decided_by: str = "client:b"
    expires_at: datetime = NOW + timedelta(hours=1)


@given(FACTS, FACTS)
def test_two_contents_with_one_digest_are_one_content(one, other):
    assume(one != other)
    assert digest("s", "k", Content("x", one)) != digest("s", "k", Content("x", other))


@given(FACTS)
def test_the_order_of_facts_says_nothing(facts):
    turned = dict(reversed(facts.items()))
    assert canonical("s", "k", Content("x", facts)) == canonical("s", "k", Content("x", turned))


@pytest.mark.parametrize(
    "other", [("t", "k", "x"), ("s", "l", "x"), ("s", "k", "y"), ("sk", "", "x"), ("s", "kx", "")]
)
def test_system_kind_and_subject_belong_to_it(other):
    system, kind, subject = other
    assert digest("s", "k", Content("x", {})) != digest(system, kind, Content(subject, {}))


@pytest.mark.parametrize(
    ("one", "by", "late", "refusal"),
    [
        (One(), "client:a", 0, None),
        (One(), "client:a", 3599, None),
        (One(), "client:a", 3600, Expired),
        (One(), "client:b", 0, OwnRequest),
        (One(decided_by="client:a"), "client:a", 0, OwnRequest),
        (One(), "client:c", 0, NoSuchRequest),
        (One(state="asked", decided_by=""), "client:a", 0, NotApproved),
        (One(state="refused"), "client:a", 0, NotApproved),
        (One(state="revoked"), "client:a", 0, Revoked),
        (One(state="used"), "client:a", 0, UsedAlready),
        (One(state="used"), "client:a", 9999, UsedAlready),
    ],
)
def test_when_it_may_be_used(one, by, late, refusal):
    now = NOW + timedelta(seconds=late)
    if refusal is None:
        rules.demand_usable(one, by=by, now=now)
    else:
        with pytest.raises(refusal):
            rules.demand_usable(one, by=by, now=now)


@pytest.mark.parametrize(
    ("one", "by", "late", "refusal"),
    [
        (One(state="asked", decided_by=""), "client:b", 0, None),
        (One(state="asked", decided_by=""), "client:a", 0, OwnRequest),
        (One(state="asked", decided_by=""), "client:b", 3600, Expired),
        *[
            (One(state=state), "client:b", 0, AlreadyDecided)
            for state in ("approved", "refused", "revoked", "used")
        ],
    ],
)
def test_when_it_may_be_decided(one, by, late, refusal):
    now = NOW + timedelta(seconds=late)
    if refusal is None:
        rules.demand_decidable(one, approver=by, now=now)
    else:
        with pytest.raises(refusal):
            rules.demand_decidable(one, approver=by, now=now)


@pytest.mark.parametrize(
    ("state", "by", "refusal"),
    [
        ("asked", "client:a", None), ("approved", "client:a", None), ("used", "client:a", UsedAlready),
        ("refused", "client:a", AlreadyDecided), ("revoked", "client:a", AlreadyDecided),
        ("asked", "client:b", NoSuchRequest), ("approved", "client:b", NoSuchRequest),
    ],
)  # fmt: skip
def test_when_it_may_be_taken_back(state, by, refusal):
    if refusal is None:
        rules.demand_revocable(One(state=state), by=by)
    else:
        with pytest.raises(refusal):
            rules.demand_revocable(One(state=state), by=by)


def test_the_expiry_is_told_in_the_citys_hours():
    with pytest.raises(Expired, match="2026-11-24 13:00"):
        rules.demand_in_time(One(), now=NOW + timedelta(hours=2))


def test_three_different_offices_approve():
    assert {name: kind.approve for name, kind in kinds().items()} == {
        "mending": "approval.mending", "release": "approval.release", "medium": "approval.medium",
        "large_output": "approval.large_output", "correction": "approval.correction",
    }  # fmt: skip
    assert not [kind.name for kind in kinds().values() if kind.approve in kind.ask]
