"""A resident as one version of the record says it: every item, typed.

Source: 住基法7条, 30条の45; STD 1.1.1, 1.1.2, 1.2.1.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.person_name import BETWEEN
from juki.kernel.values.relationship import Relationship


class Kind(StrEnum):
    """住民種別."""

    JAPANESE = "1"
    FOREIGN = "2"


class State(StrEnum):
    """住民状態. A person with a planned move-out is still a resident."""

    RESIDENT = "1"
    MOVED_OUT = "2"
    DEAD = "3"
    REMOVED = "9"


class Sex(StrEnum):
    """性別. ``UNRECORDED`` where the family register leaves it open."""

    MALE = "1"
    FEMALE = "2"
    UNRECORDED = "0"

    @property
    def label(self) -> str:
        """As printed."""
        return {"1": "男", "2": "女", "0": ""}[self.value]


class Category(StrEnum):
    """法30条の45の表の区分."""

    MID_TO_LONG_TERM = "mid_to_long_term"
    SPECIAL_PERMANENT = "special_permanent"
    TEMPORARY_REFUGE = "temporary_refuge"
    PROVISIONAL_STAY = "provisional_stay"
    TRANSITIONAL_BIRTH = "transitional_birth"
    TRANSITIONAL_LOSS = "transitional_loss"

    @property
    def label(self) -> str:
        """As printed."""
        return _CATEGORY_LABELS[self]


_CATEGORY_LABELS = {
    Category.MID_TO_LONG_TERM: "中長期在留者",
    Category.SPECIAL_PERMANENT: "特別永住者",
    Category.TEMPORARY_REFUGE: "一時庇護許可者",
    Category.PROVISIONAL_STAY: "仮滞在許可者",
    Category.TRANSITIONAL_BIRTH: "出生による経過滞在者",
    Category.TRANSITIONAL_LOSS: "国籍喪失による経過滞在者",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Names:
    """氏名 and what stands beside it, as written. ``kana_certified`` (公証): only then may the kana be printed.

    ``surname`` and ``given`` are empty for a name in one piece; ``kanji`` is the 漢字氏名 of a residence card,
    ``former_surname`` 旧氏 (Japanese only), ``alias`` 通称 (foreign residents only), each with its kana.
    """

    full: str
    surname: str = ""
    given: str = ""
    kana_surname: str = ""
    kana_given: str = ""
    kana_certified: bool = False
    kanji: str = ""
    former_surname: str = ""
    former_surname_kana: str = ""
    alias: str = ""
    alias_kana: str = ""

    @property
    def kana(self) -> str:
        """The whole reading; a full-width blank between its parts."""
        return BETWEEN.join(part for part in (self.kana_surname, self.kana_given) if part)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormerAddress:
    """従前の住所: ``country`` (alpha-3) is empty within this country."""

    address: Address
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilyRegister:
    """戸籍の表示: 本籍, its municipality, and the 筆頭者. Source: 住基法7条5号."""

    honseki: str
    head: str
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Foreign:
    """The items of 住基法30条の45; ``since`` is 外国人住民となった年月日, ``period`` also 上陸期間 and 仮滞在期間."""

    nationality: str
    nationality_name: str
    category: Category
    since: LegalDate
    status: str = ""
    period: str = ""
    expires_on: date | None = None
    card_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The 異動 that made a version: reason, class, 異動日 and the day it was notified."""

    reason: str
    event_class: str
    day: LegalDate
    notified_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Resident:
    """All items of one version. ``record`` counts the person's 住民票: 1, and one more after each re-entry."""

    addressee_number: str
    record: int
    state: State
    kind: Kind
    names: Names
    birth: LegalDate
    sex: Sex
    household_number: str
    relationship: Relationship
    position: int
    address: Address
    became_resident: LegalDate
    settled: LegalDate
    notified_on: date | None
    former: FormerAddress | None
    register: FamilyRegister | None
    foreign: Foreign | None
    individual_number: str
    resident_code: str
    event: Event

    @property
    def is_head(self) -> bool:
        """Whether this is the 世帯主."""
        return self.relationship.is_head

    @property
    def certified_since(self) -> LegalDate:
        """住民となった年月日, or 外国人住民となった年月日 of a foreign resident. Source: 住基法7条6号, 30条の45."""
        return self.foreign.since if self.foreign else self.became_resident
