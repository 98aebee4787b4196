"""異動事由: the reasons for which a record is entered, removed or amended, as data.

The codes are our own mnemonics: the national two-digit codes differ between sources and are mapped at the border,
never used here. ``division`` is the heading of STD 1.2.2 that a reason counts under. What is asked of a reason, what it
may change and whom it concerns stands here and nowhere else: rules, forms and screens read it.

Source: 住基法8条; 住基法施行令7条, 8条, 9条; STD 1.2.2, 4.1–4.6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from juki.kernel.values.legal_date import CertifiedField
from juki.systems.registry.domain.items import Group
from juki.systems.registry.domain.resident import Basis, Kind


class EventClass(StrEnum):
    """記載, 消除 or 修正; the value is the word of the messages."""

    ENTRY = "entry"
    REMOVAL = "removal"
    AMENDMENT = "amendment"


class Origin(StrEnum):
    """Where somebody who is entered comes from."""

    THIS_COUNTRY = "this_country"
    ABROAD = "abroad"
    NOWHERE = "nowhere"


class Family(StrEnum):
    """Reasons that one form serves and that change a record in one way."""

    MOVE_IN = "move_in"
    ENTRY = "entry"
    MOVE = "move"
    LEAVING = "leaving"
    REMOVAL = "removal"
    HOUSEHOLD = "household"
    NATIONALITY = "nationality"
    AMENDMENT = "amendment"
    NOTICE = "notice"
    REMAKING = "remaking"
    RESTORING = "restoring"
    CANCELLING = "cancelling"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        """As shown on the page that offers the forms."""
        return _FAMILIES[self]


_FAMILIES = {
    Family.MOVE_IN: "転入",
    Family.ENTRY: "出生・職権記載等",
    Family.MOVE: "転居",
    Family.LEAVING: "転出",
    Family.REMOVAL: "死亡・職権消除等",
    Family.HOUSEHOLD: "世帯変更等",
    Family.NATIONALITY: "帰化・国籍の得喪",
    Family.AMENDMENT: "修正・旧氏・通称等",
    Family.NOTICE: "転入通知の受理",
    Family.REMAKING: "改製・再製",
    Family.RESTORING: "回復",
    Family.CANCELLING: "異動の取消し",
    Family.INTERNAL: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReason:
    """One 異動事由.

    ``bases`` are who may ask (届出区分); ``changes`` the groups of items that may differ afterwards for an 異動者, beside what
    follows of itself (place in the household, the day it happened); ``day_field`` the field whose rule the 異動日 follows,
    None for calendar days only; ``may_be_future`` is 転出. ``only`` restricts it to a kind of resident. ``days`` is the
    legal term of notification, 0 where there is none, ``event_day_counts`` whether the day itself is the first of it.
    ``by_hand`` is False for what follows from another 異動 or from the calendar alone.

    ``skipped_notifications``: earlier moves went without 転入届, so that the person was last registered (最終住民登録地)
    elsewhere than at the former address. ``former_may_be_blank``: there need be no former address (STD 4.5.1).
    """

    code: str
    label: str
    event_class: EventClass
    division: str
    family: Family
    bases: frozenset[Basis]
    changes: frozenset[Group] = frozenset()
    origin: Origin = Origin.NOWHERE
    skipped_notifications: bool = False
    former_may_be_blank: bool = False
    day_field: CertifiedField | None = None
    may_be_future: bool = False
    only: Kind | None = None
    days: int = 0
    event_day_counts: bool = False
    by_hand: bool = True

    @property
    def is_move_in(self) -> bool:
        """Whether this is a 転入 (住基法22条, 30条の46)."""
        return self.family is Family.MOVE_IN


_ENTRY, _REMOVAL, _AMENDMENT = EventClass.ENTRY, EventClass.REMOVAL, EventClass.AMENDMENT
_N, _X, _P, _Q, _F, _T = (
    Basis.NOTIFICATION, Basis.EX_OFFICIO, Basis.PETITION, Basis.REQUEST, Basis.FAMILY_REGISTER, Basis.NOTICE,
)  # fmt: skip
_FILED = frozenset({_N, _X, _P})
_OFFICIAL = frozenset({_X, _P, _F, _T})
_REQUESTED = frozenset({_Q, _X})
_G = Group
_ALL_PERSONAL = frozenset(Group) - {_G.PLANNED, _G.CONFIRMED, _G.REMOVED, _G.REMADE}
_OF_WHO_LIVED_BEFORE = frozenset({_G.FORMER_SURNAME, _G.FORMER, _G.PRIOR, _G.REGISTERED})
_CORRECTABLE = frozenset(Group) - {_G.REMADE, _G.REMOVED, _G.INDIVIDUAL_NUMBER, _G.RESIDENT_CODE}
_MOVED = frozenset({_G.ADDRESS, _G.DETAIL, _G.AREAS, _G.SETTLED, _G.PRIOR, _G.RELATIONSHIP})
_LEFT = frozenset({_G.PLANNED, _G.REMOVED, _G.CONFIRMED})
_WRITTEN_OTHERWISE = frozenset({_G.NAME, _G.ADDRESS, _G.DETAIL, _G.AREAS, _G.REGISTER})
_REGISTERED = frozenset({_G.NAME, _G.KANA, _G.REGISTER, _G.SEX, _G.FORMER_SURNAME, _G.RELATIONSHIP})
_JAPANESE, _FOREIGN = Kind.JAPANESE, Kind.FOREIGN


def _in(
    code: str, label: str, division: str, origin: Origin, *, skipped: bool = False, blank: bool = False
) -> EventReason:
    return EventReason(
        code=code, label=label, event_class=_ENTRY, division=division, family=Family.MOVE_IN, bases=_FILED,
        changes=_ALL_PERSONAL, origin=origin, skipped_notifications=skipped,
        former_may_be_blank=blank, days=14,
    )  # fmt: skip


def _entry(
    code: str, label: str, division: str, family: Family = Family.ENTRY, bases: frozenset[Basis] = _OFFICIAL,
    changes: frozenset[Group] = _ALL_PERSONAL, **more: object,
) -> EventReason:  # fmt: skip
    return EventReason(
        code=code, label=label, event_class=_ENTRY, division=division, family=family, bases=bases, changes=changes,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _removal(
    code: str, label: str, division: str, family: Family = Family.REMOVAL, bases: frozenset[Basis] = _OFFICIAL,
    changes: frozenset[Group] = frozenset({_G.REMOVED}), **more: object,
) -> EventReason:  # fmt: skip
    return EventReason(
        code=code, label=label, event_class=_REMOVAL, division=division, family=family, bases=bases, changes=changes,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _amendment(
    code: str, label: str, changes: frozenset[Group], bases: frozenset[Basis] = _OFFICIAL,
    family: Family = Family.AMENDMENT, division: str = "", **more: object,
) -> EventReason:  # fmt: skip
    return EventReason(
        code=code, label=label, event_class=_AMENDMENT, division=division or label, family=family, bases=bases,
        changes=changes, **more,  # type: ignore[arg-type]
    )  # fmt: skip


_TABLE = (
    _in("TENNYU", "転入", "国内転入", Origin.THIS_COUNTRY),
    _in("TOKUREI_TENNYU", "特例転入", "国内転入", Origin.THIS_COUNTRY),
    _in("MITODOKE_TENNYU", "未届転入", "国内転入", Origin.THIS_COUNTRY, skipped=True),
    _in("KOKUGAI_TENNYU", "国外転入", "国外転入等", Origin.ABROAD),
    _in("H30_46", "法第30条の46転入", "国外転入等", Origin.ABROAD, blank=True),
    _entry("H30_47", "法第30条の47届出", "国外転入等", bases=_FILED, only=_FOREIGN, days=14),
    _entry("SHUSSEI", "出生", "出生", changes=_ALL_PERSONAL - _OF_WHO_LIVED_BEFORE,
           day_field=CertifiedField.EVENT_OF_BIRTH, days=14, event_day_counts=True),
    _entry("SHOKKEN_KISAI", "職権記載", "職権記載"),
    _entry("SHUSEKI", "就籍", "職権記載", only=_JAPANESE),
    _entry("KIKA_KISAI", "帰化", "職権記載（帰化等）", Family.NATIONALITY, only=_FOREIGN),
    _entry("KOKUSEKI_SHUTOKU_KISAI", "国籍取得", "職権記載（帰化等）", Family.NATIONALITY, only=_FOREIGN),
    _entry("KOKUSEKI_SOSHITSU_KISAI", "国籍喪失", "職権記載（国籍喪失）", Family.NATIONALITY, only=_JAPANESE),
    _entry("KAIFUKU", "回復", "職権記載", Family.RESTORING, frozenset({_X, _P, _F})),
    _entry("KAISEI_KISAI", "改製", "改製", Family.REMAKING, frozenset({_X})),
    _entry("SAISEI_KISAI", "再製", "再製", Family.REMAKING, frozenset({_X})),
    _entry("TORIKESHI_ZO", "異動の取消し（増）", "異動の取消し（増）", Family.CANCELLING, frozenset({_X, _P})),
    _entry("IKO", "データ移行", "職権記載", Family.INTERNAL, frozenset({_X}), by_hand=False),
    _removal("TENSHUTSU", "転出", "国内転出", Family.LEAVING, _FILED, _LEFT, may_be_future=True, days=14),
    _removal("TOKUREI_TENSHUTSU", "特例転出", "国内転出", Family.LEAVING, frozenset({_N}), _LEFT,
             may_be_future=True, days=14),
    _removal("KOKUGAI_TENSHUTSU", "国外転出", "国外転出", Family.LEAVING, _FILED, _LEFT, may_be_future=True, days=14),
    _removal("SHIBO", "死亡", "死亡", bases=_OFFICIAL, day_field=CertifiedField.EVENT_OF_DEATH, days=7,
             event_day_counts=True),
    _removal("SHISSO", "失踪", "死亡", bases=frozenset({_F, _T, _X}), day_field=CertifiedField.EVENT_OF_DISAPPEARANCE),
    _removal("SHOKKEN_SHOJO", "職権消除", "職権消除"),
    _removal("HOMU_SHOJO", "出入国在留管理庁長官通知による消除", "職権消除", bases=frozenset({_T}), only=_FOREIGN),
    _removal("KIKA_SHOJO", "帰化", "職権消除（帰化等）", Family.INTERNAL, by_hand=False),
    _removal("KOKUSEKI_SHUTOKU_SHOJO", "国籍取得", "職権消除（帰化等）", Family.INTERNAL, by_hand=False),
    _removal("KOKUSEKI_SOSHITSU_SHOJO", "国籍喪失", "職権消除（国籍喪失）", Family.INTERNAL, by_hand=False),
    _removal("KAISEI_SHOJO", "改製", "改製", Family.INTERNAL, by_hand=False),
    _removal("SAISEI_SHOJO", "再製", "再製", Family.INTERNAL, by_hand=False),
    _removal("TORIKESHI_GEN", "異動の取消し（減）", "異動の取消し（減）", Family.CANCELLING, frozenset({_X, _P})),
    _amendment("TENKYO", "転居", _MOVED, _FILED, Family.MOVE, days=14),
    _amendment("SETAI_BUNRI", "世帯分離", frozenset({_G.RELATIONSHIP}), _FILED, Family.HOUSEHOLD, days=14),
    _amendment("SETAI_GAPPEI", "世帯合併", frozenset({_G.RELATIONSHIP}), _FILED, Family.HOUSEHOLD, days=14),
    _amendment("SETAI_HENKO", "世帯変更", frozenset({_G.RELATIONSHIP}), _FILED, Family.HOUSEHOLD, days=14),
    _amendment("SETAINUSHI_HENKO", "世帯主変更", frozenset({_G.RELATIONSHIP}), _FILED, Family.HOUSEHOLD, days=14),
    _amendment("H30_48", "法第30条の48届出", frozenset({_G.RELATIONSHIP}), _FILED, Family.HOUSEHOLD, "世帯変更",
               only=_FOREIGN, days=14),
    _amendment("KISAIJUN_HENKO", "記載順位の変更", frozenset(), frozenset({_X, _P}), Family.HOUSEHOLD, "世帯変更"),
    _amendment("TSUZUKIGARA_SHUSEI", "続柄の職権修正", frozenset({_G.RELATIONSHIP}), frozenset({_X}), Family.INTERNAL,
               "職権修正", by_hand=False),
    _amendment("KISAIJUN_SHUSEI", "記載順位の整理", frozenset(), frozenset({_X}), Family.INTERNAL, "職権修正", by_hand=False),
    _amendment("KEIBI_SHUSEI", "軽微な修正", _WRITTEN_OTHERWISE, frozenset({_X, _P, _F, _T})),
    _amendment("JUKYO_HYOJI", "住居表示等の実施", frozenset({_G.ADDRESS, _G.DETAIL, _G.AREAS, _G.REGISTER}),
               frozenset({_X}), division="軽微な修正"),
    _amendment("SHOKKEN_SHUSEI", "職権修正", _CORRECTABLE - {_G.PLANNED, _G.CONFIRMED}),
    _amendment("GOKI_SHUSEI", "誤記修正", _CORRECTABLE | {_G.REMOVED}),
    _amendment("KOSEKI_HANEI", "戸籍届出の反映", _REGISTERED, frozenset({_F, _T}), division="職権修正", only=_JAPANESE),
    _amendment("FURIGANA_KISAI", "氏名の振り仮名の記載", frozenset({_G.KANA}), frozenset({_F, _T}),
               division="職権修正", only=_JAPANESE),
    _amendment("KOJIN_BANGO_SHITEI", "個人番号の指定", frozenset({_G.INDIVIDUAL_NUMBER}), frozenset({_T}),
               division="個人番号の職権記載"),
    _amendment("KOJIN_BANGO_HENKO", "個人番号の変更請求", frozenset({_G.INDIVIDUAL_NUMBER}), frozenset({_Q})),
    _amendment("KOJIN_BANGO_SHOKKEN_HENKO", "個人番号の職権変更", frozenset({_G.INDIVIDUAL_NUMBER}), frozenset({_X}),
               division="個人番号の職権修正"),
    _amendment("KOJIN_BANGO_SHUSEI", "個人番号の職権修正", frozenset({_G.INDIVIDUAL_NUMBER}), frozenset({_X})),
    _amendment("KOJIN_BANGO_KISAI", "個人番号の職権記載", frozenset({_G.INDIVIDUAL_NUMBER}), frozenset({_X})),
    _amendment("CODE_HENKO", "住民票コードの変更請求", frozenset({_G.RESIDENT_CODE}), frozenset({_Q})),
    _amendment("CODE_KISAI", "住民票コードの職権記載", frozenset({_G.RESIDENT_CODE}), frozenset({_X})),
    _amendment("CODE_SHUSEI", "住民票コードの修正", frozenset({_G.RESIDENT_CODE}), frozenset({_X}), division="職権修正"),
    _amendment("KYUJI_KISAI", "旧氏の記載", frozenset({_G.FORMER_SURNAME}), _REQUESTED, only=_JAPANESE),
    _amendment("KYUJI_HENKO", "旧氏の変更", frozenset({_G.FORMER_SURNAME}), _REQUESTED, only=_JAPANESE),
    _amendment("KYUJI_SAKUJO", "旧氏の削除", frozenset({_G.FORMER_SURNAME}), _REQUESTED, only=_JAPANESE),
    _amendment("TSUSHO_KISAI", "通称の記載", frozenset({_G.ALIAS}), frozenset({_P, _X}), only=_FOREIGN),
    _amendment("TSUSHO_SAKUJO", "通称の削除", frozenset({_G.ALIAS}), frozenset({_P, _X}), only=_FOREIGN),
    _amendment("ZAIRYU_SHUSEI", "在留情報の修正", frozenset({_G.FOREIGN, _G.NAME}), frozenset({_T, _X, _P}),
               division="職権修正", only=_FOREIGN),
    _amendment("BIKO", "備考等の修正", frozenset({_G.REMARKS, _G.OFFICE}), frozenset({_X, _P}), division="職権修正"),
    _amendment("TENNYU_TSUCHI", "転入通知の受理", frozenset({_G.CONFIRMED, _G.REMOVED}), frozenset({_T}), Family.NOTICE,
               "職権修正"),
    _amendment("TENSHUTSU_TORIKESHI", "転出予定の取消し", frozenset({_G.PLANNED}), frozenset({_P, _X}), Family.LEAVING,
               "異動の取消し（修正）"),
    _amendment("TORIKESHI_SHUSEI", "異動の取消し（修正）", frozenset(Group), frozenset({_X, _P}), Family.CANCELLING),
)  # fmt: skip

REASONS: Mapping[str, EventReason] = MappingProxyType({reason.code: reason for reason in _TABLE})
"""All reasons by code."""

LOADED = "IKO"
"""データ移行: the act that filled the register; nothing is before it."""
HOUSEHOLD_FOLLOWS = REASONS["TSUZUKIGARA_SHUSEI"]
"""What stands on members whose 続柄 changes because somebody else moves."""
LOADED = "IKO"
"""データ移行: one act for everybody; nothing stood before it that could be restored."""
ORDER_FOLLOWS = REASONS["KISAIJUN_SHUSEI"]
"""What stands on members of whom only the 記載順位 changes because somebody else moves."""
