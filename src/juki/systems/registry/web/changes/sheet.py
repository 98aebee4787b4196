"""The page of the form: what was typed, what stands against it, and what helps."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from markupsafe import Markup

from juki.kernel.errors import JukiError
from juki.screens.rendering import render, wareki
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.change_rules.parts import Destination, Need, Where
from juki.systems.registry.domain.event_reasons import EventReason, Family, Origin
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.domain.resident import Kind
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.standing_acts import StandingAct
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import own_places
from juki.systems.registry.web.changes import (
    current,
    filled,
    help_texts,
    honseki,
    labels,
    layout,
    relations,
    repeated,
)
from juki.systems.registry.web.changes.layout import Section
from juki.systems.registry.web.changes.people import People
from juki.systems.registry.web.changes.posting import OF
from juki.systems.registry.web.item_fields import PLACE_LABELS, PLACE_PARTS

Typed = dict[str, str]
MOST_SOURCES = 5
_LONG = 8
"""More rows than these stand in two columns, where there is room."""
PLACES = {
    Where.STAY: "今の世帯のまま", Where.NEW: "新しい世帯を作る", Where.JOIN: "既にある世帯に加わる",
}  # fmt: skip
_NO_BASIS = "届出・通知等の日"
_BACK = "元の世帯に戻る"
_WHOLE = {True: "全部", False: "一部"}
"""Of the household, or of those whom the cancelled 異動 was about."""
_ABROAD = "KOKUGAI_TENSHUTSU"


@dataclass(slots=True)
class Sheet:
    """One state of the form. ``typed`` and ``errors`` are by field; ``proposed`` names the fields that hold a 案.

    ``notices``: kind, title, text. ``act`` is the 異動 that is cancelled.
    """

    shown: ShownApplication
    reason: EventReason
    people: People
    typed: Typed
    version: int
    key: str = field(default_factory=lambda: str(uuid4()))
    errors: dict[str, str] = field(default_factory=dict)
    notices: list[tuple[str, str, str]] = field(default_factory=list)
    proposed: set[str] = field(default_factory=set)
    act: StandingAct | None = None
    focus: str = "day"
    status: int = 200


def title_of(reason: EventReason) -> str:
    """The name of what is being done. Source: STD 2.3.1."""
    return f"{reason.label}の入力"


def shown_names(sheet: Sheet, visitor: Visitor) -> set[str]:
    """Every field of the page, so that a fault is told at its field or at the top, and never lost."""
    takes, found = (
        parts.of(sheet.reason),
        {"basis", "day", "notified_on", "note", "members", "relations", "reason"},
    )
    for place in range(len(sheet.people.movers)):
        own = f"persons.{place}"
        found |= {own, f"{own}.items.kind"} if not sheet.people.movers[place] else {own}
        found |= {f"{own}.items.{one}" for one in _paths(sections_of(sheet, place, visitor))}
    found |= {f"shared.{one}" for one in _paths(layout.shared(sheet.reason))}
    for group in relations.groups(sheet.people, sheet.reason):
        found |= {name for row in group.rows for name in (row.name, row.other, row.order) if name}
    if len(takes.placements) > 1 or Where.STAY not in takes.placements:
        found |= {"placement.where", "placement.number", "placement.institution"}
    if takes.address is not Need.NONE:
        found |= {f"address.{part}" for part in ("postal_code", "town", "lot", "building")}
    if takes.destination is not Destination.NONE:
        found |= {f"destination.address.{part}" for part in (*PLACE_PARTS, "country")} | {"destination.head"}
    if takes.destination is Destination.CONFIRMED:
        found |= {"destination.moved_in_on", "destination.notice_on"}
    if takes.target is not Need.NONE:
        found.add("target")
    sources = ("kind", "issuer", "number", "day")
    return found | {f"sources.{place}.{name}" for place in range(MOST_SOURCES) for name in sources}


def sections_of(sheet: Sheet, place: int, visitor: Visitor) -> tuple[Section, ...]:
    """The items of the 異動者 at ``place``."""
    standing = sheet.people.standings.get(sheet.people.movers[place])
    found = layout.sections(
        sheet.reason, standing.resident.kind if standing else None,
        hidden=hidden_from(visitor.actor, visitor.times),
    )  # fmt: skip
    return layout.standing(found, standing.resident) if standing else found


def page_of(request: HttpRequest, visitor: Visitor, sheet: Sheet) -> HttpResponseBase:
    """The form as a page."""
    takes = parts.of(sheet.reason)
    return render(
        request, "registry/changes/entry.html", key="applications", status=sheet.status, title=title_of(sheet.reason),
        sheet=sheet, reason=sheet.reason, takes=takes, Need=Need, Destination=Destination, words=words,
        form={"typed": sheet.typed, "errors": sheet.errors}, summary=labels.summary(sheet.errors),
        bases=_bases(sheet.reason), day_label=_day_label(sheet.reason), event_day=_event_day(sheet.reason),
        today=wareki(visitor.times.legal_day), whole=_whole(sheet), candidates=_candidates(sheet),
        placements=_placements(sheet.reason), persons=_persons(sheet, visitor), aside=_is_aside(sheet),
        shared=[_section(one, "shared.", sheet, {}) for one in layout.shared(sheet.reason)],
        groups=relations.groups(sheet.people, sheet.reason), relations_open=_relations_open(sheet),
        seen=[(f"seen.{OF}{number}", one.version) for number, one in sheet.people.standings.items()],
        acts=[(str(one.trace), f"{one.label}（異動日 {one.day}）") for one in sheet.people.acts],
        sources=_sources(sheet.typed), most_sources=MOST_SOURCES, most=MOST, abroad=sheet.reason.code == _ABROAD,
        towns=own_places.names() if takes.address is not Need.NONE or _has_own_place(sheet) else [],
        place="".join(own_places.own()), help=help_texts, place_labels=PLACE_LABELS,
        honseki=honseki.candidates(sheet.people, sheet.reason, visitor),
        joined=_joined(sheet), newcomers=sheet.reason.family is Family.ENTRY,
        home=sheet.reason.origin is Origin.NOWHERE,
        may_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER),
    )  # fmt: skip


def tell(sheet: Sheet, title: str, error: JukiError) -> None:
    """A refusal that belongs to no field."""
    sheet.notices.append(("error", title, f"{error.message}（{error.code}）"))
    sheet.status = error.status


def target_of(sheet: Sheet) -> UUID | None:
    """The 異動 that the form names."""
    return sheet.act.trace if sheet.act else None


def _paths(sections: tuple[Section, ...]) -> set[str]:
    found = set()
    for section in sections:
        for one in section.fields:
            own = (
                [f"{one.path}.{part}" for part in (*PLACE_PARTS, "country", "town_code")]
                if one.control == "place"
                else [one.path]
            )
            found |= set(own)
    return found


def _bases(reason: EventReason) -> list[tuple[str, str]]:
    found = filled.bases_of(reason)
    return [(str(basis), f"{place} {basis.label}") for place, basis in enumerate(found, start=1)]


def _day_label(reason: EventReason) -> Markup:
    """What the day is called on which it came, by the 届出区分 that is chosen. Source: STD 4.1.0.2, 4.2.0.4, 4.2.0.5."""
    found = filled.bases_of(reason)
    if len(found) == 1:
        return Markup(found[0].day_label)  # noqa: S704 - our own words
    return Markup("").join(
        [_spanned("none", _NO_BASIS), *(_spanned(str(basis), basis.day_label) for basis in found)]
    )


def _spanned(basis: str, label: str) -> Markup:
    return Markup('<span class="for-basis for-basis--{}">{}</span>').format(basis, label)


def _event_day(reason: EventReason) -> tuple[str, str]:
    """What the 異動日 is, and how it may be typed."""
    hint = "例：令和8年11月23日、R8.11.23"
    if reason.may_be_future:
        return "異動日（転出予定日）", hint
    if reason.day_field is not None:
        return "異動日", "例：R8.11.23（不詳の日も可）"
    return "異動日", hint


def _whole(sheet: Sheet) -> str:
    """全部 or 一部, by who is chosen. Source: STD 4.0.1."""
    if sheet.reason.family is Family.ENTRY or not sheet.people.known:
        return ""
    if sheet.act is not None:
        return _WHOLE[set(sheet.act.persons) <= set(sheet.people.movers)]
    return _WHOLE[not sheet.people.rest]


def _candidates(sheet: Sheet) -> list[dict[str, Any]]:
    people = sheet.people
    return [
        {
            "number": number, "name": one.resident.names.full, "now": one.resident.relationship.label,
            "chosen": number in people.movers, "present": one.resident.is_present,
        }
        for number in people.candidates
        if (one := people.standings[number])
    ]  # fmt: skip


def _placements(reason: EventReason) -> list[tuple[str, str]]:
    placements = parts.of(reason).placements
    if placements == {Where.STAY}:
        return []
    names = PLACES | ({Where.STAY: _BACK} if reason.family is Family.RESTORING else {})
    return [(str(one.value), names[one]) for one in Where if one in placements]


def _persons(sheet: Sheet, visitor: Visitor) -> list[dict[str, Any]]:
    found = []
    for place, number in enumerate(sheet.people.movers):
        standing = sheet.people.standings.get(number)
        now = current.texts_of(standing.resident) if standing else {}
        own = f"persons.{place}"
        found.append({
            "key": own, "place": place, "number": number, "title": f"{place + 1}人目",
            "resident": standing.resident if standing else None,
            "foreign": standing is not None and standing.resident.kind is Kind.FOREIGN,
            "sections": [
                _section(one, f"{own}.items.", sheet, now, has_number=bool(standing and standing.has_number))
                for one in sections_of(sheet, place, visitor)
            ],
            "left": _half(sections_of(sheet, place, visitor)) if len(sheet.people.movers) == 1 else 0,
            "repeats": len(sheet.people.movers) > 1 and repeats(sheet.reason),
            "alike": honseki.has_register(sheet.reason) and honseki.alike(sheet.people, place),
        })  # fmt: skip
    return found


def _half(sections: tuple[Section, ...]) -> int:
    """How many of the shown sections stand in the left half of a wide card: as many as have half of the rows."""
    kinds = {field.only for one in sections for field in one.fields}
    later = (
        Kind.FOREIGN if Kind.JAPANESE in kinds else None
    )  # of a newcomer the items of a Japanese are seen first
    shown = [
        sum(field.only is not later or later is None for field in one.fields)
        for one in sections
        if not one.folded
    ]
    half, rows, found = sum(shown) / 2, 0, 0
    for count in shown:
        if rows >= half:
            break
        rows, found = rows + count, found + 1
        if rows + (shown[found] if found < len(shown) else 0) > half and rows * 4 > sum(shown):
            break
    return found if sum(shown) > _LONG else 0


def _is_aside(sheet: Sheet) -> bool:
    """Whether the items of the persons are only such as the office keeps beside the 異動 itself."""
    own = layout.sections(sheet.reason, None)
    return (
        bool(own)
        and all(one.folded for one in own)
        and sheet.reason.family in (Family.MOVE, Family.HOUSEHOLD)
    )


def repeats(reason: EventReason) -> bool:
    """Whether the form has anything that one person's entry may give to the others."""
    return bool(repeated.PATHS & _paths(layout.sections(reason, None)))


