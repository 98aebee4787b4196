"""What messages to the CS are called, and their items, where they are typed by hand. Source: STD 7.1.1.1."""

from collections.abc import Mapping
from types import MappingProxyType

from juki.systems.registry.domain.field_groups import FieldGroup

TITLES: Mapping[str, str] = MappingProxyType({
    "resident-update": "本人確認情報の更新", "move-in-notice": "転入通知", "move-out-certificate": "転出証明書情報",
    "linkage-code-request": "符号取得要求", "number-generation-request": "個人番号の生成要求",
})  # fmt: skip
"""In the order of the contract; receipts are no business of a person."""
SHOWN_BY_RIGHT: Mapping[FieldGroup, frozenset[str]] = MappingProxyType({
    FieldGroup.INDIVIDUAL_NUMBER: frozenset({"individual_number"}),
    FieldGroup.RESIDENT_CODE: frozenset({"resident_code", "former_resident_code"}),
    FieldGroup.HONSEKI: frozenset({"honseki", "honseki_head"}),
    FieldGroup.RESIDENCE: frozenset({"category", "status", "period", "expires_on", "card_number"}),
})  # fmt: skip
"""Items of a message by the group whose right shows them. Source: STD 10.4."""
MASKED = "（表示の権限が必要です）"

LABELS: Mapping[str, str] = MappingProxyType({
    "resident_code": "住民票コード", "former_resident_code": "変更前の住民票コード", "individual_number": "個人番号",
    "person": "氏名", "persons": "転出者", "birth": "生年月日", "sex": "性別", "address": "住所",
    "became_resident": "住民となった日", "settled": "住所を定めた日", "notified_on": "届出日", "former_address": "転入前住所",
    "relationship": "続柄", "event_class": "異動区分", "event_reason": "異動事由", "event_date": "異動日",
    "update_number": "更新順番号", "operator": "入力者", "terminal": "入力端末", "former_municipality": "前住所地の団体コード",
    "new_municipality": "転入先の団体コード", "new_address": "転入先住所", "moved_in_on": "転入日", "certificate": "証明書の番号",
    "issued_at": "作成日時", "former_head": "世帯主", "planned_on": "転出予定日", "filed_on": "転出届出日", "kind": "種別",
    "honseki": "本籍", "honseki_head": "筆頭者", "kanji_name": "漢字氏名", "former_surname": "旧氏",
    "former_surname_kana": "旧氏の振り仮名", "alias": "通称", "alias_kana": "通称のフリガナ", "foreign": "外国人住民の項目",
    "nationality": "国籍・地域のコード", "nationality_name": "国籍・地域", "category": "第30条45区分",
    "since": "外国人住民となった年月日", "status": "在留資格", "period": "在留期間", "expires_on": "在留期間の満了日",
    "card_number": "在留カード等の番号", "request": "依頼管理番号", "processing_number": "処理通番",
    "full": "氏名", "surname": "氏", "given": "名", "kana": "フリガナ",
    "kana_certified": "振り仮名の公証", "town_code": "町字コード", "romaji": "ローマ字", "kanji": "漢字",
    "municipality": "団体コード", "postal_code": "郵便番号", "prefecture": "都道府県", "city": "市区町村", "town": "町字",
    "lot": "番地", "building": "方書", "country": "国", "day": "日", "form": "日付の種別", "text": "証明書の表記",
})  # fmt: skip
