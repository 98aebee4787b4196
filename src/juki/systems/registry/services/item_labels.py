"""What the items of a 住民票 are called, column by column, and the lines in which a reader sees them.

Source: 住基法7条, 30条の45; STD 1.1.1, 1.1.2, 1.1.8, 1.1.9, 1.2.1; document 別添2(1).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from juki.kernel.values.address import one_line
from juki.kernel.values.legal_date import DateStyle, LegalDate, StoredDate
from juki.kernel.values.person_name import BETWEEN
from juki.systems.registry.domain.event_reasons import REASONS, EventClass
from juki.systems.registry.domain.flat import PARTS
from juki.systems.registry.domain.resident import Basis, Category, Kind, Sex, State

Row = Mapping[str, Any]
STATES = MappingProxyType({
    str(State.RESIDENT): "住民", str(State.MOVED_OUT): "転出", str(State.DEAD): "死亡", str(State.REMOVED): "消除",
})  # fmt: skip
KINDS = MappingProxyType({str(Kind.JAPANESE): "日本人住民", str(Kind.FOREIGN): "外国人住民"})
CLASSES = MappingProxyType({
    str(EventClass.ENTRY): "記載", str(EventClass.REMOVAL): "消除", str(EventClass.AMENDMENT): "修正",
})  # fmt: skip
_PARTS = {
    "municipality": "市区町村コード", "postal_code": "郵便番号", "prefecture": "都道府県", "city": "市区町村",
    "town": "町字", "town_code": "町字コード", "lot": "番地・号", "building": "方書",
}  # fmt: skip
_ADDRESSES = {
    "address": "住所", "former": "転入前住所", "prior": "転居前住所", "unnotified": "転入未届地",
    "registered": "最終登録住所地", "planned": "転出先住所（予定）", "confirmed": "転出先住所（確定）",
}  # fmt: skip
_DATES = {
    "birth": "生年月日", "became_resident": "住民となった年月日", "settled": "住所を定めた年月日",
    "foreign_since": "外国人住民となった年月日", "alien_registered": "旧外国人登録法による登録年月日",
    "removed_day": "消除の異動年月日", "event_day": "異動日",
}  # fmt: skip
_CAUSES = {"became": "住民となった", "settled": "住所を定めた", "removed": "消除の"}
_PLAIN = {
    "addressee_number": "宛名番号", "record": "住民票の番号", "state": "住民状態", "kind": "住民種別",
    "full_name": "氏名", "surname": "氏", "given_name": "名", "kana_surname": "氏の振り仮名",
    "kana_given": "名の振り仮名", "kana_certified": "氏名の振り仮名の公証", "kana_confirmed": "氏名のフリガナの本人確認",
    "kanji_name": "漢字氏名", "former_surname": "旧氏", "former_surname_kana": "旧氏の振り仮名",
    "former_surname_kana_certified": "旧氏の振り仮名の公証",
    "former_surname_kana_confirmed": "旧氏の振り仮名の本人確認", "alias": "通称", "alias_kana": "通称のフリガナ",
    "alias_kana_confirmed": "通称のフリガナの本人確認", "sex": "性別", "household_number": "世帯番号",
    "relationship_1": "続柄コード1", "relationship_2": "続柄コード2", "relationship_3": "続柄コード3",
    "relationship_4": "続柄コード4", "relationship_label": "続柄", "position": "記載順位",
    "notified_on": "届出年月日", "former_country": "転入前住所の国", "former_head": "転入前住所の世帯主",
    "honseki": "本籍", "honseki_municipality": "本籍の市区町村コード", "honseki_head": "筆頭者",
    "nationality": "国籍・地域コード", "nationality_name": "国籍・地域", "category": "法第30条の45に規定する区分",
    "residence_status": "在留資格", "residence_status_code": "在留資格コード", "stay_period": "在留期間等",
    "stay_years": "在留期間（年）", "stay_months": "在留期間（月）", "stay_days": "在留期間（日）",
    "stay_expires_on": "在留期間の満了の日", "card_number": "在留カード等の番号", "card_kind": "在留カード等の番号の種別",
    "card_expires_on": "在留カード等の有効期間の満了の日", "passport_number": "旅券番号",
    "passport_issued_on": "旅券の発行年月日", "landing_permitted_on": "上陸許可年月日",
    "residence_notified": "住居地の届出", "by_landing_permit": "上陸許可証による転入",
    "individual_number": "個人番号", "resident_code": "住民票コード", "planned_on": "転出予定年月日",
    "planned_notified_on": "転出の届出年月日", "planned_basis": "転出の届出区分", "planned_country": "転出先の国（予定）",
    "planned_head": "転出先の世帯主（予定）", "confirmed_on": "転出年月日（確定）",
    "confirmed_notice_on": "転入通知年月日", "confirmed_basis": "転出確定の届出区分",
    "lot_main": "本番", "lot_branch_1": "枝番1", "lot_branch_2": "枝番2", "lot_branch_3": "枝番3",
    "block_number": "街区番号", "building_wing": "棟", "building_room": "号", "building_code": "方書コード",
    "town_kana": "町字のフリガナ", "lot_kana": "番地のフリガナ", "building_kana": "方書のフリガナ",
    "building_hidden": "方書の非表示", "area_branch_office": "支所", "area_district": "地区", "area_ward": "行政区",
    "area_neighbourhood": "班", "area_primary_school": "小学校区", "area_junior_high_school": "中学校区",
    "area_polling": "投票区", "area_assessing": "算定団体", "area_self_government": "自治会", "area_refuse": "ごみの収集区",
    "area_night_soil": "し尿の収集区", "address_serial": "住所の連番", "prior_serial": "転居前住所の連番",
    "former_serial": "転入前住所の連番", "unnotified_serial": "転入未届地の連番", "honseki_serial": "本籍の連番",
    "planned_serial": "転出先住所（予定）の連番", "confirmed_serial": "転出先住所（確定）の連番",
    "highest_serial": "最大住所連番", "phone": "電話番号", "guardianship": "成年被後見人", "remarks": "備考",
    "actual_head": "事実上の世帯主",
    "actual_relationship": "実続柄", "relationship_class": "続柄区分", "remade_number": "改製の連番",
    "remade_on": "改製の年月日", "name_priority": "氏名優先区分", "wide_area_number": "広域宛名番号",
    "wide_area_stop": "広域交付の発行停止", "glyph_unregistered": "外字の未登録",
    **{f"spare_code_{place}": f"予備コード{place}" for place in range(1, 6)},
    **{f"spare_item_{place}": f"予備項目{place}" for place in range(1, 6)},
    "event_reason": "異動事由", "event_class": "異動の区分", "event_notified_on": "届出日", "event_basis": "届出区分",
    "event_note": "留意事項", "valid_from": "この異動が効力を持つ日",
}  # fmt: skip


def _labels() -> dict[str, str]:
    found = dict(_PLAIN)
    for prefix, label in _ADDRESSES.items():
        found |= {f"{prefix}_{part}": f"{label}（{name}）" for part, name in _PARTS.items()}
    for name, label in _DATES.items():
        found |= {
            name: label,
            f"{name}_form": f"{label}（不詳等の区分）",
            f"{name}_text": f"{label}（記載どおりの表記）",
        }
    for prefix, label in _CAUSES.items():
        found |= {
            f"{prefix}_reason": f"{label}事由", f"{prefix}_notified_on": f"{label}届出の年月日",
            f"{prefix}_basis": f"{label}届出区分",
        }  # fmt: skip
    return found


LABELS: Mapping[str, str] = MappingProxyType(_labels())
"""By column of ``domain.flat`` what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line that a reader sees, made of ``columns``; ``is_name`` for names and addresses, which need the glyphs."""

    label: str
    columns: tuple[str, ...]
    text: Callable[[Row], str]
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ItemChange:
    """A line that two versions have differently. Of the 個人番号 it says only that there is another."""

    label: str
    before: str
    after: str
    is_name: bool = False


MASKED = "（表示しません）"


def _code_name(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda value: words.get(value, value)


def _day(value: date | None) -> str:
    return LegalDate.from_day(value).display(DateStyle.WAREKI) if value else ""


def _western(value: date | None) -> str:
    return LegalDate.from_day(value).display(DateStyle.WESTERN) if value else ""


_VALUES: dict[str, Callable[[Any], str]] = {
    "state": _code_name(STATES),
    "kind": _code_name(KINDS),
    "sex": lambda value: Sex(value).label,
    "category": lambda value: Category(value).label if value else "",
    "individual_number": lambda value: MASKED if value else "",
    "stay_expires_on": _western,
    **{name: lambda value: REASONS[value].label if value in REASONS else value
       for name in ("became_reason", "settled_reason", "removed_reason", "event_reason")},
    **{f"{name}_basis": lambda value: Basis(value).label if value else ""
       for name in ("became", "settled", "removed", "planned", "confirmed", "event")},
    "event_class": _code_name(CLASSES),
}  # fmt: skip


def value_text(column: str, value: Any) -> str:  # noqa: ANN401 - any value that a column holds
    """One column's value as a reader sees it; 個人番号 never."""
    if column in _VALUES:
        return _VALUES[column](value)
    if isinstance(value, bool):
        return "あり" if value else ""
    if isinstance(value, date) or value is None:
        return _day(value)
    return str(value) if value != 0 else ""


