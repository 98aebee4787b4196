"""Items of a person as fields of the form, as data: what the catalogue lets an 異動事由 change, somebody can type here.

A field's ``path`` is that of ``ItemsForm`` (``name.surname``), ``columns`` are the columns of the record it writes.
Source: 住基法7条, 30条の45; STD 1.1.1, 1.1.2, 1.1.8, 1.1.9.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from juki.systems.registry.domain.change_rules.correcting import FOLLOWS
from juki.systems.registry.domain.flat import PARTS
from juki.systems.registry.domain.items import GROUPS, Group, columns_of
from juki.systems.registry.domain.resident import Kind
from juki.systems.registry.services.item_labels import LABELS as COLUMN_LABELS
from juki.systems.registry.web import application_words as words

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemField:
    """One field. ``control``: text, name, digits, day, unknown, western, select, check, area or place.

    ``only`` is the kind of resident who has the item; ``secret`` is 個人番号: never filled in, typed by its own right.
    ``corrected``: it follows from an 異動 of its own, and only a 修正 writes it by hand.
    """

    path: str
    label: str
    columns: tuple[str, ...]
    control: str = "text"
    options: Options = ()
    only: Kind | None = None
    secret: bool = False
    length: int = 0
    corrected: bool = False


def _day(name: str) -> tuple[str, ...]:
    return (name, f"{name}_form", f"{name}_text")


_J, _F = Kind.JAPANESE, Kind.FOREIGN
_NAME = (
    ItemField(path="name.surname", label="氏", columns=("surname", "full_name"), control="name", only=_J),
    ItemField(path="name.given", label="名", columns=("given_name", "full_name"), control="name", only=_J),
    ItemField(
        path="name.full",
        label="氏名（在留カード等のとおり）",
        columns=("full_name",),
        control="name",
        only=_F,
    ),
    ItemField(path="name.kanji", label="漢字氏名", columns=("kanji_name",), control="name", only=_F),
)
_KANA = (
    ItemField(path="name.kana_surname", label="氏のフリガナ", columns=("kana_surname",)),
    ItemField(path="name.kana_given", label="名のフリガナ", columns=("kana_given",)),
    ItemField(path="name.kana_certified", label="戸籍のフリガナ（公証）", columns=("kana_certified",), control="check",
              only=_J),
    ItemField(path="name.kana_confirmed", label="フリガナを本人に確認した", columns=("kana_confirmed",), control="check"),
)  # fmt: skip
_FORMER_SURNAME = (
    ItemField(path="name.former_surname", label="旧氏", columns=("former_surname",), control="name", only=_J),
    ItemField(path="name.former_surname_kana", label="旧氏のフリガナ", columns=("former_surname_kana",), only=_J),
    ItemField(path="name.former_surname_kana_certified", label="旧氏のフリガナの公証",
              columns=("former_surname_kana_certified",), control="check", only=_J),
    ItemField(path="name.former_surname_kana_confirmed", label="旧氏のフリガナを本人に確認した",
              columns=("former_surname_kana_confirmed",), control="check", only=_J),
)  # fmt: skip
_ALIAS = (
    ItemField(path="name.alias", label="通称", columns=("alias",), control="name", only=_F),
    ItemField(path="name.alias_kana", label="通称のフリガナ", columns=("alias_kana",), only=_F),
    ItemField(path="name.alias_kana_confirmed", label="通称のフリガナを本人に確認した",
              columns=("alias_kana_confirmed",), control="check", only=_F),
)  # fmt: skip
_REGISTER = (
    ItemField(path="register.honseki", label="本籍", columns=("honseki",), control="name", only=_J),
    ItemField(path="register.head", label="筆頭者", columns=("honseki_head",), control="name", only=_J),
    ItemField(path="register.municipality", label="本籍の団体コード", columns=("honseki_municipality",),
              control="digits", only=_J, length=6),
)  # fmt: skip
_FOREIGN = (
    ItemField(path="foreign.nationality", label="国籍・地域コード", columns=("nationality",), only=_F),
    ItemField(path="foreign.nationality_name", label="国籍・地域", columns=("nationality_name",), only=_F),
    ItemField(path="foreign.category", label="規定区分", columns=("category",), control="select",
              options=words.CATEGORIES, only=_F),
    ItemField(path="foreign.since", label="外国人住民となった年月日", columns=_day("foreign_since"), control="unknown",
              only=_F),
    ItemField(path="foreign.status", label="在留資格", columns=("residence_status",), only=_F),
    ItemField(path="foreign.status_code", label="在留資格コード", columns=("residence_status_code",), only=_F),
    ItemField(path="foreign.period", label="在留期間等", columns=("stay_period",), only=_F),
    ItemField(path="foreign.stay_years", label="在留期間（年）", columns=("stay_years",), control="digits", only=_F,
              length=2),
    ItemField(path="foreign.stay_months", label="在留期間（月）", columns=("stay_months",), control="digits", only=_F,
              length=2),
    ItemField(path="foreign.stay_days", label="在留期間（日）", columns=("stay_days",), control="digits", only=_F,
              length=3),
    ItemField(path="foreign.expires_on", label="在留期間の満了の日", columns=("stay_expires_on",), control="western",
              only=_F),
    ItemField(path="foreign.card_number", label="在留カード等の番号", columns=("card_number",), only=_F),
    ItemField(path="foreign.card_kind", label="在留番号種別", columns=("card_kind",), only=_F),
    ItemField(path="foreign.card_expires_on", label="在留カード等の有効期間の満了の日", columns=("card_expires_on",),
              control="western", only=_F),
    ItemField(path="foreign.passport_number", label="旅券番号", columns=("passport_number",), only=_F),
    ItemField(path="foreign.passport_issued_on", label="旅券発行年月日", columns=("passport_issued_on",), control="day",
              only=_F),
    ItemField(path="foreign.landing_permitted_on", label="上陸許可年月日", columns=("landing_permitted_on",),
              control="day", only=_F),
    ItemField(path="foreign.residence_notified", label="住居地の届出あり", columns=("residence_notified",),
              control="check", only=_F),
    ItemField(path="foreign.by_landing_permit", label="上陸許可証による転入", columns=("by_landing_permit",),
              control="check", only=_F),
    ItemField(path="foreign.alien_registered", label="旧外国人登録法による登録年月日", columns=_day("alien_registered"),
              control="unknown", only=_F),
)  # fmt: skip
_FLAGS = frozenset({"building_hidden", "guardianship", "glyph_unregistered"})


def _details(group: Group) -> tuple[ItemField, ...]:
    return tuple(
        ItemField(
            path=f"details.{column}", label=COLUMN_LABELS[column], columns=(column,),
            control="check" if column in _FLAGS else "text",
        )
        for column in GROUPS[group]
    )  # fmt: skip


def _place(path: str, label: str, prefix: str, *, corrected: bool = False) -> ItemField:
    parts = ("municipality", *PARTS, "country")
    columns = tuple(column for part in parts if (column := f"{prefix}_{part}") in _PLACES)
    return ItemField(path=path, label=label, columns=columns, control="place", corrected=corrected)


_PLACES = frozenset(
    columns_of(Group.ADDRESS, Group.FORMER, Group.REGISTERED, Group.PRIOR, Group.PLANNED, Group.CONFIRMED)
)


def _single(column: str, label: str, control: str = "day", options: Options = ()) -> ItemField:
    return ItemField(
        path=column, label=label, columns=(column,), control=control, options=options, corrected=True
    )


def _cause(prefix: str, label: str) -> tuple[ItemField, ...]:
    return (
        _single(f"{prefix}_reason", f"{label}事由", "select", words.CAUSES),
        _single(f"{prefix}_notified_on", f"{label}届出の年月日"),
        _single(f"{prefix}_basis", f"{label}届出区分", "select", words.BASES),
    )


_PLANNED = (
    _single("planned_on", "転出予定年月日"),
    _single("planned_notified_on", "転出の届出年月日"),
    _single("planned_basis", "転出の届出区分", "select", words.BASES),
    _place("planned_address", "転出先（予定）", "planned", corrected=True),
    _single("planned_head", "転出先の世帯主（予定）", "name"),
)
_CONFIRMED = (
    _single("confirmed_on", "転出年月日（確定）"),
    _single("confirmed_notice_on", "転入通知年月日"),
    _single("confirmed_basis", "転出確定の届出区分", "select", words.BASES),
    _place("confirmed_address", "転出先（確定）", "confirmed", corrected=True),
)
_REMOVED = (
    ItemField(
        path="removed_day",
        label="消除の異動年月日",
        columns=_day("removed_day"),
        control="unknown",
        corrected=True,
    ),
    _single("removed_notified_on", "消除の届出の年月日"),
    _single("removed_basis", "消除の届出区分", "select", words.BASES),
)

FIELDS: Mapping[Group, tuple[ItemField, ...]] = MappingProxyType({
    Group.NAME: _NAME,
    Group.KANA: _KANA,
    Group.FORMER_SURNAME: _FORMER_SURNAME,
    Group.ALIAS: _ALIAS,
    Group.BIRTH: (ItemField(path="birth", label="生年月日", columns=_day("birth"), control="unknown"),),
    Group.SEX: (ItemField(path="sex", label="性別", columns=("sex",), control="select", options=words.SEXES),),
    Group.INDIVIDUAL_NUMBER: (
        ItemField(path="individual_number", label="個人番号", columns=("individual_number",), control="digits",
                  secret=True, length=12),
    ),
    Group.RESIDENT_CODE: (
        ItemField(path="resident_code", label="住民票コード", columns=("resident_code",), control="digits", length=11),
    ),
    Group.REGISTER: _REGISTER,
    Group.FOREIGN: _FOREIGN,
    Group.ADDRESS: (_place("address", "住所", "address"),),
    Group.DETAIL: _details(Group.DETAIL),
    Group.AREAS: _details(Group.AREAS),
    Group.BECAME: (
        ItemField(path="became_resident", label="住民となった年月日", columns=_day("became_resident"), control="unknown"),
        *_cause("became", "住民となった"),
    ),
    Group.SETTLED: (
        ItemField(path="settled", label="住所を定めた年月日", columns=_day("settled"), control="unknown"),
        *_cause("settled", "住所を定めた"),
    ),
    Group.NOTIFIED: (ItemField(path="notified_on", label="転入等の届出年月日", columns=("notified_on",), control="day"),),
    Group.FORMER: (
        _place("former_address", "転入前住所", "former"),
        ItemField(path="former_head", label="転入前の世帯主", columns=("former_head",), control="name"),
    ),
    Group.REGISTERED: (
        _place("unnotified_address", "転入未届地", "unnotified"),
        _place("registered_address", "最終登録住所地", "registered"),
    ),
    Group.RELATIONSHIP: (
        ItemField(path="actual_relationship", label="実際の続柄", columns=("actual_relationship",), control="name"),
        _single("relationship_class", "続柄区分", "text"),
    ),
    Group.PRIOR: (_place("prior_address", "転居前住所", "prior", corrected=True),),
    Group.PLANNED: _PLANNED,
    Group.CONFIRMED: _CONFIRMED,
    Group.REMOVED: _REMOVED,
    Group.REMARKS: (
        ItemField(path="remarks", label="備考", columns=("remarks",), control="area"),
        ItemField(path="actual_head", label="事実上の世帯主", columns=("actual_head",), control="name"),
    ),
    Group.OFFICE: _details(Group.OFFICE),
})  # fmt: skip
"""The fields of each group that somebody may type."""

FOLLOWING: frozenset[str] = FOLLOWS | frozenset({
    *(f"relationship_{place}" for place in range(1, 5)), "relationship_label",
    *(f"{prefix}_town_code" for prefix in ("address", "former", "unnotified", "registered")),
    *GROUPS[Group.REMADE],
})  # fmt: skip
"""Columns that the form of the 異動 itself does not ask for: they come from the day, the 届出区分, the household, the 転出先, or
from the address before."""

LABELS: Mapping[Group, str] = MappingProxyType({
    Group.NAME: "氏名", Group.KANA: "氏名のフリガナ", Group.FORMER_SURNAME: "旧氏", Group.ALIAS: "通称",
    Group.BIRTH: "生年月日", Group.SEX: "性別", Group.INDIVIDUAL_NUMBER: "個人番号",
    Group.RESIDENT_CODE: "住民票コード", Group.REGISTER: "本籍・筆頭者", Group.FOREIGN: "国籍・在留",
    Group.ADDRESS: "住所", Group.DETAIL: "住所の細目・方書", Group.AREAS: "地区・学区など",
    Group.BECAME: "住民となった年月日", Group.SETTLED: "住所を定めた年月日", Group.NOTIFIED: "届出年月日",
    Group.FORMER: "転入前住所", Group.REGISTERED: "未届地・最終登録住所地", Group.RELATIONSHIP: "実際の続柄・続柄区分",
    Group.REMARKS: "備考", Group.OFFICE: "事務上の項目", Group.PRIOR: "転居前住所", Group.PLANNED: "転出予定",
    Group.CONFIRMED: "転出確定", Group.REMOVED: "消除",
})  # fmt: skip
"""What the groups are called."""

PLACE_PARTS = ("postal_code", "prefecture", "city", "municipality", "town", "lot", "building")
"""The parts of an address that are typed, in the order of the keyboard."""
PLACE_LABELS = MappingProxyType({
    "postal_code": "郵便番号", "prefecture": "都道府県", "city": "市区町村", "municipality": "団体コード", "town": "町字",
    "lot": "番地・号", "building": "方書", "country": "国・地域コード", "town_code": "町字コード",
})  # fmt: skip

BY_PATH: Mapping[str, ItemField] = MappingProxyType(
    {one.path: one for fields in FIELDS.values() for one in fields}
)
"""Every field by its path."""


def typable(columns: frozenset[str]) -> frozenset[str]:
    """Those of ``columns`` that some field writes."""
    return columns & frozenset(column for one in BY_PATH.values() for column in one.columns)
