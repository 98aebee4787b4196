"""A date as the law knows it: the certified text, and beside it a day for the machine."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple, Self

from juki.kernel.errors import JukiError
from juki.kernel.values import date_forms
from juki.kernel.values.date_forms import DateForm, Reading
from juki.kernel.values.era import (
    CIVIL_CALENDAR_BEGINS,
    JAPANESE_ERAS,
    BeforeCivilCalendar,
    EraTable,
    NoSuchDay,
    read_number,
    read_year,
)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WESTERN_YEAR = re.compile(r"[0-9０-９]{4}年")


class UnknownDateRefused(JukiError):
    """A 不詳日 in a field that takes calendar days only."""

    code = "KRN-0145"
    text = "この項目に不詳日は登録できません。暦にある日付を確かめて入力してください。"


class OldEraDayRefused(JukiError):
    """The last day of 明治 or 大正 in a field that does not follow the family register."""

    code = "KRN-0147"
    text = "改元の日は、この項目では新しい元号で表します。新しい元号の元年の日付で入力し直してください。"


class BrokenStoredDate(JukiError):
    """Stored parts that do not fit together."""

    code = "KRN-0148"
    text = "保存された日付の内容が食い違っています。システム管理者に連絡してください。"


class DateStyle(Enum):
    """Era or western years. Western is for the two fields that STD 1.1.9 names, and only for them:
    the birth date of a foreign resident and the expiry of a period of stay."""

    WAREKI = "wareki"
    WESTERN = "western"


class DateRule(Enum):
    """What a field accepts. Source: STD 1.1.8."""

    CALENDAR_ONLY = "calendar_only"
    CERTIFIED = "certified"
    UNKNOWN_ALLOWED = "unknown_allowed"

    def check(self, form: DateForm) -> None:
        """Refuse a form that the field does not take.

        Raises:
            UnknownDateRefused: a 不詳日.
            NoSuchDay: a day that is not in the calendar.
            OldEraDayRefused: 明治45年7月30日 or 大正15年12月25日.
        """
        if self is DateRule.CERTIFIED:
            return
        if form is DateForm.NON_CALENDAR_DAY:
            raise NoSuchDay
        if form is DateForm.OLD_ERA_DAY:
            raise OldEraDayRefused
        if form.is_unknown and self is DateRule.CALENDAR_ONLY:
            raise UnknownDateRefused


class CertifiedField(StrEnum):
    """The fields that take more than calendar days. Every other field is ``CALENDAR_ONLY``."""

    BIRTH = "生年月日"
    BECAME_RESIDENT = "住民となった年月日"
    SETTLED = "住所を定めた年月日"
    BECAME_FOREIGN_RESIDENT = "外国人住民となった年月日"
    EVENT_OF_BIRTH = "出生に係る異動日"
    EVENT_OF_DEATH = "死亡に係る異動日"
    EVENT_OF_DISAPPEARANCE = "失踪に係る異動日"
    ALIEN_REGISTRATION = "旧外登法による登録年月日"

    @property
    def rule(self) -> DateRule:
        """The rule of this field: the last one takes unknown days, but no day outside the calendar."""
        return DateRule.UNKNOWN_ALLOWED if self is CertifiedField.ALIEN_REGISTRATION else DateRule.CERTIFIED


class StoredDate(NamedTuple):
    """The three columns of a legal date: ISO day for ordering, ``DateForm`` code, certified text."""

    internal: str
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class LegalDate:
    """年月日. Build it with ``from_day``, ``parse`` or ``from_storage``.

    ``text`` is what is certified; a 不詳日 stands in it as it was written. ``internal`` is a day for
    ordering only (see ``date_forms``): it is never printed, and nothing legal may be computed from it
    unless ``is_exact``. Nothing here can turn a 不詳日 into an assumed day (みなし日).

    Source: STD 1.1.8, 1.1.9.
    """

    internal: date
    form: DateForm
    text: str

    @classmethod
    def from_day(cls, day: date, *, eras: EraTable = JAPANESE_ERAS) -> Self:
        """The legal date of a calendar day.

        Raises:
            BeforeCivilCalendar: before 明治6年1月1日.
        """
        return cls(day, DateForm.DAY, eras.write_day(day))

    @classmethod
    def parse(
        cls, text: str, *, rule: DateRule = DateRule.CALENDAR_ONLY, eras: EraTable = JAPANESE_ERAS
    ) -> Self:
        """Read ``YYYY-MM-DD``, a day or a 不詳日 in era years, or either in western years.

        Raises:
            UnreadableDate: none of these forms.
            UnknownEra: unknown era, or a year or day that the era does not have.
            NoSuchDay: no day at all, or one outside the calendar where ``rule`` wants calendar days.
            UnknownDateRefused, OldEraDayRefused: ``rule`` refuses the form.
            ReversedDateRange: a span that ends before it begins.
            BeforeCivilCalendar: a day before 1873 that is not given in era text.
        """
        reading = _read(text, eras)
        rule.check(reading.form)
        return cls(reading.internal, reading.form, reading.text)

    @classmethod
    def from_storage(cls, stored: StoredDate, *, eras: EraTable = JAPANESE_ERAS) -> Self:
        """Restore what ``to_storage`` gave.

        A calendar day is written anew with the era table in force: a future day stored before a change
        of era reads in the new era.

        Raises:
            BrokenStoredDate: the three parts do not fit together.
        """
        try:
            internal, form = date.fromisoformat(stored.internal), DateForm(stored.form)
            if internal.isoformat() != stored.internal:
                raise BrokenStoredDate
            if form is DateForm.DAY:
                _require_same_day(stored.text, internal, eras)
                return cls.from_day(internal, eras=eras)
            reading = date_forms.read(stored.text, eras)
        except (ValueError, JukiError) as error:
            raise BrokenStoredDate from error
        if (reading.form, reading.internal) != (form, internal):
            raise BrokenStoredDate
        return cls(internal, form, stored.text)

    def to_storage(self) -> StoredDate:
        """ISO internal day, form code, certified text."""
        return StoredDate(self.internal.isoformat(), self.form.value, self.text)

    @property
    def is_exact(self) -> bool:
        """Whether ``internal`` is the very day that the text names."""
        return self.form in (DateForm.DAY, DateForm.OLD_ERA_DAY)

    def display(self, style: DateStyle = DateStyle.WAREKI, *, eras: EraTable = JAPANESE_ERAS) -> str:
        """The text for a screen or a certificate. A 不詳日 changes nothing but the name of its year.

        Raises:
            BeforeCivilCalendar: a lunisolar day asked for in western years.
        """
        if style is DateStyle.WAREKI:
            return _WESTERN_YEAR.sub(lambda _: eras.write_year(self.internal), self.text, count=1)
        if self.internal < CIVIL_CALENDAR_BEGINS and self.form is not DateForm.ALL_UNKNOWN:
            raise BeforeCivilCalendar
        return _era_year(eras).sub(f"{self.internal.year}年", self.text, count=1)


def _read(text: str, eras: EraTable) -> Reading:
    iso = _ISO.fullmatch(text)
    if iso is None:
        return date_forms.read(text, eras)
    return date_forms.read_numbers(int(iso[1]), int(iso[2]), int(iso[3]), eras)


def _require_same_day(text: str, day: date, eras: EraTable) -> None:
    """An era that has ended since the text was stored still counts its years on."""
    match = date_forms.PATTERNS[DateForm.DAY].fullmatch(text)
    if match is None or match["era"] is None:
        raise BrokenStoredDate
    year = eras.named(match["era"]).first_day.year + read_year(match["year"]) - 1
    if (year, read_number(match["month"]), read_number(match["day"])) != (day.year, day.month, day.day):
        raise BrokenStoredDate


def _era_year(eras: EraTable) -> re.Pattern[str]:
    names = "|".join(era.name for era in eras.eras)
    return re.compile(rf"(?:{names})(?:元|[0-9０-９]{{1,2}})年")
