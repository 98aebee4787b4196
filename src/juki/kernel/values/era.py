"""元号 as data, and dates in the Japanese calendar.

The first day of an era belongs to the new era. 明治45年7月30日 and 大正15年12月25日 name the same days in
the closing era and stand in family registers, so they are read as such: the table lets those two eras
end on the day on which the next one begins.
"""

import os
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from juki.kernel.errors import JukiError

CIVIL_CALENDAR_BEGINS = date(1873, 1, 1)
"""明治6年1月1日. Before it months and days are lunisolar and have no day of ours."""

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_DAY = re.compile(
    r"(?P<era>\D{2})(?P<year>元|[0-9０-９]{1,2})年(?P<month>[0-9０-９]{1,2})月(?P<day>[0-9０-９]{1,2})日"
)


class UnknownEra(JukiError):
    """A name that is not in the table, or a year that the era does not have."""

    code = "KRN-0141"
    text = "元号又はその年が正しくありません。元号とその期間を確かめて、入力し直してください。"


class NoSuchDay(JukiError):
    """A day that is not in the calendar, where only calendar days are allowed."""

    code = "KRN-0142"
    text = "暦にない日付です。この項目には暦にある日付だけを入力できます。月と日を確かめてください。"


class UnreadableDate(JukiError):
    """The text is none of the accepted ways to write a date."""

    code = "KRN-0143"
    text = "日付の形が読み取れません。「令和8年4月1日」の形か、定められた不詳日の形で入力し直してください。"


class BeforeCivilCalendar(JukiError):
    """A day before 明治6年1月1日, which cannot be converted."""

    code = "KRN-0144"
    text = "明治5年以前の日付は換算できません。証明に使う日付の文字を、戸籍の記載どおりに入力してください。"


@dataclass(frozen=True, slots=True)
class Era:
    """One 元号: code and letter as in the common tables, first day, last day that may be written in it."""

    code: int
    name: str
    letter: str
    first_day: date
    last_day: date | None = None

    def year_of(self, western_year: int) -> int:
        """The year of this era in which ``western_year`` lies."""
        return western_year - self.first_day.year + 1

    def western_year(self, year: int) -> int:
        """The western year of ``year`` in this era.

        Raises:
            UnknownEra: the era has no such year.
        """
        western = self.first_day.year + year - 1
        if year < 1 or (self.last_day is not None and western > self.last_day.year):
            raise UnknownEra
        return western

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any of the days ``first`` to ``last`` may be written in this era."""
        return last >= self.first_day and (self.last_day is None or first <= self.last_day)


@dataclass(frozen=True, slots=True)
class EraTable:
    """The eras in order. A new era is a further row, given by configuration (STD 1.3.6)."""

    eras: tuple[Era, ...]

    def named(self, name: str) -> Era:
        """The era of that name.

        Raises:
            UnknownEra: no such name.
        """
        for era in self.eras:
            if era.name == name:
                return era
        raise UnknownEra

    def of(self, day: date) -> Era:
        """The era of a day; the first day of an era belongs to the new one.

        Raises:
            BeforeCivilCalendar: before 明治6年1月1日.
        """
        if day < CIVIL_CALENDAR_BEGINS:
            raise BeforeCivilCalendar
        return next(era for era in reversed(self.eras) if era.first_day <= day)

    def write_year(self, day: date) -> str:
        """``令和8年`` or ``令和元年`` for the year of ``day``.

        Raises:
            BeforeCivilCalendar: before 明治6年1月1日.
        """
        era = self.of(day)
        year = era.year_of(day.year)
        return f"{era.name}{'元' if year == 1 else year}年"

    def write_day(self, day: date) -> str:
        """``令和8年4月1日``. Source: STD 1.1.9.

        Raises:
            BeforeCivilCalendar: before 明治6年1月1日.
        """
        return f"{self.write_year(day)}{day.month}月{day.day}日"

    def read_day(self, text: str) -> date:
        """The day that ``令和8年4月1日`` names.

        Raises:
            UnreadableDate: another shape.
            UnknownEra: unknown era, or the day lies outside it.
            NoSuchDay: not a calendar day.
            BeforeCivilCalendar: before 明治6年1月1日.
        """
        match = _DAY.fullmatch(text)
        if match is None:
            raise UnreadableDate
        era = self.named(match["era"])
        year = era.western_year(read_year(match["year"]))
        try:
            day = date(year, read_number(match["month"]), read_number(match["day"]))
        except ValueError as error:
            raise NoSuchDay from error
        if day < CIVIL_CALENDAR_BEGINS:
            raise BeforeCivilCalendar
        if not era.overlaps(day, day):
            raise UnknownEra
        return day


def read_number(text: str) -> int:
    """The number of half- or full-width digits."""
    return int(text.translate(_DIGITS))


def read_year(text: str) -> int:
    """The year of an era: 元 is 1."""
    return 1 if text == "元" else read_number(text)


def read_table(file: Path) -> EraTable:
    """The eras of a TOML file, in its order."""
    return EraTable(tuple(Era(**one) for one in tomllib.loads(file.read_text(encoding="utf-8"))["era"]))


JAPANESE_ERAS = read_table(Path(os.environ.get("JUKI_ERAS") or Path(__file__).with_name("eras.toml")))
"""The eras that are set: JUKI_ERAS names the city's own file (STD 1.3.6)."""
