"""Age by law: a year is completed at the end of the day before the birthday.

The last moment of that day decides, so a rule that counts days ("on the day on which one attains n")
means the day before the birthday, while someone asked for the age in the morning of that day still
names the lower number. Both are given; the caller's article says which one it means.
"""

from calendar import monthrange
from datetime import date, timedelta

from juki.kernel.errors import JukiError


class DayBeforeBirth(JukiError):
    """An age asked for a day before the birth."""

    code = "KRN-0153"
    text = "出生の日より前の日の年齢は計算できません。生年月日と基準日を確かめてください。"


class InvalidAge(JukiError):
    """An age that nobody attains."""

    code = "KRN-0154"
    text = "年齢の指定が正しくありません。1以上の年齢を指定してください。"


def day_of_attaining(birth: date, years: int) -> date:
    """The day at whose end the age is attained: the day before the birthday.

    Someone born on 29 Feb attains it on 28 Feb, in leap years too.

    Source: 年齢計算ニ関スル法律; 民法143条2項.

    Raises:
        InvalidAge: ``years`` below 1.
    """
    if years < 1:
        raise InvalidAge
    year = birth.year + years
    if birth.day > monthrange(year, birth.month)[1]:
        return date(year, 2, 28)
    return date(year, birth.month, birth.day) - timedelta(days=1)


def age_at_end_of(day: date, *, birth: date) -> int:
    """Years completed when ``day`` ends: the birthday of the next day already counts.

    For legal tests such as school age, where a child born on 1 Apr belongs to the earlier year.

    Raises:
        DayBeforeBirth: ``day`` before ``birth``.
    """
    if day < birth:
        raise DayBeforeBirth
    years = day.year - birth.year + 1
    while years > 0 and day_of_attaining(birth, years) > day:
        years -= 1
    return years


def age_at_start_of(day: date, *, birth: date) -> int:
    """Years completed when ``day`` begins: the age that changes on the birthday, as screens show it.

    Raises:
        DayBeforeBirth: ``day`` before ``birth``.
    """
    if day <= birth:
        if day < birth:
            raise DayBeforeBirth
        return 0
    return age_at_end_of(day - timedelta(days=1), birth=birth)
