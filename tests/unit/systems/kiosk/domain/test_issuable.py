"""Every reason against issuing, each alone and all together."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.systems.kiosk.domain.issuable import Candidate, NotIssuable, is_under_age, reasons_against

TODAY = date(2026, 11, 24)
FINE = Candidate(
    removed=False,
    issuing_stopped=False,
    birth=date(1980, 5, 3),
    became_resident=date(2020, 4, 1),
    notified_on=date(2026, 11, 23),
    moving_out=False,
    household_is_whole=True,
)
CASES = [
    ({"removed": True}, NotIssuable.REMOVED),
    ({"issuing_stopped": True}, NotIssuable.SUPPRESSED),
    ({"birth": None}, NotIssuable.BIRTH_DAY_UNKNOWN),
    ({"birth": date(2011, 11, 25)}, NotIssuable.UNDER_AGE),
    ({"birth": date(2026, 12, 1)}, NotIssuable.UNDER_AGE),
    ({"became_resident": TODAY}, NotIssuable.SAME_DAY_AS_MOVE_IN),
    ({"became_resident": date(2026, 11, 10), "notified_on": TODAY}, NotIssuable.SAME_DAY_AS_MOVE_IN),
    ({"became_resident": date(2026, 11, 25)}, NotIssuable.SAME_DAY_AS_MOVE_IN),
    ({"moving_out": True}, NotIssuable.MOVING_OUT),
    ({"household_is_whole": False}, NotIssuable.HOUSEHOLD_NOT_WHOLE),
]


def test_nothing_speaks_against_an_ordinary_resident():
    assert reasons_against(FINE, feed_is_fresh=True, today=TODAY) == ()
    unannounced = replace(FINE, notified_on=None)
    assert reasons_against(unannounced, feed_is_fresh=True, today=TODAY) == ()


@pytest.mark.parametrize(("change", "reason"), CASES)
def test_each_reason_stands_alone(change, reason):
    assert reasons_against(replace(FINE, **change), feed_is_fresh=True, today=TODAY) == (reason,)


def test_a_stale_feed_stops_everybody():
    assert reasons_against(FINE, feed_is_fresh=False, today=TODAY) == (NotIssuable.STALE_FEED,)


@pytest.mark.parametrize("fresh", [True, False])
def test_somebody_unknown_gets_nothing(fresh):
    assert reasons_against(None, feed_is_fresh=fresh, today=TODAY)[0] is NotIssuable.UNKNOWN_PERSON


@pytest.mark.parametrize(
    ("birth", "today", "under"),
    [
        (date(2011, 11, 24), date(2026, 11, 23), True),
        (date(2011, 11, 24), date(2026, 11, 24), False),
        (date(2012, 2, 29), date(2027, 2, 28), True),
        (date(2012, 2, 29), date(2027, 3, 1), False),
        (date(2026, 11, 24), date(2026, 11, 24), True),
    ],
)
def test_fifteen_begins_on_the_birthday(birth, today, under):
    assert is_under_age(birth, today=today) is under


@given(
    st.booleans(), st.booleans(), st.none() | st.dates(), st.dates(), st.none() | st.dates(), st.booleans(),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_only_a_clean_state_of_everything_is_issuable(
    removed, stopped, birth, since, told, out, whole, fresh
):
    candidate = Candidate(removed, stopped, birth, since, told, out, whole)
    if not reasons_against(candidate, feed_is_fresh=fresh, today=TODAY):
        assert fresh
        assert whole
        assert not any((removed, stopped, out))
        assert birth is not None
        assert birth <= date(2011, 11, 24)
        assert since < TODAY
        assert told is None or told < TODAY


def test_every_reason_has_a_text_and_a_code_of_its_own():
    assert len({reason.value for reason in NotIssuable}) == len(NotIssuable)
    assert all(reason.text.endswith("。") for reason in NotIssuable)