def _plain(*columns: str, is_name: bool = False) -> tuple[Item, ...]:
    return tuple(
        Item(label=LABELS[column], columns=(column,), text=_text_of(column), is_name=is_name)
        for column in columns
    )


def _text_of(column: str) -> Callable[[Row], str]:
    return lambda row: value_text(column, row[column])


def _date(name: str) -> Item:
    def text(row: Row) -> str:
        if row[name] is None:
            return ""
        stored = StoredDate(row[name].isoformat(), row[f"{name}_form"], row[f"{name}_text"])
        western = name == "birth" and row["kind"] == Kind.FOREIGN
        return LegalDate.from_storage(stored).display(DateStyle.WESTERN if western else DateStyle.WAREKI)

    return Item(label=LABELS[name], columns=(name, f"{name}_form", f"{name}_text"), text=text)


def _address(prefix: str) -> Item:
    def text(row: Row) -> str:
        place = (row[f"{prefix}_{part}"] for part in ("prefecture", "city", "town", "lot"))
        return one_line(*place, building=row[f"{prefix}_building"])

    columns = (f"{prefix}_municipality", *(f"{prefix}_{part}" for part in PARTS))
    return Item(label=_ADDRESSES[prefix], columns=columns, text=text, is_name=True)


def _cause(prefix: str) -> tuple[Item, ...]:
    return _plain(f"{prefix}_reason", f"{prefix}_notified_on", f"{prefix}_basis")


