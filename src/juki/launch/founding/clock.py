"""The moment at which a new demonstration city begins."""

from datetime import date, datetime, time, timedelta

from juki.kernel.clock import JAPAN
from juki.kernel.values.closed_days import ClosedDays

OPENS = time(10, 0, tzinfo=JAPAN)


def first_moment(today: date, closed: ClosedDays) -> datetime:
    """Ten in the morning of the first day from ``today`` on that the city is open, in Japan's time."""
    day = today
    while closed.is_closed(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS)
