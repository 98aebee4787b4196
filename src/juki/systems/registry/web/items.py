"""The items of a 住民票 with their labels, in the order in which the law lists them.

Source: 住基法7条, 30条の45; STD 1.1.1, 1.1.2, 1.1.9.
"""

from datetime import date

from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.screens.rendering import wareki
from juki.systems.registry.domain.event_reasons import REASONS, EventClass
from juki.systems.registry.domain.resident import Category, Kind, Sex, State
from juki.systems.registry.services.showing import ShownAddress, ShownForeign, ShownResident

STATES = {
    str(State.RESIDENT): "住民", str(State.MOVED_OUT): "転出", str(State.DEAD): "死亡", str(State.REMOVED): "消除",
}  # fmt: skip
KINDS = {str(Kind.JAPANESE): "日本人住民", str(Kind.FOREIGN): "外国人住民"}
CLASSES = {
    str(EventClass.ENTRY): "記載", str(EventClass.REMOVAL): "消除", str(EventClass.AMENDMENT): "修正",
}  # fmt: skip
Item = tuple[str, str, str]
"""Label, text and how it is drawn: ``name`` for names and addresses."""


def items_of(resident: ShownResident, *, head: str | None = None) -> list[Item]:
    """All items but 個人番号; 世帯主の氏名 only where ``head`` is given, for it is of another record."""
    return [
        *_names(resident),
        ("生年月日", resident.birth.text, ""),
        ("性別", Sex(resident.sex).label, ""),
        *([] if head is None else [("世帯主の氏名", head, "name")]),
        ("続柄", resident.relationship, ""),
        *_origin(resident),
        ("住所", _line(resident.address), "name"),
        ("住所を定めた年月日", resident.settled.text, ""),
        ("届出年月日", wareki(resident.notified_on), ""),
        ("従前の住所", _line(resident.former_address) if resident.former_address else "", "name"),
        *(_foreign(resident.foreign) if resident.foreign else ()),
        ("住民票コード", resident.resident_code, ""),
        ("世帯番号", resident.household_number, ""),
        ("記載順位", str(resident.position), ""),
        ("住民種別", KINDS[resident.kind], ""),
        ("住民状態", STATES[resident.state], ""),
    ]


def reason_of(resident: ShownResident) -> str:
    """異動事由 with 記載, 消除 or 修正."""
    reason = REASONS.get(resident.event_reason)
    return f"{reason.label if reason else resident.event_reason}（{CLASSES[resident.event_class]}）"


def changes(before: ShownResident, after: ShownResident) -> list[tuple[str, str, str, str]]:
    """Label, former text, new text and how they are drawn, of the items that two versions have differently."""
    former = {label: text for label, text, _ in items_of(before)}
    rows = [(label, former.get(label, ""), text, how) for label, text, how in items_of(after)]
    lost = [
        (label, text, "", how)
        for label, text, how in items_of(before)
        if label not in {row[0] for row in rows}
    ]
    return [row for row in (*rows, *lost) if row[1] != row[2]]


def _names(resident: ShownResident) -> list[Item]:
    name = resident.name
    certified = "氏名の振り仮名" if name.kana_certified else "氏名の振り仮名（公証されていないもの）"
    own: list[Item] = [("氏名", name.full, "name"), (certified, name.kana, "")]
    if resident.kind == Kind.FOREIGN:
        return [
            *own, ("漢字氏名", name.kanji, "name"), ("通称", name.alias, "name"), ("通称の振り仮名", name.alias_kana, ""),
        ]  # fmt: skip
    return [*own, ("旧氏", name.former_surname, "name"), ("旧氏の振り仮名", name.former_surname_kana, "")]


def _origin(resident: ShownResident) -> list[Item]:
    if resident.kind == Kind.FOREIGN:
        return [("外国人住民となった年月日", resident.became_resident.text, "")]
    return [
        ("本籍", resident.honseki, "name"),
        ("筆頭者", resident.honseki_head, "name"),
        ("住民となった年月日", resident.became_resident.text, ""),
    ]


def _foreign(block: ShownForeign) -> list[Item]:
    expires = date.fromisoformat(block.expires_on) if block.expires_on else None
    return [
        ("国籍・地域", block.nationality_name or block.nationality, ""),
        ("法第30条の45に規定する区分", Category(block.category).label, ""),
        ("在留資格", block.status, ""),
        ("在留期間等", block.period, ""),
        ("在留期間の満了の日", LegalDate.from_day(expires).display(DateStyle.WESTERN) if expires else "", ""),
        ("在留カード等の番号", block.card_number, ""),
    ]


def _line(address: ShownAddress) -> str:
    return f"{address.one_line}（{address.country}）" if address.country else address.one_line
