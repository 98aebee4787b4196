"""Certified dates of birth, the odd ones included.

Source: STD 1.1.8 (unknown dates and days that no calendar has are accepted; an internal date is kept)
"""

from datetime import date
from random import Random
from typing import NamedTuple

from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.values.legal_date import DateRule, LegalDate

_UNKNOWN_FROM = 86
_UNKNOWN_SHARE = 0.03
_LEAP_FROM = 65
_LEAP_SHARE = 0.003


class Birth(NamedTuple):
    """Certified date, certified wording when unknown, internal calendar date."""

    certified: str
    text: str
    internal: str


def birth(rng: Random, day: date, *, age: float, japanese: bool, became: str) -> Birth:
    """The birth facts of somebody born on ``day``; now and then uncertain for the very old.

    ``became`` is the day (ISO) on which they became a resident: no internal date lies after it.
    """
    iso = day.isoformat()
    plain = Birth(iso, "", iso)
    if not japanese or age < _LEAP_FROM:
        return plain
    odd = plain
    if rng.random() < _LEAP_SHARE and day.year % 4:
        certified = f"{day.year}-02-29"
        odd = Birth(certified, "", _internal(certified))
    elif age >= _UNKNOWN_FROM and rng.random() < _UNKNOWN_SHARE:
        wording = _wording(rng, day)
        odd = Birth(_internal(wording), wording, _internal(wording))
    return odd if odd.internal <= became else plain


def _internal(certified: str) -> str:
    """The day that the register keeps beside a certified text."""
    return LegalDate.parse(certified, rule=DateRule.CERTIFIED).internal.isoformat()


def _wording(rng: Random, day: date) -> str:
    year = JAPANESE_ERAS.write_year(day)
    forms = (
        "年月日不詳",
        f"{year} 月日不詳",
        f"{year}{day.month}月 日不詳",
        f"{year}頃",
        f"推定{year}{day.month}月{day.day}日",
        f"{year}春",
    )
    return forms[int(rng.random() * len(forms))]