def _joined(label: str, columns: tuple[str, ...], shown: tuple[str, ...], *, between: str = "") -> Item:
    def text(row: Row) -> str:
        return between.join(str(row[column]) for column in shown if row[column])

    return Item(label=label, columns=columns, text=text)


_NAME_PARTS = ("full_name", "surname", "given_name")
_KANA = ("kana_surname", "kana_given")
_RELATIONSHIP = ("relationship_label", *(f"relationship_{place}" for place in range(1, 5)))
ITEMS: tuple[Item, ...] = (
    Item(label="氏名", columns=_NAME_PARTS, text=lambda row: str(row["full_name"]), is_name=True),
    _joined("氏名の振り仮名", _KANA, _KANA, between=BETWEEN),
    *_plain("kana_certified", "kana_confirmed"),
    *_plain("kanji_name", "former_surname", is_name=True),
    *_plain("former_surname_kana", "former_surname_kana_certified", "former_surname_kana_confirmed"),
    *_plain("alias", is_name=True),
    *_plain("alias_kana", "alias_kana_confirmed"),
    _date("birth"),
    *_plain("sex"),
    _joined("続柄", _RELATIONSHIP, ("relationship_label",)),
    *_plain("actual_relationship", "relationship_class", "household_number", "position"),
    *_plain("honseki", is_name=True),
    *_plain("honseki_municipality"),
    *_plain("honseki_head", is_name=True),
    _date("became_resident"),
    *_cause("became"),
    _address("address"),
    *_plain(
        "lot_main", "lot_branch_1", "lot_branch_2", "lot_branch_3", "block_number", "building_wing", "building_room",
        "building_code", "town_kana", "lot_kana", "building_kana", "building_hidden", "area_branch_office",
        "area_district", "area_ward", "area_neighbourhood", "area_primary_school", "area_junior_high_school",
        "area_polling", "area_assessing", "area_self_government", "area_refuse", "area_night_soil",
    ),
    _date("settled"),
    *_cause("settled"),
    *_plain("notified_on"),
    _address("former"),
    *_plain("former_country"),
    *_plain("former_head", is_name=True),
    _address("prior"),
    _address("unnotified"),
    _address("registered"),
    *_plain("nationality", "nationality_name", "category"),
    _date("foreign_since"),
    _date("alien_registered"),
    *_plain(
        "residence_status", "residence_status_code", "stay_period", "stay_years", "stay_months", "stay_days",
        "stay_expires_on", "card_number", "card_kind", "card_expires_on", "passport_number", "passport_issued_on",
        "landing_permitted_on", "residence_notified", "by_landing_permit", "individual_number", "resident_code",
        "planned_on", "planned_notified_on", "planned_basis",
    ),
    _address("planned"),
    *_plain("planned_country"),
    *_plain("planned_head", is_name=True),
    *_plain("confirmed_on", "confirmed_notice_on", "confirmed_basis"),
    _address("confirmed"),
    *_plain("state"),
    _date("removed_day"),
    *_cause("removed"),
    *_plain(
        "remarks", "actual_head", "phone", "guardianship", "name_priority", "wide_area_number", "wide_area_stop",
        "glyph_unregistered", *(f"spare_code_{place}" for place in range(1, 6)),
        *(f"spare_item_{place}" for place in range(1, 6)), "remade_number", "remade_on", "kind", "addressee_number",
        "record", "address_serial", "prior_serial", "former_serial", "unnotified_serial", "honseki_serial",
        "planned_serial", "confirmed_serial", "highest_serial",
    ),
)  # fmt: skip
"""All items in the order in which the law and the record list them; every column but those of the 異動 is in one."""
_BY_COLUMN = {column: item for item in ITEMS for column in item.columns}


def item_of(column: str) -> Item:
    """The line that ``column`` stands in. Raises KeyError for the columns of the 異動 itself."""
    return _BY_COLUMN[column]


def item_changes(before: Row, after: Row) -> list[ItemChange]:
    """The lines that differ; where a line reads the same and only a part of it differs, the part (a code)."""
    found = []
    for item in ITEMS:
        differing = [column for column in item.columns if before[column] != after[column]]
        if not differing:
            continue
        former, now = item.text(before), item.text(after)
        if former != now or item.columns == ("individual_number",):
            found.append(ItemChange(label=item.label, before=former, after=now, is_name=item.is_name))
            continue
        found += [
            ItemChange(
                label=LABELS[column], before=value_text(column, before[column]),
                after=value_text(column, after[column]),
            )
            for column in differing
        ]  # fmt: skip
    return found
