"""One entry of an address master out of texts: what may stand in 住所辞書, 国名, 方書 and 地番.

Source: STD 1.3.2, 1.3.3, 1.3.4. Whether a municipality exists is asked of the table that is passed in.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit, written_text
from juki.kernel.values.address import LIMITS, InvalidTownCode, parse_postal_code
from juki.kernel.values.kana import MAX_FURIGANA_LENGTH, fold, to_katakana
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.domain.address_errors import (
    AddressCode,
    CountryCode,
    EntryDay,
    EntryKana,
    EntryPeriod,
    LotKind,
    NamesDoNotFit,
    NoLotNumber,
    NoSuchAuthority,
)
from juki.systems.registry.domain.lot_numbers import numbers

CODE_DIGITS = 11
PREFECTURES = 47
NONE = "000"
NAMES = ("prefecture", "city", "town", "block")
LOT_KINDS = {"lot": "地番", "special": "特殊地番", "residence": "住居表示", "rezoning": "区画整理"}
_KANA = re.compile(r"[ァ-ヺー・0-9A-Z ]*")
_COUNTRY_LENGTH = 60
Values = Mapping[str, str]
Exists = Callable[[MunicipalityCode], bool]


def address_entry(values: Values, *, exists: Exists) -> dict[str, Any]:
    """The columns of an entry of 住所辞書. ``exists`` says whether a municipality has a code today.

    Raises:
        AddressCode, NoSuchAuthority, NamesDoNotFit: the code, or the names under it.
        JukiError: a text, a kana, a postal code or a day that cannot stand.
    """
    code = check_digit.typed_digits(values.get("code", ""))
    if not check_digit.is_digits(code, CODE_DIGITS):
        raise AddressCode
    period = _period(values)
    merged = bool(values.get("merged", ""))
    if merged and period["valid_until"] is None:
        raise EntryPeriod
    if not 1 <= int(code[:2]) <= PREFECTURES:
        raise NoSuchAuthority
    if period["valid_until"] is None and not exists(MunicipalityCode.from_five(code[:5])):
        raise NoSuchAuthority
    names = {name: values.get(name, "") for name in NAMES}
    for name, text in names.items():
        if text or name in ("prefecture", "city"):
            written_text.check(text, limit=LIMITS.get(name, LIMITS["town"]))
    if (code[8:] != NONE) != bool(names["block"]) or (names["town"] and code[5:8] == NONE):
        raise NamesDoNotFit
    if code[5:8] != NONE and not (names["town"] or names["block"]):
        raise NamesDoNotFit
    kana = {f"{name}_kana": _kana(values.get(f"{name}_kana", "")) for name in NAMES}
    town_id = values.get("town_id", "")
    if town_id and not check_digit.is_digits(town_id, 7):
        raise InvalidTownCode
    postal = values.get("postal_code", "").strip()
    return {
        "code": code, **names, **kana, "postal_code": parse_postal_code(postal) if postal else "", "town_id": town_id,
        "reading": reading(*(kana[f"{name}_kana"] for name in NAMES)), **period, "merged": merged,
    }  # fmt: skip


def reading(prefecture: str, city: str, town: str, block: str) -> str:
    """The readings as they are searched: each folded, with one blank between, 大字 and 小字 as one."""
    return " ".join((fold(prefecture), fold(city), fold(town + block)))


def country(values: Values) -> dict[str, Any]:
    """The columns of a country's name.

    Raises:
        CountryCode: not three capital letters.
        JukiError: a text, a kana or a day that cannot stand.
    """
    code = values.get("code", "").strip()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise CountryCode
    name = values.get("name", "")
    written_text.check(name, limit=_COUNTRY_LENGTH)
    return {"code": code, "name": name, "name_kana": _kana(values.get("name_kana", "")), **_period(values)}


def building(values: Values) -> dict[str, Any]:
    """The columns of a 方書 at its address.

    Raises:
        JukiError: a text, a kana or a day that cannot stand; 町字, 番地 or the name is missing.
    """
    written = {name: values.get(name, "").strip() for name in ("town", "lot", "name")}
    for name, limit in (("town", LIMITS["town"]), ("lot", LIMITS["lot"]), ("name", LIMITS["building"])):
        written_text.check(written[name], limit=limit)
    code = values.get("building_code", "").strip()
    if code:
        written_text.check(code, limit=20)
    kana = _kana(values.get("name_kana", ""))
    return {
        **written,
        "name_kana": kana,
        "building_code": code,
        **_numbers(written["lot"]),
        **_period(values),
    }


def lot(values: Values) -> dict[str, Any]:
    """The columns of a number that an address may have.

    Raises:
        LotKind, NoLotNumber: no kind, or no number where the kind has one.
        JukiError: a text or a day that cannot stand; 町字 or 番地 is missing.
    """
    kind = values.get("kind", "")
    if kind not in LOT_KINDS:
        raise LotKind
    written = {name: values.get(name, "").strip() for name in ("town", "lot")}
    for name, text in written.items():
        written_text.check(text, limit=LIMITS[name])
    former = values.get("former", "").strip()
    if former:
        written_text.check(former, limit=LIMITS["town"])
    found = _numbers(written["lot"])
    if kind != "special" and not found["main"]:
        raise NoLotNumber
    return {**written, "kind": kind, "former": former, **found, **_period(values)}


def _numbers(written: str) -> dict[str, int]:
    return dict(zip(("main", "branch_1", "branch_2", "branch_3"), numbers(written), strict=True))


def _period(values: Values) -> dict[str, date | None]:
    first, last = _day(values.get("valid_from", "")), _day(values.get("valid_until", ""))
    if first and last and last < first:
        raise EntryPeriod
    return {"valid_from": first, "valid_until": last}


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return LegalDate.parse(text.strip()).internal
    except JukiError:
        raise EntryDay from None


def _kana(text: str) -> str:
    found = to_katakana(text).strip()
    if len(found) > MAX_FURIGANA_LENGTH or not _KANA.fullmatch(found):
        raise EntryKana
    return found
