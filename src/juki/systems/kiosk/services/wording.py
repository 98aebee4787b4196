"""A row of the file in the words of a certificate, and whether the font can draw them.

Dates in era years; of a foreign resident the birth and the end of a period of stay in western years (STD 1.1.9). Only a
certified reading is printed. 住民票コード is never printed at a kiosk.

Source: 住基法7条, 12条, 30条の45; STD 5.1, 5.3, 5.4.
"""

from collections.abc import Collection, Mapping
from typing import Any

from juki.kernel.errors import JukiError
from juki.kernel.values.address import one_line
from juki.kernel.values.legal_date import DateStyle, LegalDate, StoredDate
from juki.paper import fonts, issuer
from juki.paper.certificate import NOT_APPLICABLE, Foreign, Item, Japanese, Person
from juki.paper.errors import PaperError
from juki.systems.kiosk.domain.menu import Show
from juki.systems.kiosk.domain.refusals import Refusal

Row = Mapping[str, Any]
FOREIGN = "2"
SEXES = {"1": "男", "2": "女", "0": "", "9": "不明"}


def person(row: Row, show: Collection[Show]) -> Person:
    """One person's block with the items of ``show``; ``row`` has ``individual_number`` when that is among them.

    Raises:
        PaperError: an item that may not be blank is, or a reading is no katakana.
    """
    number = (row["individual_number"] or "") if Show.INDIVIDUAL_NUMBER in show else None
    moved_within = row["settled_day"] != row["became_resident_day"]
    return Person(
        name=row["name"], kana=_kana(row), birth=_birth(row), sex=SEXES.get(row["sex"], ""),
        relationship=_asked(row["relationship"], Show.RELATIONSHIP, show),
        became_resident=_day(row, "became_resident"), address=_address(row, "address"),
        address_since=_day(row, "settled") if moved_within else "", notified=_day(row, "notified"),
        previous_address=_address(row, "former"),
        origin=_foreign(row, show) if row["kind"] == FOREIGN else _japanese(row, show),
        individual_number=number, resident_code=None,
    )  # fmt: skip


def is_printable(row: Row) -> bool:
    """Whether what is always printed of this person can be: every glyph is in the font and nothing is lawlessly blank."""
    try:
        return all(drawable(text) for text in _always(row))
    except JukiError:
        return False


def why_unprintable(row: Row) -> Refusal:
    """The reason for a person who is not printable."""
    try:
        person(row, ())
    except JukiError:
        return Refusal.NOT_PRINTABLE
    return Refusal.GLYPH_MISSING


def can_show(row: Row) -> frozenset[Show]:
    """The items that can be printed for this person, if asked for; of a Japanese no 国籍, of a foreigner no 本籍."""
    foreign = row["kind"] == FOREIGN
    of_kind = {Show.NATIONALITY, Show.RESIDENCE_STATUS} if foreign else {Show.HONSEKI}
    able = {Show.RELATIONSHIP, *of_kind} - {item for item in of_kind if not _can(row, item)}
    if not drawable(row["relationship"]):
        able.discard(Show.RELATIONSHIP)
    return frozenset({*able, Show.INDIVIDUAL_NUMBER})


def drawable(text: str) -> bool:
    """Whether the certificate font has every glyph of ``text`` as it is written."""
    return not fonts.coverage(text, directory=issuer.fonts())


def _always(row: Row) -> list[str]:
    block = person(row, ())
    known_as = (
        (block.origin.alias, block.origin.alias_kana)
        if isinstance(block.origin, Foreign)
        else (block.origin.former_surname, block.origin.former_surname_kana)
    )
    return [
        block.name, block.kana, block.birth, block.sex, block.became_resident, block.address, block.address_since,
        block.notified, block.previous_address or "", *known_as,
    ]  # fmt: skip


def _can(row: Row, item: Show) -> bool:
    try:
        origin = person(row, {item}).origin
    except PaperError:
        return False
    texts = (
        (
            origin.nationality,
            origin.category,
            origin.status,
            origin.period,
            origin.expires,
            origin.card_number,
        )
        if isinstance(origin, Foreign)
        else (origin.honseki, origin.register_head)
    )
    return all(drawable(text) for text in texts if text)


def _japanese(row: Row, show: Collection[Show]) -> Japanese:
    return Japanese(
        honseki=_asked(row["honseki"], Show.HONSEKI, show),
        register_head=_asked(row["honseki_head"], Show.HONSEKI, show),
        former_surname=row["old_surname"] or NOT_APPLICABLE,
        former_surname_kana=row["old_surname_kana"] or "",
    )


def _foreign(row: Row, show: Collection[Show]) -> Foreign:
    stay = Show.RESIDENCE_STATUS
    expires = _day(row, "residence_expires", DateStyle.WESTERN)
    return Foreign(
        nationality=_asked(row["nationality"] or "", Show.NATIONALITY, show),
        category=_asked(row["category"] or "", stay, show),
        status=_asked(row["residence_status"] or NOT_APPLICABLE, stay, show),
        period=_asked(row["residence_period"] or NOT_APPLICABLE, stay, show),
        expires=_asked(expires or NOT_APPLICABLE, stay, show),
        card_number=_asked(row["residence_card"] or NOT_APPLICABLE, stay, show),
        alias=row["alias"] or NOT_APPLICABLE,
        alias_kana=row["alias_kana"] or "",
    )


def _kana(row: Row) -> str:
    if row["kind"] == FOREIGN:
        return NOT_APPLICABLE
    return row["kana"] if row["kana_certified"] else ""


def _birth(row: Row) -> str:
    return _day(row, "birth", DateStyle.WESTERN if row["kind"] == FOREIGN else DateStyle.WAREKI)


def _day(row: Row, name: str, style: DateStyle = DateStyle.WAREKI) -> str:
    day, form, text = (row[f"{name}_{part}"] for part in ("day", "form", "text"))
    if day is None:
        return ""
    try:
        return LegalDate.from_storage(StoredDate(day.isoformat(), form, text)).display(style)
    except JukiError:
        return str(text)  # a day of the old calendar has no western writing: as certified


def _address(row: Row, prefix: str) -> str:
    parts = [row[f"{prefix}_{part}"] or "" for part in ("prefecture", "city", "town", "lot")]
    return one_line(*parts, building=row[f"{prefix}_building"] or "")


def _asked(text: str, item: Show, show: Collection[Show]) -> Item:
    return text if item in show else None
