"""Columns of a resident as the form of an 異動 names them: where a fault is shown, and what the item is called."""

from juki.systems.registry.domain.flat import PARTS
from juki.systems.registry.domain.items import GROUPS, Group, group_of

_LABELS = {
    Group.NAME: "氏名", Group.KANA: "氏名の振り仮名", Group.FORMER_SURNAME: "旧氏", Group.ALIAS: "通称",
    Group.BIRTH: "生年月日", Group.SEX: "性別", Group.RELATIONSHIP: "続柄", Group.ADDRESS: "住所",
    Group.DETAIL: "住所の細目", Group.AREAS: "地区", Group.BECAME: "住民となった日", Group.SETTLED: "住所を定めた日",
    Group.NOTIFIED: "届出年月日", Group.FORMER: "転入前住所", Group.PRIOR: "転居前住所",
    Group.REGISTERED: "未届地・最終住民登録地", Group.REGISTER: "本籍・筆頭者", Group.FOREIGN: "法第30条の45の事項",
    Group.INDIVIDUAL_NUMBER: "個人番号", Group.RESIDENT_CODE: "住民票コード", Group.PLANNED: "転出先(予定)",
    Group.CONFIRMED: "転出先(確定)", Group.REMOVED: "消除", Group.REMARKS: "備考", Group.OFFICE: "事務上の項目",
    Group.REMADE: "改製",
}  # fmt: skip

_NAME = {
    "full_name": "full", "surname": "surname", "given_name": "given", "kanji_name": "kanji",
    "kana_surname": "kana_surname", "kana_given": "kana_given", "kana_certified": "kana_certified",
    "kana_confirmed": "kana_confirmed", "former_surname": "former_surname",
    "former_surname_kana": "former_surname_kana", "alias": "alias", "alias_kana": "alias_kana",
    "former_surname_kana_certified": "former_surname_kana_certified", "alias_kana_confirmed": "alias_kana_confirmed",
    "former_surname_kana_confirmed": "former_surname_kana_confirmed",
}  # fmt: skip
_BLOCKS = {
    "nationality": "nationality", "nationality_name": "nationality_name", "category": "category",
    "foreign_since": "since", "alien_registered": "alien_registered", "residence_status": "status",
    "residence_status_code": "status_code", "stay_period": "period", "stay_years": "stay_years",
    "stay_months": "stay_months", "stay_days": "stay_days", "stay_expires_on": "expires_on",
    "card_number": "card_number", "card_kind": "card_kind", "card_expires_on": "card_expires_on",
    "passport_number": "passport_number", "passport_issued_on": "passport_issued_on",
    "landing_permitted_on": "landing_permitted_on", "residence_notified": "residence_notified",
    "by_landing_permit": "by_landing_permit",
}  # fmt: skip
_REGISTER = {"honseki": "honseki", "honseki_municipality": "municipality", "honseki_head": "head"}
_WHOLE = {
    Group.BIRTH: "birth", Group.SEX: "sex", Group.ADDRESS: "address", Group.BECAME: "became_resident",
    Group.SETTLED: "settled", Group.NOTIFIED: "notified_on", Group.FORMER: "former_address",
    Group.PRIOR: "prior_address", Group.INDIVIDUAL_NUMBER: "individual_number",
    Group.RESIDENT_CODE: "resident_code", Group.REMARKS: "remarks",
}  # fmt: skip
_OWN = (
    "former_head", "actual_head", "actual_relationship", "relationship_class",
    *(f"{day}_{part}" for day in ("became", "settled") for part in ("reason", "notified_on", "basis")),
)  # fmt: skip
_DETAILS = (Group.DETAIL, Group.AREAS, Group.OFFICE)


def _paths() -> dict[str, str]:
    found = {column: f"items.{field}" for group, field in _WHOLE.items() for column in GROUPS[group]}
    found |= {column: f"items.name.{field}" for column, field in _NAME.items()}
    found |= {column: f"items.register.{field}" for column, field in _REGISTER.items()}
    found |= {column: f"items.details.{column}" for group in _DETAILS for column in GROUPS[group]}
    for column, field in _BLOCKS.items():
        found |= {column + ending: f"items.foreign.{field}" for ending in ("", "_form", "_text")}
    for column in GROUPS[Group.REGISTERED]:
        found[column] = f"items.{column.split('_')[0]}_address"
    found |= dict.fromkeys(GROUPS[Group.RELATIONSHIP], "relationship")
    for prefix, group in (("planned", Group.PLANNED), ("confirmed", Group.CONFIRMED)):
        parts = ("municipality", "country", *PARTS)
        found |= {f"{prefix}_{part}": f"items.{prefix}_address" for part in parts
                  if f"{prefix}_{part}" in GROUPS[group]}  # fmt: skip
    found |= {f"removed_day{ending}": "items.removed_day" for ending in ("", "_form", "_text")}
    return found | {column: f"items.{column}" for column in _OWN}


_PATHS = _paths()


def path_of(column: str) -> str:
    """The field of ``column``, relative to the person: ``full_name`` is at ``items.name.full``."""
    return _PATHS.get(column, f"items.{column}")


def label_of(column: str) -> str:
    """What the item is called. Columns of no group follow of themselves, and are called 記載事項."""
    try:
        return _LABELS[group_of(column)]
    except KeyError:
        return "記載事項"


def at(person: int, path: str) -> str:
    """The whole path; ``person`` counts from 0."""
    return f"persons.{person}.{path}"
