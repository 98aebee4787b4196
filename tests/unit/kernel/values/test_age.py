from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.age import (
    DayBeforeBirth,
    InvalidAge,
    age_at_end_of,
    age_at_start_of,
    day_of_attaining,
)

BIRTHS = st.dates(date(1900, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("birth", "years", "day"),
    [
        (date(2008, 4, 1), 18, date(2026, 3, 31)),
        (date(2008, 4, 2), 18, date(2026, 4, 1)),
        (date(2008, 1, 1), 18, date(2025, 12, 31)),
        (date(2008, 2, 29), 1, date(2009, 2, 28)),
        (date(2008, 2, 29), 4, date(2012, 2, 28)),
        (date(2008, 3, 1), 1, date(2009, 2, 28)),
        (date(2008, 3, 1), 4, date(2012, 2, 29)),
    ],
)
def test_attained_on_the_day_before_the_birthday(birth: date, years: int, day: date):
    assert day_of_attaining(birth, years) == day
    assert age_at_end_of(day, birth=birth) == years
    assert age_at_start_of(day, birth=birth) == years - 1
    assert age_at_start_of(day + timedelta(days=1), birth=birth) == years


def test_a_newborn_is_nought():
    assert age_at_start_of(date(2026, 4, 1), birth=date(2026, 4, 1)) == 0
    assert age_at_end_of(date(2026, 4, 1), birth=date(2026, 4, 1)) == 0


@given(BIRTHS, st.integers(0, 40_000))
def test_never_falls_and_is_the_last_age_attained(birth: date, days: int):
    day = birth + timedelta(days=days)
    age = age_at_end_of(day, birth=birth)
    assert age == 0 or day_of_attaining(birth, age) <= day
    assert day_of_attaining(birth, age + 1) > day
    assert age - 1 <= age_at_start_of(day, birth=birth) <= age


def test_refuses():
    for age_of in (age_at_end_of, age_at_start_of):
        with pytest.raises(DayBeforeBirth):
            age_of(date(2026, 3, 31), birth=date(2026, 4, 1))
    with pytest.raises(InvalidAge):
        day_of_attaining(date(2026, 4, 1), 0)
