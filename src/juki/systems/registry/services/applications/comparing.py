"""Before and after, side by side: the record as it stands, and as it would be. Source: STD 4.0.8, 4.0.9, 20.0.1."""

from collections.abc import Mapping, Sequence

import msgspec

from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.values.legal_date import DateStyle
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.resident import Kind, Resident
from juki.systems.registry.services import residents
from juki.systems.registry.services.applications.checking import former_of
from juki.systems.registry.services.arrivals import Arrival

MASK = "●" * 12
_KINDS = {Kind.JAPANESE: "日本人", Kind.FOREIGN: "外国人"}


class Row(msgspec.Struct, frozen=True):
    """One item; ``before`` is empty where there was no record."""

    label: str
    before: str
    after: str
    changed: bool


class Section(msgspec.Struct, frozen=True):
    """The household, or one person. ``addressee_number`` is empty for whoever gets one with the 本登録."""

    title: str
    addressee_number: str
    rows: list[Row]


def compared(move: MoveIn, codes: Sequence[str], *, with_numbers: bool) -> list[Section]:
    """The household first, then each person in the order of the form. ``codes`` are 住民票コード, empty where unconfirmed.

    Without ``with_numbers`` 個人番号 are masked; whether one changed is told all the same.
    """
    members = residents.current_members(move.joins) if move.joins else []
    former = former_of(move, codes)
    arrivals = Arrival.of(
        move, codes, former=former, fresh=[""] * (len(codes) - len(former)), household_number=move.joins or "",
        present=len(members),
    )  # fmt: skip
    coming = [arrival.resident for arrival in arrivals]
    sections = [_household(members, [*members, *coming], move)]
    for place, arrival in enumerate(arrivals):
        number = arrival.former.addressee_number if arrival.former else ""
        before = residents.current(number) if number else None
        sections.append(
            Section(f"{place + 1}人目", number, _person(before, arrival.resident, with_numbers=with_numbers))
        )
    return sections


def _household(before: Sequence[Resident], after: Sequence[Resident], move: MoveIn) -> Section:
    rows = _rows(_household_items(before), _household_items(after))
    return Section(f"世帯 {move.joins}" if move.joins else "新しい世帯", "", rows)


def _household_items(members: Sequence[Resident]) -> dict[str, str]:
    head = next((member.names.full for member in members if member.is_head), "")
    return {
        "世帯主": head,
        "住所": members[0].address.one_line if members else "",
        "世帯員": "、".join(f"{one.names.full}({one.relationship.label})" for one in members),
        "人数": f"{len(members)}人" if members else "",
    }


def _person(before: Resident | None, after: Resident, *, with_numbers: bool) -> list[Row]:
    rows = _rows(_items(before) if before else {}, _items(after))
    old = before.individual_number if before else ""
    new = after.individual_number
    shown = (old, new) if with_numbers else (MASK if old else "", MASK)
    return [*rows, Row("個人番号", *shown, changed=old != new)]


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
    return items
