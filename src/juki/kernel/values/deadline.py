"""Legal periods: three ways of counting, and days on which the city is open.

* 住基法 and most others: the day of the event is not counted (民法140条).
* 戸籍法: the day of the event is the first day (戸籍法43条).
* Years and months of the calendar: they end on the day before the corresponding day (民法143条).

A period for a notification that ends on a day on which the city is closed ends on the next open day
(地方自治法4条の2第4項).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from juki.kernel.errors import JukiError
from juki.kernel.values.closed_days import ClosedDays
from juki.kernel.values.period import Period

_LONGEST_CLOSURE = 366


class InvalidTerm(JukiError):
    """A length of time that cannot be counted."""

    code = "KRN-0151"
    text = "期間の長さが正しくありません。日数・月数・年数の設定を確かめてください。"


class NeverOpen(JukiError):
    """A calendar of closed days that leaves no open day within a year."""

    code = "KRN-0152"
    text = "1年以内に開庁日がありません。閉庁日の設定を確かめてください。"


class Counting(Enum):
    """Whether the day of the event is the first day of the period; the value is what it takes off."""

    FIRST_DAY_EXCLUDED = 0
    EVENT_DAY_COUNTS = 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day by counting, and the last day on which the city can be reached in time."""

    counted: date
    last_day: date

    def is_missed_on(self, day: date) -> bool:
        """Whether something done on ``day`` is late."""
        return day > self.last_day


@dataclass(frozen=True, slots=True)
class Term:
    """A period of days that begins with an event, with the article that sets it."""

    days: int
    counting: Counting
    source: str

    def deadline(self, event_day: date, *, closed: ClosedDays) -> Deadline:
        """The deadline of an event that happened on ``event_day``.

        Raises:
            InvalidTerm: fewer than 1 day.
            NeverOpen: no open day follows.
        """
        if self.days < 1:
            raise InvalidTerm
        counted = event_day + timedelta(days=self.days - self.counting.value)
        return Deadline(counted, open_day_from(counted, closed=closed))


MOVE_IN = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法22条")
MOVE_WITHIN = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法23条")
MOVE_OUT_AFTERWARDS = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法24条; STD 4.1.3.0.1")
HOUSEHOLD_CHANGE = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法25条")
FOREIGN_RESIDENT_ARRIVAL = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法30条の46")
FOREIGN_RESIDENT_STATUS = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法30条の47")
FOREIGN_RELATIONSHIP_CHANGE = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法30条の48")
BIRTH = Term(14, Counting.EVENT_DAY_COUNTS, "戸籍法43条, 49条")
DEATH = Term(7, Counting.EVENT_DAY_COUNTS, "戸籍法43条, 86条")

SPECIAL_AFTER_PLANNED_MOVE_OUT = Term(30, Counting.FIRST_DAY_EXCLUDED, "住基法24条の2")
SPECIAL_AFTER_MOVE_IN = Term(14, Counting.FIRST_DAY_EXCLUDED, "住基法24条の2")


def special_move_in_deadline(
    *,
    planned_move_out: date,
    move_in: date,
    closed: ClosedDays,
    after_planned_move_out: Term = SPECIAL_AFTER_PLANNED_MOVE_OUT,
    after_move_in: Term = SPECIAL_AFTER_MOVE_IN,
) -> Deadline:
    """Until when a 最初の転入届 (特例転入) may be made: whichever of the two terms ends earlier.

    Later than that a paper 転出証明書 is needed.

    Raises:
        InvalidTerm, NeverOpen: see ``Term.deadline``.
    """
    return min(
        after_planned_move_out.deadline(planned_move_out, closed=closed),
        after_move_in.deadline(move_in, closed=closed),
        key=lambda deadline: deadline.counted,
    )


def calendar_period(start: date, *, years: int = 0, months: int = 0) -> Period:
    """A period of whole years and months from ``start``: from 1 Apr, one year lasts to 31 Mar.

    Where the last month has no corresponding day, the period lasts to the end of that month. It does
    not move with closed days: what it bounds (支援措置) is no notification.

    Source: 民法143条2項; STD 3.4.

    Raises:
        InvalidTerm: no time at all, or a negative part.
    """
    if years < 0 or months < 0 or years + months == 0:
        raise InvalidTerm
    return Period(start, _months_later(start, 12 * years + months))


def renewal_opens(period: Period, *, months: int = 1) -> date:
    """The first day of the last ``months`` of a period: 1 Mar for a period that lasts to 31 Mar.

    Source: STD 3.4 (支援措置の延長).

    Raises:
        InvalidTerm: a period without end, or fewer than 1 month.
    """
    if period.end is None or months < 1:
        raise InvalidTerm
    return _months_later(period.end, -months)


def open_day_from(day: date, *, closed: ClosedDays) -> date:
    """``day`` if the city is open, else the next day on which it is.

    Raises:
        NeverOpen: none within a year.
    """
    for offset in range(_LONGEST_CLOSURE):
        candidate = day + timedelta(days=offset)
        if not closed.is_closed(candidate):
            return candidate
    raise NeverOpen


def next_business_day(day: date, *, closed: ClosedDays) -> date:
    """The first open day after ``day``.

    Raises:
        NeverOpen: none within a year.
    """
    return open_day_from(day + timedelta(days=1), closed=closed)


def business_days_after(day: date, count: int, *, closed: ClosedDays) -> date:
    """The ``count``-th open day after ``day``.

    Raises:
        InvalidTerm: ``count`` below 1.
        NeverOpen: no open day within a year.
    """
    if count < 1:
        raise InvalidTerm
    for _ in range(count):
        day = next_business_day(day, closed=closed)
    return day


def _months_later(day: date, months: int) -> date:
    """The corresponding day; the first of the following month where there is none (never after December)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= monthrange(year, month0 + 1)[1]:
        return date(year, month0 + 1, day.day)
    return date(year, month0 + 2, 1)
