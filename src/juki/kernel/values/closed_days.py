"""The days on which the city is closed (地方公共団体の休日)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

import jpholiday

SATURDAY, SUNDAY = 5, 6


class ClosedDays(Protocol):
    """Says whether the city is closed on a day. A city may bring its own."""

    def is_closed(self, day: date) -> bool:
        """Whether ``day`` is a 休日 of the city."""
        ...


@dataclass(frozen=True, slots=True)
class CityClosedDays:
    """Saturdays, Sundays, national holidays, the turn of the year, and what the city adds.

    The turn of the year (29 Dec to 3 Jan) is a matter of each city's ordinance: pass other
    ``(month, day)`` bounds where it differs. National holidays are computed by law up to 2099.

    Source: 地方自治法4条の2.
    """

    weekdays: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    year_ends_from: tuple[int, int] = (12, 29)
    year_begins_until: tuple[int, int] = (1, 3)
    extra: frozenset[date] = frozenset()

    def is_closed(self, day: date) -> bool:
        """Whether ``day`` is a 休日 of the city."""
        month_and_day = (day.month, day.day)
        return (
            day.weekday() in self.weekdays
            or month_and_day >= self.year_ends_from
            or month_and_day <= self.year_begins_until
            or day in self.extra
            or _is_national_holiday(day)
        )


@lru_cache(maxsize=4096)
def _is_national_holiday(day: date) -> bool:
    return bool(jpholiday.is_holiday(day))
