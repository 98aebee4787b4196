"""続柄 of everybody afterwards: what stands, what may be proposed, what the clerk confirms. Source: STD 4.0.2, 4.0.4, 4.1.4.2."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from juki.kernel.values.legal_date import DateStyle
from juki.systems.registry.domain.change_rules import parts, proposals
from juki.systems.registry.domain.change_rules.parts import Need
from juki.systems.registry.domain.event_reasons import EventReason, Family
from juki.systems.registry.web.application_words import RELATIONSHIPS
from juki.systems.registry.web.changes.people import People
from juki.systems.registry.web.changes.posting import OF

Typed = dict[str, str]
MOVERS, REST, JOINED = "head.movers", "head.rest", "head.joined"
"""Which of a group is to be 世帯主: of the 異動者, of those who stay, of the household that is joined."""
_LISTED = frozenset(value for value, _ in RELATIONSHIPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person in the table. ``name`` is the field of the 続柄 afterwards, empty where it follows."""

    number: str
    full_name: str
    birth: str
    now: str
    name: str
    other: str
    options: tuple[tuple[str, str], ...]
    order: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A household, or those of it who go or stay together. ``head`` is the field that names the 世帯主 to be."""

    title: str
    head: str
    rows: tuple[Row, ...]


def groups(people: People, reason: EventReason) -> list[Group]:
    """The tables that ``reason`` takes: 異動者, who stays, who is joined."""
    takes = parts.of(reason)
    ordered = takes.positions is not Need.NONE
    rest_ordered = ordered and parts.Where.STAY in takes.placements
    found = []
    if takes.relationship is not Need.NONE or ordered:
        rows = [
            _row(people, number, f"persons.{place}.relationship", ordered=ordered, place=place)
            for place, number in enumerate(people.movers)
        ]
        found += [Group(title="異動する人", head=MOVERS, rows=tuple(rows))] if rows else []
    if takes.rest:
        for title, head, numbers in (
            ("残る世帯員", REST, people.rest),
            ("加わる世帯の世帯員", JOINED, people.joined),
        ):
            in_order = rest_ordered if head == REST else ordered
            rows = [_row(people, one, f"rest.{OF}{one}", ordered=in_order) for one in numbers]
            if rows:
                found.append(Group(title=title, head=head, rows=tuple(rows)))
    elif ordered and people.rest:
        rows = [_row(people, one, "", ordered=True) for one in people.rest]
        found.append(Group(title="ほかの世帯員", head="", rows=tuple(rows)))
    if found and takes.relationship is Need.NONE and ordered:
        found[0] = Group(title="異動する人", head="", rows=tuple(_unnamed(row) for row in found[0].rows))
    return found


def defaults(people: People, reason: EventReason) -> Typed:
    """続柄 as they are for who stays as they are; order as it is. Who goes elsewhere is asked for."""
    takes = parts.of(reason)
    found: Typed = {}
    stays = parts.Where.STAY in takes.placements
    for place, number in enumerate(people.movers):
        one = people.standings.get(number)
        if one and stays and takes.relationship is not Need.NONE:
            found |= _chosen(f"persons.{place}.relationship", one.resident.relationship.label)
    for number in [*people.rest, *people.joined]:
        found |= _chosen(f"rest.{OF}{number}", people.standings[number].resident.relationship.label)
    if takes.positions is not Need.NONE:
        stay = [*people.candidates, *people.rest] if stays else []
        for number in [*stay, *people.joined]:
            found[f"order.{OF}{number}"] = str(people.standings[number].resident.position)
    return found


def sole_remaining(people: People, reason: EventReason) -> str:
    """Who is left alone when the 世帯主 goes, and becomes 世帯主 ex officio; empty where that is not so.

    A 転出 that is still to come leaves them as they are until its day. Source: STD 4.0.4.
    """
    goes = reason.family in (Family.REMOVAL, Family.MOVE)
    head_goes = any(one.resident.is_head for one in people.known)
    return people.rest[0] if goes and head_goes and len(people.rest) == 1 else ""


def proposed(people: People, reason: EventReason, typed: Typed) -> Typed:
    """What is proposed for the heads that were chosen, by field; fields that cannot be derived are left as they are."""
    stays = typed.get("placement.where", "stay") in ("", "stay") and reason.family is not Family.ENTRY
    names = {number: f"persons.{place}.relationship" for place, number in enumerate(people.movers) if number}
    rest = {number: f"rest.{OF}{number}" for number in people.rest}
    joined = {number: f"rest.{OF}{number}" for number in people.joined}
    leaves = reason.family in (Family.LEAVING, Family.REMOVAL)
    if stays and not leaves:
        head = typed.get(MOVERS) or typed.get(REST, "")
        return _derived(people, names | rest, head)
    found = {} if leaves else _derived(people, names, typed.get(MOVERS, ""), others=rest)
    return (
        found
        | _derived(people, rest, typed.get(REST, ""), others=names)
        | _derived(people, joined, typed.get(JOINED, ""))
    )


def _derived(
    people: People, names: dict[str, str], head: str, *, others: Sequence[str] | dict[str, str] = ()
) -> Typed:
    """``others`` are of the household before and not of this one: they tell how the rest belong together."""
    if head not in names:
        return {}
    home = people.standings[head].resident.household_number
    members = [
        people.standings[number].resident
        for number in [*names, *others]
        if number in people.standings and people.standings[number].resident.household_number == home
    ]
    leaving = [one.addressee_number for one in members if one.addressee_number not in names]
    found: Typed = {}
    for number, relationship in proposals.relationships(members, head=head, leaving=leaving).items():
        if relationship is not None:
            found |= _chosen(names[number], relationship.label)
    return found


def as_typed(name: str, label: str) -> Typed:
    """The fields that show a 続柄: chosen from the list, else in the field beside it."""
    return _chosen(name, label)


def _chosen(name: str, label: str) -> Typed:
    other = _other(name)
    return {name: label, other: ""} if label in _LISTED or not label else {name: "", other: label}


def _other(name: str) -> str:
    return name.replace("rest.", "rest_other.", 1) if name.startswith("rest.") else f"{name}_other"


def _row(people: People, number: str, name: str, *, ordered: bool, place: int = -1) -> Row:
    one = people.standings.get(number)
    written: dict[str, Any] = {"full_name": f"{place + 1}人目（新しく記載する人）", "birth": "", "now": ""}
    if one:
        resident = one.resident
        style = DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI
        written = {
            "full_name": resident.names.full, "birth": resident.birth.display(style),
            "now": resident.relationship.label,
        }  # fmt: skip
    return Row(
        number=number, name=name, other=_other(name) if name else "", options=RELATIONSHIPS,
        order=f"order.{OF}{number}" if ordered and number else "", place=place, **written,
    )  # fmt: skip


def _unnamed(row: Row) -> Row:
    return Row(
        number=row.number, full_name=row.full_name, birth=row.birth, now=row.now, name="", other="", options=(),
        order=row.order, place=row.place,
    )  # fmt: skip
