"""Codes of the 本人確認情報ファイル in words. Source: STD 1.2.2 (異動事由)."""

from juki.systems.jukinet.codes import SEXES, EventClass, RecordState

STATES = {str(RecordState.CURRENT): "現存者", str(RecordState.REMOVED): "消除者"}
CLASSES = {str(one): one.label for one in EventClass}
REASONS = {
    "TENNYU": "転入", "TOKUREI_TENNYU": "特例転入", "MITODOKE_TENNYU": "未届転入", "KOKUGAI_TENNYU": "国外転入",
    "H30_46": "法第30条の46転入", "H30_47": "法第30条の47届出", "SHUSSEI": "出生", "KIKA_KISAI": "帰化",
    "KOKUSEKI_SHUTOKU_KISAI": "国籍取得", "KOKUSEKI_SOSHITSU_KISAI": "国籍喪失", "SHOKKEN_KISAI": "職権記載",
    "KAIFUKU": "回復", "TORIKESHI_ZO": "異動の取消し（増）", "IKO": "データ移行", "TENSHUTSU": "転出",
    "TOKUREI_TENSHUTSU": "特例転出", "KOKUGAI_TENSHUTSU": "国外転出", "SHIBO": "死亡", "SHISSO": "失踪",
    "KIKA_SHOJO": "帰化", "KOKUSEKI_SOSHITSU_SHOJO": "国籍喪失", "SHOKKEN_SHOJO": "職権消除",
    "TORIKESHI_GEN": "異動の取消し（減）", "TENKYO": "転居", "KEIBI_SHUSEI": "軽微な修正", "SHOKKEN_SHUSEI": "職権修正",
    "GOKI_SHUSEI": "誤記修正", "KOJIN_BANGO_HENKO": "個人番号の変更請求", "KOJIN_BANGO_SHUSEI": "個人番号の職権修正",
    "KOJIN_BANGO_KISAI": "個人番号の職権記載", "CODE_HENKO": "住民票コードの変更請求",
    "CODE_KISAI": "住民票コードの職権記載", "KYUJI_KISAI": "旧氏の記載", "KYUJI_HENKO": "旧氏の変更",
    "KYUJI_SAKUJO": "旧氏の削除", "TSUSHO_KISAI": "通称の記載", "TSUSHO_SAKUJO": "通称の削除",
    "TORIKESHI_SHUSEI": "異動の取消し（修正）",
}  # fmt: skip

LABELS = {"sexes": SEXES, "states": STATES, "classes": CLASSES, "reasons": REASONS}
"""What a template gets."""
