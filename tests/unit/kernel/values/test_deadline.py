from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values import deadline
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.deadline import BIRTH, DEATH, MOVE_IN, Counting, InvalidTerm, NeverOpen, Term
from juki.kernel.values.period import Period

CITY = CityClosedDays()
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


class AlwaysClosed:
    def is_closed(self, day: date):
        return True


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 4, 1), False),
        (date(2026, 4, 4), True),  # Saturday
        (date(2026, 4, 5), True),  # Sunday
        (date(2026, 4, 29), True),  # 昭和の日
        (date(2027, 3, 22), True),  # 振替休日
        (date(2026, 9, 22), True),  # 国民の休日
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
        (date(2028, 1, 3), True),  # a Monday
        (date(2028, 12, 29), True),  # a Friday
    ],
)
def test_closed_days(day: date, closed: bool):
    assert CITY.is_closed(day) is closed


def test_a_city_adds_its_own_days():
    anniversary = date(2026, 6, 1)
    assert CityClosedDays(extra=frozenset({anniversary})).is_closed(anniversary)
    assert not CityClosedDays(weekdays=frozenset({6})).is_closed(date(2026, 4, 4))


@pytest.mark.parametrize(
    ("term", "event", "counted", "last_day"),
    [
        (MOVE_IN, date(2026, 4, 1), date(2026, 4, 15), date(2026, 4, 15)),
        (MOVE_IN, date(2026, 12, 20), date(2027, 1, 3), date(2027, 1, 4)),
        (MOVE_IN, date(2028, 2, 20), date(2028, 3, 5), date(2028, 3, 6)),
        (MOVE_IN, date(2026, 4, 15), date(2026, 4, 29), date(2026, 4, 30)),
        (MOVE_IN, date(2026, 12, 15), date(2026, 12, 29), date(2027, 1, 4)),
        (BIRTH, date(2026, 4, 1), date(2026, 4, 14), date(2026, 4, 14)),
        (BIRTH, date(2026, 4, 18), date(2026, 5, 1), date(2026, 5, 1)),
        (BIRTH, date(2026, 4, 19), date(2026, 5, 2), date(2026, 5, 7)),
        (DEATH, date(2026, 4, 1), date(2026, 4, 7), date(2026, 4, 7)),
        (DEATH, date(2026, 4, 5), date(2026, 4, 11), date(2026, 4, 13)),
    ],
)
def test_terms(term: Term, event: date, counted: date, last_day: date):
    found = term.deadline(event, closed=CITY)
    assert (found.counted, found.last_day) == (counted, last_day)
    assert not found.is_missed_on(last_day)
    assert found.is_missed_on(last_day + timedelta(days=1))


@given(DAYS, st.integers(1, 60))
def test_the_two_ways_differ_by_one_day(event: date, days: int):
    excluded = Term(days, Counting.FIRST_DAY_EXCLUDED, "").deadline(event, closed=CITY)
    counted = Term(days, Counting.EVENT_DAY_COUNTS, "").deadline(event, closed=CITY)
    assert excluded.counted - counted.counted == timedelta(days=1)
    assert counted.counted <= counted.last_day <= excluded.last_day
    assert not CITY.is_closed(excluded.last_day)


@pytest.mark.parametrize(
    ("move_in", "last_day"),
    [
        (date(2026, 4, 1), date(2026, 4, 15)),
        (date(2026, 4, 10), date(2026, 4, 24)),
        (date(2026, 4, 25), date(2026, 5, 1)),
    ],
)
def test_special_move_in(move_in: date, last_day: date):
    found = deadline.special_move_in_deadline(planned_move_out=date(2026, 4, 1), move_in=move_in, closed=CITY)
    assert found.last_day == last_day


@pytest.mark.parametrize(
    ("start", "span", "last_day"),
    [
        (date(2020, 4, 1), {"years": 1}, date(2021, 3, 31)),
        (date(2026, 4, 1), {"years": 1}, date(2027, 3, 31)),
        (date(2026, 1, 1), {"years": 1}, date(2026, 12, 31)),
        (date(2028, 2, 29), {"years": 1}, date(2029, 2, 28)),
        (date(2024, 2, 29), {"years": 4}, date(2028, 2, 28)),
        (date(2027, 3, 1), {"years": 1}, date(2028, 2, 29)),
        (date(2026, 1, 31), {"months": 1}, date(2026, 2, 28)),
        (date(2026, 11, 30), {"months": 3}, date(2027, 2, 28)),
        (date(2026, 12, 31), {"months": 2}, date(2027, 2, 28)),
        (date(2026, 4, 1), {"months": 3}, date(2026, 6, 30)),
    ],
)
def test_calendar_periods(start: date, span: dict[str, int], last_day: date):
    assert deadline.calendar_period(start, **span) == Period.closed(start, last_day)


@given(DAYS)
def test_a_renewed_period_follows_without_gap(start: date):
    first = deadline.calendar_period(start, years=1)
    assert first.end is not None
    assert deadline.calendar_period(first.end, years=1).start == first.end
    assert first.contains(deadline.renewal_opens(first))


def test_renewal_opens_with_the_last_month():
    assert deadline.renewal_opens(deadline.calendar_period(date(2026, 4, 1), years=1)) == date(2027, 3, 1)


def test_business_days():
    friday_before_holidays = date(2026, 5, 1)
    assert deadline.next_business_day(friday_before_holidays, closed=CITY) == date(2026, 5, 7)
    assert deadline.business_days_after(friday_before_holidays, 2, closed=CITY) == date(2026, 5, 8)
    assert deadline.open_day_from(friday_before_holidays, closed=CITY) == friday_before_holidays


@given(DAYS, st.integers(1, 15))
def test_business_days_skip_exactly_the_closed_ones(day: date, count: int):
    reached = deadline.business_days_after(day, count, closed=CITY)
    between = [day + timedelta(days=n) for n in range(1, (reached - day).days + 1)]
    assert sum(not CITY.is_closed(each) for each in between) == count
    assert not CITY.is_closed(reached)


def test_refuses_what_cannot_be_counted():
    start = date(2026, 4, 1)
    with pytest.raises(InvalidTerm):
        deadline.calendar_period(start)
    with pytest.raises(InvalidTerm):
        deadline.calendar_period(start, years=-1, months=13)
    with pytest.raises(InvalidTerm):
        deadline.renewal_opens(Period(start))
    with pytest.raises(InvalidTerm):
        deadline.business_days_after(start, 0, closed=CITY)
    with pytest.raises(InvalidTerm):
        Term(0, Counting.FIRST_DAY_EXCLUDED, "").deadline(start, closed=CITY)
    with pytest.raises(NeverOpen):
        deadline.open_day_from(start, closed=AlwaysClosed())
