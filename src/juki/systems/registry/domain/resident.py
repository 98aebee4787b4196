"""A resident as one version of the record says it: every item, typed.

Source: 住基法7条, 30条の45; STD 1.1.1, 1.1.2, 1.2.1.
"""

from dataclasses import dataclass, field
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


class Basis(StrEnum):
    """届出区分: what an 異動 rests on. Source: STD 1.2.1, 4.0–4.2."""

    NOTIFICATION = "notification"
    EX_OFFICIO = "ex_officio"
    PETITION = "petition"
    REQUEST = "request"
    FAMILY_REGISTER = "family_register"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """As shown."""
        return _BASIS_LABELS[self]

    @property
    def day_label(self) -> str:
        """What the day is called on which it came."""
        return _DAY_LABELS[self]


_BASIS_LABELS = {
    Basis.NOTIFICATION: "届出",
    Basis.EX_OFFICIO: "職権",
    Basis.PETITION: "申出",
    Basis.REQUEST: "請求",
    Basis.FAMILY_REGISTER: "戸籍届出・通知",
    Basis.NOTICE: "通知",
}
_DAY_LABELS = {
    Basis.NOTIFICATION: "届出日",
    Basis.EX_OFFICIO: "職権で行った日",
    Basis.PETITION: "申出日",
    Basis.REQUEST: "請求日",
    Basis.FAMILY_REGISTER: "戸籍届出・通知日",
    Basis.NOTICE: "通知日",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Names:
    """氏名 and what stands beside it, as written. ``kana_certified`` (公証): only then may the kana be printed.

    ``surname`` and ``given`` are empty for a name in one piece; ``kanji`` is the 漢字氏名 of a residence card,
    ``former_surname`` 旧氏 (Japanese only), ``alias`` 通称 (foreign residents only), each with its kana.
    ``kana_confirmed``, ``former_surname_kana_confirmed``, ``alias_kana_confirmed``: the person confirmed the reading,
    which certifies nothing.

    Source: 住基法7条1号, 1号の2; 住基法施行令30条の13–16; STD 1.1.18.
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
    former_surname_kana_certified: bool = False
    kana_confirmed: bool = False
    alias_kana_confirmed: bool = False
    former_surname_kana_confirmed: bool = False

    @property
    def kana(self) -> str:
        """The whole reading; a full-width blank between its parts."""
        return BETWEEN.join(part for part in (self.kana_surname, self.kana_given) if part)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormerAddress:
    """従前の住所: ``country`` (alpha-3) is empty within this country; ``head`` is the 世帯主 there, where it was told."""

    address: Address
    country: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilyRegister:
    """戸籍の表示: 本籍, its municipality, and the 筆頭者. Source: 住基法7条5号."""

    honseki: str
    head: str
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Foreign:
    """The items of 住基法30条の45; ``since`` is 外国人住民となった年月日, ``period`` also 上陸期間 and 仮滞在期間.

    ``stay_years``, ``stay_months`` and ``stay_days`` are the 在留期間 in digits, ``card_kind`` is 在留番号種別,
    ``alien_registered`` 旧外登法による登録年月日, ``residence_notified`` 住居地の届出の有無,
    ``by_landing_permit`` 上陸許可証による転入.
    """

    nationality: str
    nationality_name: str
    category: Category
    since: LegalDate
    status: str = ""
    period: str = ""
    expires_on: date | None = None
    card_number: str = ""
    card_kind: str = ""
    card_expires_on: date | None = None
    status_code: str = ""
    stay_years: str = ""
    stay_months: str = ""
    stay_days: str = ""
    passport_number: str = ""
    passport_issued_on: date | None = None
    landing_permitted_on: date | None = None
    residence_notified: bool = False
    by_landing_permit: bool = False
    alien_registered: LegalDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The 異動 that made a version: reason, class, 異動日 and the day it was notified, and on what it rests.

    ``effective`` is the day from which the change holds where that is not the 異動日: a plan holds from the day it was
    filed, the correction of an error from the day of the erroneous 異動. ``note`` is the 留意事項 (B類型) bound to it.
    """

    reason: str
    event_class: str
    day: LegalDate
    notified_on: date | None
    basis: Basis = Basis.NOTIFICATION
    effective: date | None = None
    note: str = ""

    @property
    def holds_from(self) -> date:
        """The internal day from which the version's changes hold."""
        return self.effective or self.day.internal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Reason, day of notification and 届出区分 of a day that the record keeps (住定, 住民となる, 住民でなくなる)."""

    reason: str = ""
    notified_on: date | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """消除: 消除の異動年月日, which may be unknown for a death, and its cause. Source: STD 1.1.5."""

    day: LegalDate
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlannedMoveOut:
    """転出予定: the person is a resident until ``day``. ``country`` (alpha-3) is empty within this country.

    ``address`` may be blank after a special adoption (STD 1.1.5).
    """

    day: date
    notified_on: date | None
    basis: Basis
    address: Address | None
    country: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConfirmedMoveOut:
    """転出確定 by the 転入通知 of the other municipality (住基法9条1項); the plan stays beside it. Source: STD 4.1.3.1.1."""

    day: date
    notice_on: date
    basis: Basis
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlaceDetail:
    """The present address taken apart for sorting and mail: 本番, 枝番, 街区番号, 棟, 号, 方書コード, readings.

    ``building_hidden``: 方書 is left out where the law lets it (記載事項証明書). Source: STD 1.3.2, 5.4; document 別添2(1).
    """

    lot_main: str = ""
    lot_branch_1: str = ""
    lot_branch_2: str = ""
    lot_branch_3: str = ""
    block_number: str = ""
    building_wing: str = ""
    building_room: str = ""
    building_code: str = ""
    town_kana: str = ""
    lot_kana: str = ""
    building_kana: str = ""
    building_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Codes of the districts that the present address lies in. Source: STD 1.3.5; document 別添2(1)."""

    area_branch_office: str = ""
    area_district: str = ""
    area_ward: str = ""
    area_neighbourhood: str = ""
    area_primary_school: str = ""
    area_junior_high_school: str = ""
    area_polling: str = ""
    area_assessing: str = ""
    area_self_government: str = ""
    area_refuse: str = ""
    area_night_soil: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serials:
    """Numbers of the person's addresses, in the order in which the record first held them; 0: there is none.

    Source: document 別添2(1) (連番).
    """

    address_serial: int = 0
    prior_serial: int = 0
    former_serial: int = 0
    unnotified_serial: int = 0
    honseki_serial: int = 0
    planned_serial: int = 0
    confirmed_serial: int = 0
    highest_serial: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Administration:
    """What the office keeps beside the 記載事項. ``guardianship`` is 成年被後見人, ``remarks`` 備考 (C類型).

    ``actual_relationship`` is 実続柄名, ``actual_head`` the 事実上の世帯主 (STD 4.1.4.3),
    ``remade_number`` and ``remade_on`` count the 改製, ``glyph_unregistered`` says
    that a glyph is not in the font. Source: STD 1.1.1, 1.1.4, 1.1.14; document 別添2(1).
    """

    phone: str = ""
    guardianship: bool = False
    remarks: str = ""
    actual_relationship: str = ""
    actual_head: str = ""
    relationship_class: str = ""
    remade_number: int = 0
    remade_on: date | None = None
    name_priority: str = ""
    wide_area_number: str = ""
    wide_area_stop: str = ""
    glyph_unregistered: bool = False
    spare_code_1: str = ""
    spare_code_2: str = ""
    spare_code_3: str = ""
    spare_code_4: str = ""
    spare_code_5: str = ""
    spare_item_1: str = ""
    spare_item_2: str = ""
    spare_item_3: str = ""
    spare_item_4: str = ""
    spare_item_5: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Resident:
    """All items of one version. ``record`` counts the person's 住民票: 1, and one more whenever a new one is opened.

    ``prior`` is 転居前住所 (within this municipality, never the 転入前住所), ``unnotified`` 転入未届地,
    ``last_registered`` 最終登録住所地, which is no 記載事項.
    """

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
    became_by: Cause = Cause()
    settled_by: Cause = Cause()
    removed: Removed | None = None
    planned: PlannedMoveOut | None = None
    confirmed: ConfirmedMoveOut | None = None
    prior: Address | None = None
    unnotified: Address | None = None
    last_registered: Address | None = None
    detail: PlaceDetail = field(default_factory=PlaceDetail)
    areas: Areas = Areas()
    serials: Serials = Serials()
    administration: Administration = field(default_factory=Administration)

    @property
    def is_present(self) -> bool:
        """Whether the 住民票 is in force: a planned move-out changes nothing before its day."""
        return self.state is State.RESIDENT

    @property
    def is_head(self) -> bool:
        """Whether this is the 世帯主."""
        return self.relationship.is_head

    @property
    def certified_since(self) -> LegalDate:
        """住民となった年月日, or 外国人住民となった年月日 of a foreign resident. Source: 住基法7条6号, 30条の45."""
        return self.foreign.since if self.foreign else self.became_resident
