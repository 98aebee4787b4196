"""住民票の写し as data: everything that is printed, already worded.

Dates arrive as text, because the wording of a legal date (era, 不詳, 頃) is the register's: era for
everyone, except a foreign resident's birth and the end of a period of stay, which are in the western
calendar (STD 1.1.9). Which items appear is the request's: an item is a text, ``""`` (a blank in the
register), ``None`` (left out at request) or ``NOT_APPLICABLE`` (the person has no such item).

Source: 住基法7条, 12条, 30条の45; STD 5.1, 5.3, 5.4, 5.6, 5.7.
"""

import datetime as dt
import enum
import re
from typing import Final

import msgspec

from juki.paper.errors import BlankCertifier, BlankItem, KanaNotKatakana, WrongForm
from juki.paper.manifest import Manifest

Item = str | None
NOT_APPLICABLE: Final = "＊＊＊"
OMITTED: Final = "【省略】"
PERSONS_A_SHEET: Final = 4

_HIRAGANA: Final = re.compile("[ぁ-ゖ]")


class Form(enum.StrEnum):
    """世帯連記式 lists a household with its latest values; 個人票 shows one person, with history if asked."""

    HOUSEHOLD = "世帯連記式"
    INDIVIDUAL = "個人票"


class Japanese(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What only a Japanese resident's record holds (住基法7条5号; 旧氏 by 住基法施行令).

    A registered former surname is never left out, so it is a text: ``NOT_APPLICABLE`` without one.
    """

    honseki: Item
    register_head: Item
    former_surname: str = NOT_APPLICABLE
    former_surname_kana: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty 戸籍の表示 (STD 1.1.6) and readings in hiragana."""
        _demand_not_blank("本籍", self.honseki)
        _demand_not_blank("筆頭者", self.register_head)
        _demand_katakana("旧氏", self.former_surname_kana)


class Foreign(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What only a foreign resident's record holds (住基法30条の45).

    A registered alias is never left out, so it is a text: ``NOT_APPLICABLE`` without one.
    ``category`` is the class of the table of 30条の45; ``expires`` is in the western calendar.
    """

    nationality: Item
    category: Item
    status: Item
    period: Item
    expires: Item
    card_number: Item
    alias: str = NOT_APPLICABLE
    alias_kana: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty 区分 (STD 1.1.6) and readings in hiragana."""
        _demand_not_blank("法第30条の45に規定する区分", self.category)
        _demand_katakana("通称", self.alias_kana)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A further line of a person's block under its own heading, such as the record of aliases."""

    label: str
    text: Item


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One line of history on an 個人票."""

    day: str
    notified: str
    reason: str
    text: str


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the certificate.

    ``kana`` is the certified reading only: ``""`` while there is none, ``NOT_APPLICABLE`` for those whose
    reading is not certified by law. ``address`` holds 方書 and is never left out (STD 5.4).
    ``address_since`` (住定日) may be blank on paper. ``name`` may be blank: a child not yet named.
    """

    name: str
    kana: str
    birth: str
    sex: str
    relationship: Item
    became_resident: str
    address: str
    address_since: str
    notified: str
    previous_address: Item
    origin: Japanese | Foreign
    individual_number: Item
    resident_code: Item
    remarks: str = ""
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        """Refuse blanks where the register allows none (STD 1.1.6) and readings in hiragana (STD 5.3)."""
        _demand_not_blank("生年月日", self.birth)
        _demand_not_blank("住民となった年月日", self.became_resident)
        _demand_not_blank("住所", self.address)
        _demand_not_blank("住民票コード", self.resident_code)
        _demand_katakana("氏名", self.kana)


class Certifier(msgspec.Struct, frozen=True, kw_only=True):
    """認証者: the mayor or the deputy, never without prefecture and never without a name (STD 1.3.9, 5.6)."""

    prefecture: str
    office: str
    name: str

    def __post_init__(self) -> None:
        """Refuse a blank part."""
        for part, text in (("都道府県名", self.prefecture), ("職名", self.office), ("氏名", self.name)):
            if not text.strip():
                raise BlankCertifier(part=part)


class Certification(msgspec.Struct, frozen=True, kw_only=True):
    """認証文, day of issue, certifier and printed seal; printed on the last page only (STD 5.1).

    ``seal`` is the legend of the seal drawn beside the name, ``""`` for none; ``seal_note`` a fixed phrase
    about it, such as 公印省略.
    """

    sentence: str
    issued_on: str
    certifier: Certifier
    seal: str = ""
    seal_note: str = ""

    def __post_init__(self) -> None:
        """Refuse a certificate that certifies nothing or bears no day."""
        _demand_not_blank("認証文", self.sentence)
        _demand_not_blank("発行年月日", self.issued_on)


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """The document: heading, persons in the order of the record, certification, issue number.

    ``document_date`` is the day written into the file's own metadata; it makes equal input give equal
    bytes. The issue number that every page bears is the manifest's. A ``specimen`` is for looking at on a screen:
    it says 見本 across every page and bears no seal.
    """

    form: Form
    head_of_household: Item
    persons: tuple[Person, ...]
    certification: Certification
    manifest: Manifest
    document_date: dt.date
    title: str = "住民票"
    official_use: bool = False
    history: tuple[Change, ...] = ()
    specimen: bool = False

    def __post_init__(self) -> None:
        """Refuse a number of persons or a history that the form does not know."""
        fits = {
            Form.INDIVIDUAL: len(self.persons) == 1,
            Form.HOUSEHOLD: bool(self.persons) and not self.history,
        }
        if not fits[self.form]:
            raise WrongForm(persons=len(self.persons), changes=len(self.history))
        _demand_not_blank("発行番号", self.manifest.issue_number)


def _demand_not_blank(label: str, text: Item) -> None:
    if text is not None and not text.strip():
        raise BlankItem(item=label)


def _demand_katakana(label: str, kana: str) -> None:
    if _HIRAGANA.search(kana):
        raise KanaNotKatakana(item=label)