def _section(
    section: Section, prefix: str, sheet: Sheet, now: Typed, *, has_number: bool = False
) -> dict[str, Any]:  # fmt: skip
    """A group of items; open where something was typed otherwise, or stands against it."""
    rows = []
    for one in section.fields:
        name = f"{prefix}{one.path}"
        rows.append({
            "field": one, "name": name, "now": _now(one.path, now, has_number=has_number and one.secret),
            "help": help_texts.of_item(one.path), "coded": sheet.reason.family is Family.AMENDMENT,
        })  # fmt: skip
    touched = any(
        f"{prefix}{path}" in sheet.errors or _differs(path, prefix, sheet.typed, now)
        for path in _paths((section,))
    )
    return {
        "label": section.label,
        "rows": rows,
        "open": touched or not section.folded,
        "folded": section.folded,
    }


def _differs(path: str, prefix: str, typed: Typed, now: Typed) -> bool:
    """Whether something else is typed than stands; a box that is not ticked is not sent."""
    name = f"{prefix}{path}"
    if name not in typed and (path not in current.BY_PATH or current.BY_PATH[path].control != "check"):
        return False
    return typed.get(name, "") != now.get(path, "")


def _now(path: str, now: Typed, *, has_number: bool) -> str:
    """The item as it stands, in words."""
    if has_number:
        return "●●●●●●●●●●●●"
    field = current.BY_PATH[path]
    if field.control == "place":
        return "".join(
            now.get(f"{path}.{part}", "") for part in ("prefecture", "city", "town", "lot", "building")
        )
    text = now.get(path, "")
    if field.control == "check":
        return "あり" if text else ""
    return next((label.partition(" ")[2] for value, label in field.options if value == text and text), text)


