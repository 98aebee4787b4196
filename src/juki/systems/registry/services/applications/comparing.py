"""Before and after, side by side: the record as it stands, and as it would be. Source: STD 4.0.8, 4.0.9, 20.0.1."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from juki.kernel.values.address import Address
from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.values.legal_date import DateStyle
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.items import SERIALS, Group, columns_of
from juki.systems.registry.domain.movement import Household, Movement, Outcome, Scene
from juki.systems.registry.domain.resident import Kind, Resident, State
from juki.systems.registry.services.drafting import is_placeholder
from juki.systems.registry.services.item_labels import item_changes, item_of
from juki.systems.registry.services.veiling import NOT_SHOWN, Hidden, labels_of

MASK = "●" * 12
CODE_MASK = "●" * 11
_KINDS = {Kind.JAPANESE: "日本人", Kind.FOREIGN: "外国人"}
_STATES = {State.RESIDENT: "", State.MOVED_OUT: "転出", State.DEAD: "死亡", State.REMOVED: "消除"}
_TOLD = frozenset(
    item_of(column).label
    for column in (
        "full_name", "kana_surname", "kana_certified", "kanji_name", "former_surname", "former_surname_kana", "alias",
        "alias_kana", "kind", "birth", "sex", "relationship_label", "address_town", "settled", "became_resident",
        "notified_on", "former_town", "honseki", "honseki_head", "nationality_name", "category", "foreign_since",
        "residence_status", "stay_period", "stay_expires_on", "card_number", "prior_town", "unnotified_town",
        "registered_town", "planned_on", "planned_town", "confirmed_on", "confirmed_town", "state", "removed_day",
        "remarks", "actual_head", "actual_relationship", "remade_number", "individual_number", "resident_code", "record",
        "household_number", "position", "addressee_number", *SERIALS,
    )
)  # fmt: skip
"""What has a line of its own (see ``_items``), and what follows from the place in the household."""
_OF_NEWCOMERS = columns_of(
    Group.DETAIL,
    Group.AREAS,
    Group.OFFICE,
    Group.KANA,
    Group.FORMER_SURNAME,
    Group.ALIAS,
    Group.FOREIGN,
    Group.REGISTER,
)


class Row(msgspec.Struct, frozen=True):
    """One item; ``before`` is empty where there was no record."""

    label: str
    before: str
    after: str
    changed: bool


class Section(msgspec.Struct, frozen=True):
    """A household, or one person. ``addressee_number`` is empty for whoever gets one with the 本登録.

    ``about``: an 異動者, not somebody who is only touched by it.
    """

    title: str
    addressee_number: str
    rows: list[Row]
    sort: Literal["household", "person"] = "person"
    about: bool = True


def compared(scene: Scene, movement: Movement, drafted: Outcome, *, hidden: Hidden) -> list[Section]:
    """Each household that is touched, then the 異動者 in the order of the form, then whoever else gets a version.

    What is ``hidden`` is masked; whether it changed is told all the same.
    """
    sections = [_household(scene, drafted, one) for one in drafted.households]
    for place, (number, about) in enumerate(_order(movement, drafted), start=1):
        before, after = scene.residents.get(number), drafted.after(number)
        if after is None:
            continue
        rows = _person(before, after, hidden)
        shown = "" if is_placeholder(number) else number
        title = f"{place}人目" if about else "世帯員"
        sections.append(Section(title, shown, rows, about=about))
    return sections


def _order(movement: Movement, drafted: Outcome) -> Iterator[tuple[str, bool]]:
    """Everybody of whom a version is written, and whether it is about them."""
    written: dict[str, bool] = {}
    for one in drafted.versions:
        number = one.resident.addressee_number
        written[number] = written.get(number, False) or one.about
    new = iter([number for number in written if is_placeholder(number)])
    chosen = [person.addressee_number or next(new, "") for person in movement.persons]
    order = dict.fromkeys([*chosen, *(number for number, about in written.items() if about), *written])
    yield from ((number, written[number]) for number in order if number in written)


def _household(scene: Scene, drafted: Outcome, household: Household) -> Section:
    earlier = scene.households.get(household.number)
    before = [scene.residents[number] for number in earlier.members] if earlier else []
    after = [drafted.after(number) or scene.residents[number] for number in household.members]
    title = "新しい世帯" if is_placeholder(household.number) else f"世帯 {household.number}"
    rows = _rows(_household_items(before), _household_items(after))
    return Section(title, "", rows, sort="household", about=False)


def _household_items(members: Sequence[Resident]) -> dict[str, str]:
    head = next((member.names.full for member in members if member.is_head), "")
    return {
        "世帯主": head,
        "住所": members[0].address.one_line if members else "",
        "世帯員": "、".join(f"{one.names.full}({one.relationship.label})" for one in members),
        "人数": f"{len(members)}人" if members else "",
    }


def _person(before: Resident | None, after: Resident, hidden: Hidden) -> list[Row]:
    rows = _rows(_items(before) if before else {}, _items(after)) + _others(before, after)
    not_shown = labels_of(hidden)
    rows = [_veiled(row) if row.label in not_shown else row for row in rows]
    old = before.individual_number if before else ""
    new = after.individual_number
    with_number = FieldGroup.INDIVIDUAL_NUMBER not in hidden
    shown = (old, new) if with_number else (MASK if old else "", MASK if new else "")
    rows.append(Row("個人番号", *shown, changed=old != new))
    if before and before.resident_code != after.resident_code:
        with_code = FieldGroup.RESIDENT_CODE not in hidden
        rows.append(_code(before.resident_code, after.resident_code, with_code=with_code))
    return rows


def _veiled(row: Row) -> Row:
    return msgspec.structs.replace(row, before=row.before and NOT_SHOWN, after=row.after and NOT_SHOWN)


def _code(old: str, new: str, *, with_code: bool) -> Row:
    """住民票コード: a new one is not known before it is taken from the stock."""
    shown = "(本登録で付番)" if is_placeholder(new) else new if with_code else CODE_MASK
    return Row("住民票コード", old if with_code else CODE_MASK, shown, changed=True)


def _others(before: Resident | None, after: Resident) -> list[Row]:
    """Every other item that changes, line by line: nothing is recorded that nobody could look at.

    Of an address of which only a code changes that code; of somebody new what the office keeps and what was typed.
    """
    row = flat(after)
    if before is not None:
        told = _TOLD - {item_of("became_resident").label} if after.foreign else _TOLD
        found = [one for one in item_changes(flat(before), row) if one.label not in told]
        return [Row(one.label, one.before, one.after, changed=True) for one in found]
    lines = dict.fromkeys(item_of(column) for column in row if column in _OF_NEWCOMERS)
    return [
        Row(one.label, "", text, changed=True)
        for one in lines
        if one.label not in _TOLD and (text := one.text(row))
    ]


def _rows(before: Mapping[str, str], after: Mapping[str, str]) -> list[Row]:
    """Items that are blank on both sides are left out."""
    labels = dict.fromkeys([*after, *before])
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [Row(label, old, new, old != new) for label, old, new in pairs if old or new]


def _items(one: Resident) -> dict[str, str]:
    names, foreign, register, former = one.names, one.foreign, one.register, one.former
    style = DateStyle.WESTERN if foreign else DateStyle.WAREKI
    items = {
        "氏名": names.full, "フリガナ": names.kana + ("(公証)" if names.kana_certified else ""),
        "漢字氏名": names.kanji, "旧氏": names.former_surname, "旧氏の振り仮名": names.former_surname_kana,
        "通称": names.alias, "通称のフリガナ": names.alias_kana, "住民種別": _KINDS[one.kind],
        "生年月日": one.birth.display(style), "性別": one.sex.label, "続柄": one.relationship.label,
        "住所": one.address.one_line, "住所を定めた年月日": one.settled.display(),
        "住民となった年月日": one.certified_since.display(), "異動日": one.event.day.display(),
        "届出日": JAPANESE_ERAS.write_day(one.notified_on) if one.notified_on else "",
        "転入前住所": former.address.one_line if former else "",
        "本籍": register.honseki if register else "", "筆頭者": register.head if register else "",
    }  # fmt: skip
    if foreign:
        items |= {
            "国籍・地域": foreign.nationality_name, "法第30条の45に規定する区分": foreign.category.label,
            "在留資格": foreign.status, "在留期間等": foreign.period,
            "在留期間の満了の日": foreign.expires_on.isoformat() if foreign.expires_on else "",
            "在留カード等の番号": foreign.card_number,
        }  # fmt: skip
    return items | _elsewhere(one) | {
        "備考": one.administration.remarks, "事実上の世帯主": one.administration.actual_head,
        "実続柄": one.administration.actual_relationship,
        "改製": f"{one.administration.remade_number}回" if one.administration.remade_number else "",
    }  # fmt: skip


def _elsewhere(one: Resident) -> dict[str, str]:
    """Other addresses, and the end of the record."""
    planned, confirmed, removed = one.planned, one.confirmed, one.removed
    return {
        "転居前住所": _line(one.prior), "転入未届地": _line(one.unnotified), "最終登録住所地": _line(one.last_registered),
        "転出予定年月日": JAPANESE_ERAS.write_day(planned.day) if planned else "",
        "転出先住所（予定）": _line(planned.address) if planned else "",
        "転出年月日（確定）": JAPANESE_ERAS.write_day(confirmed.day) if confirmed else "",
        "転出先住所（確定）": _line(confirmed.address) if confirmed else "",
        "消除": _STATES[one.state], "消除の異動年月日": removed.day.display() if removed else "",
    }  # fmt: skip


def _line(address: Address | None) -> str:
    return address.one_line if address else ""
