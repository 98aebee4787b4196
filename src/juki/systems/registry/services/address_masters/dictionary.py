"""住所辞書 while somebody types: by postal code, by the first kana, from the prefecture down to 小字.

Where the dictionary has nothing, the postal service's table answers: it knows 町字 and postal codes of the whole country.
Source: STD 1.3.3, 4.1.3.0.2.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Left

from juki.kernel.values.kana import fold
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.postal import Town, towns, towns_of_code
from juki.systems.registry.records.models import AddressEntry, Country
from juki.systems.registry.services.address_masters.masters import valid

MOST = 40
LEVELS = (0, 2, 5, 8, 11)
"""Digits of a code by which entries are told apart: all, prefectures, municipalities, 大字, 小字."""
_NAMES = ("prefecture", "city", "town", "block")
_NAMELESS = ("", "", "（大字なし）", "（小字なし）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place to fill in. ``deeper`` is the code under which there is more to pick; blank where there is not."""

    code: str
    prefecture: str
    city: str
    town: str
    postal_code: str
    municipality: str
    town_id: str = ""
    label: str = ""
    deeper: str = ""
    has_chome: bool = False


def of_postal_code(code: str, *, today: date, own: MunicipalityCode | None = None) -> list[Found]:
    """The places of a postal code, ``own`` alone or all.

    Raises:
        PostalTableMissing: the dictionary has none, and no table is installed.
    """
    rows = AddressEntry.objects.filter(valid(today), postal_code=code).order_by("code")
    found = [_found(row) for row in rows if own is None or row.code.startswith(own.five)]
    return found or [_of_town(one) for one in towns_of_code(code) if own in (None, one.municipality)]


def of_reading(typed: str, *, today: date, own: MunicipalityCode) -> list[Found]:
    """The places whose reading begins with ``typed``: 都道府県, 市区町村 and 町字 with blanks between, as ``ト ヒ シ``.

    One word is a 町字 of this city, two are 市区町村 and 町字. One more than ``MOST`` says that there are more.
    """
    words = [fold(word) for word in typed.split()][-3:]
    if not words or not all(words):
        return []
    begins = [r"\S*" for _ in range(3 - len(words))] + [rf"{re.escape(word)}\S*" for word in words]
    rows = AddressEntry.objects.filter(valid(today), reading__regex=f"^{' '.join(begins)}$")
    if len(words) == 1:
        rows = rows.filter(code__startswith=own.five)
    found = [_found(row) for row in rows.order_by("code")[: MOST + 1]]
    if len(words) > 1 or AddressEntry.objects.filter(code__startswith=own.five).exists():
        return found
    return [_of_town(one) for one in towns(own) if fold(one.name_kana).startswith(words[0])]


def below(code: str, *, today: date) -> list[Found]:
    """The next level under the leading digits ``code``: prefectures, then municipalities, 大字, 小字."""
    depth = LEVELS.index(len(code)) if len(code) in LEVELS else len(LEVELS)
    if depth + 1 >= len(LEVELS):
        return []
    digits, name = LEVELS[depth + 1], _NAMES[depth]
    rows = AddressEntry.objects.filter(valid(today), code__startswith=code).annotate(
        head=Left("code", digits)
    )
    parents = set(rows.exclude(code__endswith="0" * (LEVELS[-1] - digits)).values_list("head", flat=True))
    found = []
    for row in rows.order_by("head", "code").distinct("head"):
        key = row.code[:digits]
        deeper = key if digits < LEVELS[-1] and key in parents else ""
        found.append(_found(row, depth=depth, label=getattr(row, name) or _NAMELESS[depth], deeper=deeper))
    return found


def place(code: str, *, today: date) -> Found | None:
    """The place that the leading digits ``code`` stand for, with nothing below it."""
    row = AddressEntry.objects.filter(valid(today), code__startswith=code).order_by("code").first()
    if row is None or len(code) not in LEVELS[1:]:
        return None
    return _found(row, depth=LEVELS.index(len(code)) - 1, deeper=code)


def countries(today: date) -> list[tuple[str, str]]:
    """Codes and names of the countries of today."""
    return list(Country.objects.filter(valid(today)).order_by("code").values_list("code", "name"))


def is_abolished(text: str, *, today: date) -> bool:
    """Whether ``text`` begins with a place that a merger has ended and no place of today. Source: STD 4.0.6."""
    rows = AddressEntry.objects.filter(prefecture__in=[text[:3], text[:4]])
    gone = _longest(text, rows.filter(merged=True, valid_until__lt=today))
    return gone > 0 and gone > _longest(text, rows.filter(valid(today)))


def _longest(text: str, rows: QuerySet[AddressEntry]) -> int:
    """How much of ``text`` is the place of one of ``rows``; an entry stands for its municipality too."""
    written = {"".join(names[:depth]) for names in rows.values_list(*_NAMES) for depth in (2, 3, 4)}
    return max((len(one) for one in written if text.startswith(one)), default=0)


def _written(row: AddressEntry) -> str:
    return f"{row.prefecture}{row.city}{row.town}{row.block}"


def _found(row: AddressEntry, *, depth: int = 3, label: str = "", deeper: str = "") -> Found:
    return Found(
        code=row.code, prefecture=row.prefecture, city=row.city if depth > 0 else "",
        town=(row.town if depth > 1 else "") + (row.block if depth > 2 else ""),
        postal_code=row.postal_code if depth > 1 and not row.code[LEVELS[depth + 1] :].strip("0") else "",
        municipality=MunicipalityCode.from_five(row.code[:5]).digits if depth > 0 else "",
        label=label or _written(row), deeper=deeper, town_id=row.town_id if depth > 2 and not deeper else "",
    )  # fmt: skip


def _of_town(town: Town) -> Found:
    return Found(
        code="", prefecture=town.prefecture, city=town.city, town=town.name, postal_code=town.postal_code,
        municipality=town.municipality.digits, label=f"{town.prefecture}{town.city}{town.name}",
        has_chome=town.has_chome,
    )  # fmt: skip
