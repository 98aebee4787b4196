"""The ways in which a legal date may be written, and the day each is kept under internally.

Besides a plain day there are fourteen forms of 不詳日. Each is an enum member with its pattern; the
internal day of a text is **the earliest day of the span that the text names** (and never before the
first day of the era it names). That day orders records; it is not a legal fact and is never shown.

Source: STD 1.1.8 (list of forms; an internal date has to be kept).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from juki.kernel.errors import JukiError
from juki.kernel.values.era import (
    CIVIL_CALENDAR_BEGINS,
    BeforeCivilCalendar,
    Era,
    EraTable,
    NoSuchDay,
    UnknownEra,
    UnreadableDate,
    read_number,
    read_year,
)


class ReversedDateRange(JukiError):
    """A span whose last day lies before its first."""

    code = "KRN-0146"
    text = "期間の終わりの日が始まりの日より前です。前後を確かめて、入力し直してください。"


class DateForm(StrEnum):
    """How a date is written. The value is the code under which it is stored."""

    DAY = "D"
    OLD_ERA_DAY = "E"  # 明治45年7月30日, 大正15年12月25日
    NON_CALENDAR_DAY = "N"  # 平成13年2月29日; also every day before 明治6年
    ABOUT_YEAR = "U01"
    ABOUT_MONTH = "U02"
    ABOUT_DAY = "U03"
    PRESUMED_DAY = "U04"
    PRESUMED_MONTH = "U05"
    SEASON = "U06"
    TEN_DAYS = "U07"
    ABOUT_TEN_DAYS = "U08"
    ALL_UNKNOWN = "U09"
    MONTH_AND_DAY_UNKNOWN = "U10"
    DAY_UNKNOWN = "U11"
    BETWEEN_DATES = "U12"
    BETWEEN_PRESUMED_DAYS = "U13"
    BETWEEN_ABOUT_DAYS = "U14"

    @property
    def is_unknown(self) -> bool:
        """Whether this is one of the fourteen forms of 不詳日."""
        return self.value.startswith("U")


_N = "[0-9０-９]"
_YEAR = rf"(?:(?P<era>\D{{2}})(?P<year>元|{_N}{{1,2}})|(?P<western>{_N}{{4}}))年"
_MONTH = rf"(?P<month>{_N}{{1,2}})月"
_DAY = rf"(?P<day>{_N}{{1,2}})日"
_UNTIL_MONTH = rf"(?P<until_month>{_N}{{1,2}})月"
_UNTIL_DAY = rf"(?P<until_day>{_N}{{1,2}})日"
_GAP = "[ \u3000]?"
_TEN_DAYS = "(?P<ten_days>上旬|中旬|下旬)"

PATTERNS: dict[DateForm, re.Pattern[str]] = {
    form: re.compile(pattern)
    for form, pattern in {
        DateForm.DAY: _YEAR + _MONTH + _DAY,
        DateForm.ABOUT_YEAR: _YEAR + "頃",
        DateForm.ABOUT_MONTH: _YEAR + _MONTH + "頃",
        DateForm.ABOUT_DAY: _YEAR + _MONTH + _DAY + "頃",
        DateForm.PRESUMED_DAY: "推定" + _YEAR + _MONTH + _DAY,
        DateForm.PRESUMED_MONTH: "推定" + _YEAR + _MONTH,
        DateForm.SEASON: _YEAR + "(?P<season>春|夏|秋|冬)",
        DateForm.TEN_DAYS: _YEAR + _MONTH + _TEN_DAYS,
        DateForm.ABOUT_TEN_DAYS: _YEAR + _MONTH + _TEN_DAYS + "頃",
        DateForm.ALL_UNKNOWN: "年月日不詳",
        DateForm.MONTH_AND_DAY_UNKNOWN: _YEAR + _GAP + "月日不詳",
        DateForm.DAY_UNKNOWN: _YEAR + _MONTH + _GAP + "日不詳",
        DateForm.BETWEEN_DATES: f"{_YEAR}{_MONTH}{_DAY}から{_UNTIL_MONTH}{_UNTIL_DAY}頃までの間",
        DateForm.BETWEEN_PRESUMED_DAYS: f"{_YEAR}{_MONTH}推定{_DAY}から{_UNTIL_DAY}までの間",
        DateForm.BETWEEN_ABOUT_DAYS: f"{_YEAR}{_MONTH}{_DAY}頃から{_UNTIL_DAY}頃までの間",
    }.items()
}

_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (1, 12)}
_TEN_DAY_SPANS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: its form and internal day; for a plain day also its canonical text."""

    form: DateForm
    internal: date
    text: str


