"""The time line of one 住民票 in words, and the 統合記載欄 that is made of it. Source: STD 1.1.14, 1.2.1, 2.2.1, 4.6.0.1."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from juki.screens.rendering import wareki
from juki.systems.registry.domain.event_reasons import (
    HOUSEHOLD_FOLLOWS,
    LOADED,
    ORDER_FOLLOWS,
    REASONS,
    EventClass,
    Family,
)
from juki.systems.registry.domain.items import SERIALS, Group, columns_of
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.services.item_labels import LABELS, item_of
from juki.systems.registry.services.past.acts import ShownEvent, ShownSource
from juki.systems.registry.services.past.timeline import ShownVersion
from juki.systems.registry.web.record.asked import Asked
from juki.systems.registry.web.record.sections import reason_of

_OFFICE = columns_of(Group.AREAS, Group.DETAIL, Group.OFFICE, Group.REMADE) | frozenset({
    *SERIALS, "position", "household_number", "state", "kind", "record", "kana_confirmed", "alias_kana_confirmed",
    "relationship_class", "actual_relationship", "wide_area_number", "wide_area_stop", "remarks", "actual_head",
    *(f"{prefix}_{part}" for prefix in ("address", "prior", "former", "unnotified", "planned", "confirmed")
      for part in ("municipality", "town_code", "postal_code")),
})  # fmt: skip
_OUTSIDE = frozenset(
    {LABELS[column] for column in _OFFICE}
    | {item_of(column).label for column in _OFFICE if len(item_of(column).columns) == 1}
    | {item_of("registered_town").label}
)
"""Labels of what is no 記載事項: the 統合記載欄 leaves it out, the time line tells it."""
OF_NUMBERS = frozenset({LABELS["individual_number"]})
"""What a list of origins leaves out: its text is masked and says nothing."""
_FOLLOWING = frozenset({HOUSEHOLD_FOLLOWS.code, ORDER_FOLLOWS.code})


@dataclass(frozen=True, slots=True)
class Unified:
    """統合記載欄: the entries of A with their B, the latest first, and C line by line."""

    entries: list[dict[str, Any]]
    remarks: list[str]


def unified(versions: Sequence[ShownVersion], remarks: str, actual_head: str = "") -> Unified:
    """The 統合記載欄 of ``versions``, with the 事実上の世帯主 among C (STD 4.1.4.3).

    A 修正 that touched no 記載事項 and has no 留意事項 is none of its entries.
    """
    entries = []
    for told in map(told_of, versions):
        told["changes"] = [one for one in told["changes"] if one[0] not in _OUTSIDE]
        if told["changes"] or told["note"] or told["linked"] or told["class"] != EventClass.AMENDMENT:
            entries.append(told)
    heads = [f"{LABELS['actual_head']}：{actual_head}"] if actual_head else []
    return Unified(entries, [*heads, *(line for line in remarks.splitlines() if line.strip())])


def then(versions: Sequence[ShownVersion], asked: Asked) -> list[ShownVersion]:
    """Those that held on the day asked for and were recorded by the moment asked for."""
    day = asked.day.isoformat() if asked.day else ""
    return [
        one
        for one in versions
        if (not day or one.resident.valid_from <= day)
        and (asked.known_at is None or one.resident.recorded_at <= asked.known_at)
    ]


def told_of(version: ShownVersion, known: Collection[int] | None = None) -> dict[str, Any]:
    """A version in words; a cancellation outside the ``known`` ones had not been recorded yet."""
    resident, event = version.resident, version.event
    taken_back = version.cancelled_by if known is None or version.cancelled_by in known else None
    return {
        "number": version.number, "reason": reason_of(resident), "class": resident.event_class,
        "day": resident.event_day.text, "iso": resident.event_day.day, "notified_on": resident.event_notified_on,
        "day_label": "" if event.basis == Basis.NOTIFICATION else event.day_label, "notified_label": event.day_label,
        "basis": event.basis_label, "processed_on": event.processed_on, "recorded_at": resident.recorded_at,
        "operator": person(version.operator), "terminal": version.terminal, "place": event.place,
        "changes": [(one.label, one.before, one.after, "name" if one.is_name else "") for one in version.changes],
        "linked": linked(version, taken_back), "note": resident.event_note or event.note,
        "sources": [source_line(one) for one in event.sources], "documents": event.documents, "alerts": event.alerts,
        "late": version.late, "cancels": version.cancels, "cancelled_by": taken_back, "corrects": version.corrects,
        "valid_from": resident.valid_from, "household": event.household_number, "whole": event.whole_household,
        "trace": str(version.trace), "may_undo": _may_undo(version),
        "may_correct": _may_undo(version) or resident.event_reason == LOADED,
    }  # fmt: skip


def linked(version: ShownVersion, cancelled_by: int | None) -> list[str]:
    """Which versions it takes back or corrects, which took it back, whether it came late."""
    found = []
    if cancelled_by:
        found.append(f"履歴番号{cancelled_by}で取り消されています")
    if version.cancels:
        found.append(f"履歴番号{version.cancels}の異動の取消し")
    if version.corrects:
        found.append(f"履歴番号{version.corrects}の記載の訂正")
    if version.late:
        found.append(f"{wareki(version.resident.valid_from)}にさかのぼって効力を持つ異動")
    return found


def told_event(event: ShownEvent) -> dict[str, Any]:
    """An 異動 that an item comes from, in words."""
    label = f"{event.label}（{event.class_label}）"
    return {
        "label": label, "day": event.day.text, "notified_on": event.notified_on, "notified_label": event.day_label,
        "basis": event.basis_label, "processed_on": event.processed_on, "operator": person(event.operator),
        "terminal": event.terminal, "place": event.place, "note": event.note,
        "sources": [source_line(one) for one in event.sources],
        "documents": event.documents, "alerts": event.alerts,
    }  # fmt: skip


def source_line(source: ShownSource) -> str:
    """A document in one line."""
    return "　".join(one for one in (source.kind, source.issuer, source.number, source.day) if one)


def person(who: str) -> str:
    """Who, without what kind of caller it is."""
    return who.removeprefix("client:")


def _may_undo(version: ShownVersion) -> bool:
    """Whether the 異動 may be offered for cancelling and correcting; the rules have the last word.

    Source: STD 4.2.3.3, 4.6.0.1.
    """
    reason = REASONS.get(version.resident.event_reason)
    stands = version.cancelled_by is None and version.cancels is None
    internal = reason is None or reason.family is Family.CANCELLING or reason.code in {*_FOLLOWING, LOADED}
    return stands and not internal
