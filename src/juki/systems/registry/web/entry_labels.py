"""What the fields of the entry are called, for telling them apart in words."""

import re
from uuid import UUID

from juki.systems.registry.domain.move_out_errors import NoSuchMoveOutCertificate
from juki.systems.registry.services.change_items import DETAILS
from juki.systems.registry.services.item_labels import LABELS
from juki.systems.registry.web import application_words as words

_PERSON = re.compile(r"persons\.(\d{1,2})\.(.+)")
_FIELDS = {
    "reason": "異動事由",
    "moved_on": "異動日",
    "notified_on": "届出日",
    "former_abroad": "国外の住所",
    "note": "留意事項",
    "household.number": "加わる世帯の世帯番号",
    "household.mode": "世帯",
    "household.institution": "準世帯",
}
_PARTS = {
    "postal_code": "郵便番号",
    "prefecture": "都道府県",
    "city": "市区町村",
    "municipality": "市区町村コード",
    "town": "町字",
    "lot": "番地・号",
    "building": "方書",
    "country": "国",
}
_PLACES = {"address": "新住所", "former_address": "転入前住所", "registered_address": "最終登録住所地"}
_PERSONAL = {
    "kind": "住民種別",
    "name.surname": "氏",
    "name.given": "名",
    "name.full": "氏名",
    "name.kana_surname": "氏のフリガナ",
    "name.kana_given": "名のフリガナ",
    "name.kana_certified": "フリガナの公証",
    "name.kanji": "漢字氏名",
    "name.former_surname": "旧氏",
    "name.former_surname_kana": "旧氏のフリガナ",
    "name.alias": "通称",
    "name.alias_kana": "通称のフリガナ",
    "birth": "生年月日",
    "sex": "性別",
    "relationship": "続柄",
    "relationship_other": "その他の続柄",
    "individual_number": "個人番号",
    "register.honseki": "本籍",
    "register.head": "筆頭者",
    "foreign.nationality": "国籍・地域コード",
    "foreign.nationality_name": "国籍・地域",
    "foreign.category": "規定区分",
    "foreign.since": "外国人住民となった年月日",
    "foreign.status": "在留資格",
    "foreign.period": "在留期間等",
    "foreign.expires_on": "在留期間の満了の日",
    "foreign.card_number": "在留カード等の番号",
    "returns": "再転入の除票",
    "more.former_head": "転入前の世帯主",
    "more.actual_relationship": "実際の続柄",
    "more.actual_head": "事実上の世帯主",
    "more.remarks": "備考",
    **{f"more.details.{column}": LABELS[column] for column in DETAILS},
}
_CHOICES = {
    **dict(words.KINDS),
    **dict(words.SEXES),
    **dict(words.CATEGORIES),
    "found": "新しい世帯",
    "join": "既にある世帯に加わる",
    "yes": "する",
}


def label_of(name: str) -> str:
    """What a clerk calls the field; empty for what is no item of the notification."""
    if name in _FIELDS:
        return _FIELDS[name]
    place, _, part = name.partition(".")
    if place in _PLACES:
        return f"{_PLACES[place]}の{_PARTS[part]}" if part in _PARTS else ""
    person = _PERSON.fullmatch(name)
    if person and person[2] in _PERSONAL:
        return f"{int(person[1]) + 1}人目の{_PERSONAL[person[2]]}"
    return ""


def words_of(name: str, value: str) -> str:
    """A typed value in words, verbatim where it is text."""
    if name == "reason":
        return words.reason_words(value)[1] or value
    if name.endswith((".kind", ".sex", ".category", ".mode", ".kana_certified", ".institution")):
        return _CHOICES.get(value, value)
    return value


def identity(text: str) -> UUID:
    """The id of a 転出証明書情報.

    Raises:
        NoSuchMoveOutCertificate: no id at all.
    """
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchMoveOutCertificate from None
