from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.period import Period, ReversedPeriod

DAY = st.integers(0, 30).map(lambda n: date(2026, 4, 1) + timedelta(days=n))


@st.composite
def periods(draw: st.DrawFn):
    start = draw(DAY)
    return Period(start, draw(st.none() | st.integers(0, 20).map(lambda n: start + timedelta(days=n))))


@given(periods(), periods())
def test_overlap_is_a_day_in_both(first: Period, second: Period):
    days = [date(2026, 4, 1) + timedelta(days=n) for n in range(60)]
    shared = any(first.contains(day) and second.contains(day) for day in days)
    assert first.overlaps(second) is second.overlaps(first) is shared


def test_half_open():
    april = Period(date(2026, 4, 1), date(2026, 5, 1))
    assert april.contains(date(2026, 4, 1))
    assert april.contains(date(2026, 4, 30))
    assert not april.contains(date(2026, 5, 1))
    assert april.last_day == date(2026, 4, 30)
    assert april == Period.closed(date(2026, 4, 1), date(2026, 4, 30))
    assert not april.overlaps(Period(date(2026, 5, 1)))


def test_empty_and_open():
    empty = Period(date(2026, 4, 1), date(2026, 4, 1))
    assert empty.is_empty
    assert empty.last_day is None
    assert not empty.contains(date(2026, 4, 1))
    endless = Period(date(2026, 4, 1))
    assert endless.contains(date.max)
    assert endless.last_day is None


def test_refuses_reversal():
    with pytest.raises(ReversedPeriod):
        Period(date(2026, 4, 2), date(2026, 4, 1))
