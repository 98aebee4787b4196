"""The first moment of a city."""

from datetime import date

import pytest

from juki.kernel.values.closed_days import CityClosedDays
from juki.launch.founding.clock import first_moment


@pytest.mark.parametrize(
    ("today", "opens"),
    [
        (date(2026, 11, 20), "2026-11-20 10:00 JST"),  # a Friday
        (date(2026, 11, 21), "2026-11-24 10:00 JST"),  # Saturday, Sunday, 勤労感謝の日
        (date(2026, 12, 29), "2027-01-04 10:00 JST"),  # the turn of the year
        (date(2027, 4, 29), "2027-04-30 10:00 JST"),  # 昭和の日
    ],
)
def test_ten_o_clock_of_the_next_open_day(today: date, opens: str):
    assert f"{first_moment(today, CityClosedDays()):%Y-%m-%d %H:%M %Z}" == opens
