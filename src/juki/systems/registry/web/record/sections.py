"""All items of a 住民票 under their headings, in the order in which the law and the record list them.

Source: 住基法7条, 30条の45; STD 1.1.1, 1.1.2, 1.1.8, 1.1.9, 1.1.18.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.screens.rendering import wareki
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.field_groups import columns_of
from juki.systems.registry.domain.resident import Basis, Category, Kind, Sex
from juki.systems.registry.services.item_labels import CLASSES, KINDS, LABELS, STATES
from juki.systems.registry.services.showing import (
    ShownAddress,
    ShownCause,
    ShownConfirmation,
    ShownForeign,
    ShownPlan,
    ShownResident,
)
from juki.systems.registry.services.veiling import NOT_SHOWN


class Line(NamedTuple):
    """An item. ``how`` is ``name`` for names and addresses; ``column`` leads to where it comes from; ``always`` shows a blank."""

    label: str
    text: str
    how: str = ""
    column: str = ""
    always: bool = False


class Section(NamedTuple):
    """Items under a heading."""

    title: str
    lines: list[Line]


def sections_of(resident: ShownResident, *, head: str, blanks: bool) -> list[Section]:
    """The items but 個人番号; of blank ones only those that every 住民票 has, all of them with ``blanks``."""
    found = [
        Section("基本", _basic(resident)),
        Section("世帯", _household(resident, head)),
        Section("住所", _addresses(resident)),
        Section("住民となった日・住所を定めた日・届出", _days(resident)),
        Section("戸籍の表示", _register(resident)),
        Section("外国人住民に関する事項", _foreign(resident.foreign) if resident.foreign else []),
        Section(
            "転出・消除", [*_plan(resident.planned), *_confirmed(resident.confirmed), *_removed(resident)]
        ),
        Section("番号", _numbers(resident)),
        Section("その他の管理項目", _office(resident)),
    ]
    not_shown = columns_of(resident.hidden)
    kept = [
        Section(
            one.title,
            [
                line._replace(text=NOT_SHOWN, how="") if line.column in not_shown else line
                for line in one.lines
                if blanks or line.text or line.always
            ],
        )
        for one in found
    ]
    return [one for one in kept if one.lines]


def reason_of(resident: ShownResident) -> str:
    """異動事由 with 記載, 消除 or 修正."""
    return f"{reason_word(resident.event_reason)}（{CLASSES[resident.event_class]}）"


def reason_word(code: str) -> str:
    """What an 異動事由 is called; of an unknown one the code."""
    return REASONS[code].label if code in REASONS else code


def _own(column: str, text: str, how: str = "", *, always: bool = False) -> Line:
    return Line(LABELS[column], text, how, column, always)


def _basic(resident: ShownResident) -> list[Line]:
    name = resident.name
    foreign = resident.kind == Kind.FOREIGN
    return [
        Line("氏名", name.full, "name", "full_name", always=True),
        _reading("氏名の振り仮名", name.kana, "kana_surname", certified=name.kana_certified, confirmed=name.kana_confirmed),
        *([_own("kanji_name", name.kanji, "name"), _own("alias", name.alias, "name"),
           _reading("通称のフリガナ", name.alias_kana, "alias_kana", certified=None, confirmed=name.alias_kana_confirmed)]
          if foreign else
          [_own("former_surname", name.former_surname, "name"),
           _reading("旧氏の振り仮名", name.former_surname_kana, "former_surname_kana",
                    certified=name.former_surname_kana_certified,
                    confirmed=name.former_surname_kana_confirmed)]),
        Line("生年月日", resident.birth.text, "", "birth", always=True),
        _own("sex", Sex(resident.sex).label, always=True),
        Line("住民種別", KINDS[resident.kind], "", "kind"),
        Line("住民状態", STATES[resident.state], "", "state"),
    ]  # fmt: skip


def _reading(label: str, text: str, column: str, *, certified: bool | None, confirmed: bool = False) -> Line:
    """A reading is shown as what it is: certified, or marked as not. Of 通称 there is no 公証. Source: STD 1.1.18."""
    marks = ["本人確認済み"] if confirmed else []
    if certified is False:
        marks.insert(0, "未公証")
    told = f"{text}（{'・'.join(marks)}）" if text and marks else text
    return Line(label, told, "", column)


def _household(resident: ShownResident, head: str) -> list[Line]:
    office = resident.administration
    return [
        Line("世帯主の氏名", head, "name", always=True),
        Line("続柄", resident.relationship, "", "relationship_label", always=True),
        _own("actual_relationship", office.actual_relationship),
        _own("relationship_class", office.relationship_class),
        _own("household_number", resident.household_number, always=True),
        _own("position", str(resident.position), always=True),
    ]


def _addresses(resident: ShownResident) -> list[Line]:
    address = resident.address
    return [
        Line("住所", _line(address), "name", "address_town", always=True),
        Line("郵便番号", _postal(address.postal_code), "", "address_postal_code"),
        Line("市区町村コード", address.municipality, "", "address_municipality"),
        Line("町字コード", address.town_code, "", "address_town_code"),
        *_plain(resident.detail),
        *_plain(resident.areas),
        Line("転居前住所", _line(resident.prior), "name", "prior_town"),
        Line("転入前住所", _line(resident.former_address), "name", "former_town"),
        _own("former_head", resident.former_head, "name"),
        Line("転入未届地", _line(resident.unnotified), "name", "unnotified_town"),
        Line("最終登録住所地（記載事項外）", _line(resident.last_registered), "name", "registered_town"),
    ]  # fmt: skip


def _days(resident: ShownResident) -> list[Line]:
    """Of a foreign resident 外国人住民となった年月日 stands in the block of 30条の45."""
    entered = resident.entered_on or resident.became_resident
    return [
        Line(
            "住民となった年月日", entered.text, "", "became_resident", always=resident.kind == Kind.JAPANESE
        ),
        *_cause("became", resident.became_by),
        Line("住所を定めた年月日", resident.settled.text, "", "settled", always=True),
        *_cause("settled", resident.settled_by),
        _own("notified_on", wareki(resident.notified_on)),
    ]


def _register(resident: ShownResident) -> list[Line]:
    if resident.kind == Kind.FOREIGN:
        return []
    return [
        _own("honseki", resident.honseki, "name", always=True),
        _own("honseki_head", resident.honseki_head, "name", always=True),
        _own("honseki_municipality", resident.honseki_municipality),
    ]


def _foreign(block: ShownForeign) -> list[Line]:
    return [
        Line("国籍・地域", block.nationality_name or block.nationality, "", "nationality", always=True),
        _own("category", Category(block.category).label if block.category else "", always=True),
        Line("外国人住民となった年月日", block.since.text, "", "foreign_since", always=True),
        _own("residence_status", block.status, always=not block.category),
        _own("residence_status_code", block.status_code),
        _own("stay_period", block.period),
        Line("在留期間（年・月・日）", _stay(block), "", "stay_years"),
        _own("stay_expires_on", _western(block.expires_on)),
        _own("card_number", block.card_number),
        _own("card_kind", block.card_kind),
        _own("card_expires_on", wareki(block.card_expires_on)),
        _own("passport_number", block.passport_number),
        _own("passport_issued_on", wareki(block.passport_issued_on)),
        _own("landing_permitted_on", wareki(block.landing_permitted_on)),
        _own("residence_notified", _flag(value=block.residence_notified)),
        _own("by_landing_permit", _flag(value=block.by_landing_permit)),
        Line(LABELS["alien_registered"], block.alien_registered.text if block.alien_registered else "", "",
             "alien_registered"),
    ]  # fmt: skip


def _plan(plan: ShownPlan | None) -> list[Line]:
    if plan is None:
        return []
    return [
        _own("planned_on", wareki(plan.day), always=True),
        _own("planned_notified_on", wareki(plan.notified_on)),
        _own("planned_basis", _basis(plan.basis)),
        Line("転出先住所（予定）", _line(plan.address), "name", "planned_town", always=True),
        _own("planned_head", plan.head, "name"),
    ]


def _confirmed(confirmed: ShownConfirmation | None) -> list[Line]:
    if confirmed is None:
        return []
    return [
        _own("confirmed_on", wareki(confirmed.day), always=True),
        _own("confirmed_notice_on", wareki(confirmed.notice_on)),
        _own("confirmed_basis", _basis(confirmed.basis)),
        Line("転出先住所（確定）", _line(confirmed.address), "name", "confirmed_town", always=True),
    ]


def _removed(resident: ShownResident) -> list[Line]:
    if resident.removed is None:
        return []
    return [
        Line("消除の異動年月日", resident.removed.day.text, "", "removed_day", always=True),
        *_cause("removed", resident.removed.cause),
    ]


def _numbers(resident: ShownResident) -> list[Line]:
    return [
        _own("resident_code", resident.resident_code, always=True),
        _own("addressee_number", resident.addressee_number),
        _own("record", str(resident.record)),
        _own("wide_area_number", resident.administration.wide_area_number),
    ]


def _office(resident: ShownResident) -> list[Line]:
    """備考 stands in the 統合記載欄; what is told elsewhere on the page is left out."""
    elsewhere = {"remarks", "actual_head", "actual_relationship", "relationship_class", "wide_area_number"}
    return [
        *(one for one in _plain(resident.administration) if one.column not in elsewhere),
        *_plain(resident.serials),
    ]


def _plain(items: object) -> list[Line]:
    """Every field of a plain structure whose fields are columns; a code of 0 is none."""
    found = []
    for column, value in msgspec.to_builtins(items).items():
        text = _flag(value=value) if isinstance(value, bool) else str(value) if value else ""
        found.append(_own(column, wareki(text) if column.endswith("_on") else text))
    return found


def _cause(prefix: str, cause: ShownCause | None) -> Iterable[Line]:
    if cause is None:
        return []
    return [
        _own(f"{prefix}_reason", reason_word(cause.reason)),
        _own(f"{prefix}_notified_on", wareki(cause.notified_on)),
        _own(f"{prefix}_basis", _basis(cause.basis)),
    ]


def _line(address: ShownAddress | None) -> str:
    if address is None:
        return ""
    return f"{address.one_line}（{address.country}）" if address.country else address.one_line


def _postal(code: str) -> str:
    return f"{code[:3]}-{code[3:]}" if len(code) == 7 else code


def _stay(block: ShownForeign) -> str:
    parts = ((block.stay_years, "年"), (block.stay_months, "月"), (block.stay_days, "日"))
    return "".join(f"{value}{unit}" for value, unit in parts if value)


def _western(day: str) -> str:
    return LegalDate.from_day(date.fromisoformat(day)).display(DateStyle.WESTERN) if day else ""


def _flag(*, value: bool) -> str:
    return "あり" if value else ""


def _basis(value: str) -> str:
    return Basis(value).label if value else ""