def read(text: str, eras: EraTable) -> Reading:
    """Read a text in era or western years.

    Raises:
        UnreadableDate: none of the forms.
        UnknownEra: unknown era, or the span lies outside it.
        NoSuchDay: a month above 12, a day above 31, or a 0.
        ReversedDateRange: a span that ends before it begins.
        BeforeCivilCalendar: a day before 1873 in western years.
    """
    for form, pattern in PATTERNS.items():
        match = pattern.fullmatch(text)
        if match is not None:
            return _resolve(form, match, eras)
    raise UnreadableDate


def read_numbers(year: int, month: int, day: int, eras: EraTable) -> Reading:
    """Read the numbers of an ISO date, which need not be in the calendar.

    Raises:
        NoSuchDay: a month above 12, a day above 31, or a 0.
        BeforeCivilCalendar: before 1873.
    """
    internal = _clamped(year, month, day)
    if internal.day == day:
        return Reading(DateForm.DAY, internal, eras.write_day(internal))
    return Reading(DateForm.NON_CALENDAR_DAY, internal, f"{eras.write_year(internal)}{month}月{day}日")


def _resolve(form: DateForm, match: re.Match[str], eras: EraTable) -> Reading:
    if form is DateForm.ALL_UNKNOWN:
        return Reading(form, eras.eras[0].first_day, match.string)
    found = match.groupdict()
    if found["western"] is None:
        era = eras.named(found["era"])
        year = era.western_year(read_year(found["year"]))
    else:
        era = None
        year = read_number(found["western"])
    if form is DateForm.DAY:
        month, day = read_number(found["month"]), read_number(found["day"])
        return read_numbers(year, month, day, eras) if era is None else _era_day(era, year, month, day, eras)
    first, last = _span(year, found)
    if era is None and first < CIVIL_CALENDAR_BEGINS:
        raise BeforeCivilCalendar
    if era is not None and not era.overlaps(first, last):
        raise UnknownEra
    return Reading(form, first if era is None else max(first, era.first_day), match.string)


def _era_day(era: Era, year: int, month: int, day: int, eras: EraTable) -> Reading:
    internal = _clamped(year, month, day)
    if not era.overlaps(internal, internal):
        raise UnknownEra
    number = era.year_of(year)
    text = f"{era.name}{'元' if number == 1 else number}年{month}月{day}日"
    if internal < CIVIL_CALENDAR_BEGINS or internal.day != day:
        return Reading(DateForm.NON_CALENDAR_DAY, internal, text)
    return Reading(DateForm.DAY if eras.of(internal) is era else DateForm.OLD_ERA_DAY, internal, text)


def _span(year: int, found: dict[str, str | None]) -> tuple[date, date]:
    """First and last day of what an unknown date names."""
    if found.get("month") is None:
        first_month, last_month = _SEASONS.get(found.get("season") or "", (1, 12))
        return _clamped(year, first_month, 1), _clamped(year, last_month, 31)
    month = read_number(found["month"] or "")
    if found.get("ten_days"):
        first_day, last_day = _TEN_DAY_SPANS[found["ten_days"] or ""]
        return _clamped(year, month, first_day), _clamped(year, month, last_day)
    if found.get("day") is None:
        return _clamped(year, month, 1), _clamped(year, month, 31)
    day = read_number(found["day"] or "")
    until_month = read_number(found.get("until_month") or str(month))
    until_day = read_number(found.get("until_day") or str(day))
    if (until_month, until_day) < (month, day):
        raise ReversedDateRange
    return _clamped(year, month, day), _clamped(year, until_month, until_day)


def _clamped(year: int, month: int, day: int) -> date:
    """The day itself, or the last day of the month when the month is shorter."""
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= 31):
        raise NoSuchDay
    return date(year, month, min(day, monthrange(year, month)[1]))
