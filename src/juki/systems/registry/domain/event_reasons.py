"""異動事由: the reasons for which a record is entered, removed or amended, as data.

The codes are our own mnemonics: the national two-digit codes differ between sources and are mapped at the border,
never used here. ``division`` is the heading of STD 1.2.2 that a reason counts under.

Source: 住基法8条; 住基法施行令7条, 8条, 9条; STD 1.2.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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


@dataclass(frozen=True, slots=True)
class EventReason:
    """One 異動事由 with its class, its wording and its division.

    ``skipped_notifications``: earlier moves went without 転入届, so that the person was last registered (最終住民登録地)
    elsewhere than at the former address.
    """

    code: str
    label: str
    event_class: EventClass
    division: str
    origin: Origin = Origin.NOWHERE
    skipped_notifications: bool = False

    @property
    def is_move_in(self) -> bool:
        """Whether this is a 転入 (住基法22条, 30条の46)."""
        return self.origin is not Origin.NOWHERE


_ENTRY, _REMOVAL, _AMENDMENT = EventClass.ENTRY, EventClass.REMOVAL, EventClass.AMENDMENT

_TABLE = (
    EventReason("TENNYU", "転入", _ENTRY, "国内転入", Origin.THIS_COUNTRY),
    EventReason("TOKUREI_TENNYU", "特例転入", _ENTRY, "国内転入", Origin.THIS_COUNTRY),
    EventReason(
        "MITODOKE_TENNYU", "未届転入", _ENTRY, "国内転入", Origin.THIS_COUNTRY, skipped_notifications=True
    ),
    EventReason("KOKUGAI_TENNYU", "国外転入", _ENTRY, "国外転入等", Origin.ABROAD),
    EventReason("H30_46", "法第30条の46転入", _ENTRY, "国外転入等", Origin.ABROAD),
    EventReason("H30_47", "法第30条の47届出", _ENTRY, "国外転入等"),
    EventReason("SHUSSEI", "出生", _ENTRY, "出生"),
    EventReason("KIKA_KISAI", "帰化", _ENTRY, "職権記載（帰化等）"),
    EventReason("KOKUSEKI_SHUTOKU_KISAI", "国籍取得", _ENTRY, "職権記載（帰化等）"),
    EventReason("KOKUSEKI_SOSHITSU_KISAI", "国籍喪失", _ENTRY, "職権記載（国籍喪失）"),
    EventReason("SHOKKEN_KISAI", "職権記載", _ENTRY, "職権記載"),
    EventReason("KAIFUKU", "回復", _ENTRY, "職権記載"),
    EventReason("KAISEI_KISAI", "改製", _ENTRY, "改製"),
    EventReason("SAISEI_KISAI", "再製", _ENTRY, "再製"),
    EventReason("TORIKESHI_ZO", "異動の取消し（増）", _ENTRY, "異動の取消し（増）"),
    EventReason("IKO", "データ移行", _ENTRY, "職権記載"),
    EventReason("TENSHUTSU", "転出", _REMOVAL, "国内転出"),
    EventReason("TOKUREI_TENSHUTSU", "特例転出", _REMOVAL, "国内転出"),
    EventReason("KOKUGAI_TENSHUTSU", "国外転出", _REMOVAL, "国外転出"),
    EventReason("SHIBO", "死亡", _REMOVAL, "死亡"),
    EventReason("SHISSO", "失踪", _REMOVAL, "死亡"),
    EventReason("KIKA_SHOJO", "帰化", _REMOVAL, "職権消除（帰化等）"),
    EventReason("KOKUSEKI_SOSHITSU_SHOJO", "国籍喪失", _REMOVAL, "職権消除（国籍喪失）"),
    EventReason("SHOKKEN_SHOJO", "職権消除", _REMOVAL, "職権消除"),
    EventReason("KAISEI_SHOJO", "改製", _REMOVAL, "改製"),
    EventReason("SAISEI_SHOJO", "再製", _REMOVAL, "再製"),
    EventReason("TORIKESHI_GEN", "異動の取消し（減）", _REMOVAL, "異動の取消し（減）"),
    EventReason("TENKYO", "転居", _AMENDMENT, "転居"),
    EventReason("KEIBI_SHUSEI", "軽微な修正", _AMENDMENT, "軽微な修正"),
    EventReason("SHOKKEN_SHUSEI", "職権修正", _AMENDMENT, "職権修正"),
    EventReason("GOKI_SHUSEI", "誤記修正", _AMENDMENT, "誤記修正"),
    EventReason("KOJIN_BANGO_HENKO", "個人番号の変更請求", _AMENDMENT, "個人番号の変更請求"),
    EventReason("KOJIN_BANGO_SHUSEI", "個人番号の職権修正", _AMENDMENT, "個人番号の職権修正"),
    EventReason("KOJIN_BANGO_KISAI", "個人番号の職権記載", _AMENDMENT, "個人番号の職権記載"),
    EventReason("CODE_HENKO", "住民票コードの変更請求", _AMENDMENT, "住民票コードの変更請求"),
    EventReason("CODE_KISAI", "住民票コードの職権記載", _AMENDMENT, "住民票コードの職権記載"),
    EventReason("SETAI_BUNRI", "世帯分離", _AMENDMENT, "世帯分離"),
    EventReason("SETAI_GAPPEI", "世帯合併", _AMENDMENT, "世帯合併"),
    EventReason("SETAI_HENKO", "世帯変更", _AMENDMENT, "世帯変更"),
    EventReason("SETAINUSHI_HENKO", "世帯主変更", _AMENDMENT, "世帯主変更"),
    EventReason("KYUJI_KISAI", "旧氏の記載", _AMENDMENT, "旧氏の記載"),
    EventReason("KYUJI_HENKO", "旧氏の変更", _AMENDMENT, "旧氏の変更"),
    EventReason("KYUJI_SAKUJO", "旧氏の削除", _AMENDMENT, "旧氏の削除"),
    EventReason("TSUSHO_KISAI", "通称の記載", _AMENDMENT, "通称の記載"),
    EventReason("TSUSHO_SAKUJO", "通称の削除", _AMENDMENT, "通称の削除"),
    EventReason("TORIKESHI_SHUSEI", "異動の取消し（修正）", _AMENDMENT, "異動の取消し（修正）"),
)

REASONS: Mapping[str, EventReason] = MappingProxyType({reason.code: reason for reason in _TABLE})
"""All reasons by code."""