def _relations_open(sheet: Sheet) -> bool:
    """Whether 続柄 are to be looked at: always where 異動者 get one, else where the 世帯主 goes or something is wrong.

    A 転出 that is still to come changes nobody else before its day.
    """
    takes = parts.of(sheet.reason)
    amends = sheet.reason.family is Family.AMENDMENT
    if (takes.relationship is not Need.NONE and not amends) or takes.positions is not Need.NONE:
        return True
    if sheet.proposed or any(name.startswith(("rest", "relations")) for name in sheet.errors):
        return True
    return not sheet.reason.may_be_future and any(one.resident.is_head for one in sheet.people.known)


def _sources(typed: Typed) -> list[int]:
    used = [place for place in range(MOST_SOURCES) if any(typed.get(f"sources.{place}.{name}", "") for name in
            ("kind", "issuer", "number", "day"))]  # fmt: skip
    return list(range(min(max(used, default=-1) + 2, MOST_SOURCES)))


def _has_own_place(sheet: Sheet) -> bool:
    return any(
        one.path in ("address", "prior_address")
        for section in layout.sections(sheet.reason, None)
        for one in section.fields
    )


def _joined(sheet: Sheet) -> tuple[dict[str, Any] | None, str]:
    """The household to join, for the part that shows it."""
    if sheet.typed.get("placement.where") != "join":
        return None, ""
    members = [sheet.people.standings[number].resident for number in sheet.people.joined]
    return ({"members": members} if members else None), sheet.people.wrong_household
