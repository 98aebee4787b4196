"""The fields of the form before anybody typed: from the record, or from what was saved."""

from collections.abc import Mapping
from typing import Any

import msgspec

from juki.screens.rendering import wareki
from juki.screens.visitor import Visitor
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.household import HEAD_LABEL
from juki.systems.registry.domain.outcomes.amending import NEW_CODES
from juki.systems.registry.domain.resident import Basis, Kind
from juki.systems.registry.services.change_forms import ChangeForm, ItemsForm, PersonChangeForm
from juki.systems.registry.web.changes import current, layout, relations
from juki.systems.registry.web.changes.people import People
from juki.systems.registry.web.changes.posting import KEPT, OF, REMOVABLE
from juki.systems.registry.web.item_fields import PLACE_PARTS

Typed = dict[str, str]


def blank(reason: EventReason, people: People, visitor: Visitor, *, joins: str = "") -> Typed:
    """異動日 is left to be typed, 届出日 is today, each item as it stands. Source: STD 4.0.3, 4.1.0.2."""
    found: Typed = {
        "reason": reason.code, "notified_on": wareki(visitor.times.legal_day), "day": "",
        "basis": usual_basis(reason), "placement.where": _where(reason, joins), "placement.number": joins,
    }  # fmt: skip
    for place, number in enumerate(people.movers):
        found |= person(place, number, reason, people)
    found |= relations.defaults(people, reason)
    if sole := relations.sole_remaining(people, reason):
        found |= relations.as_typed(f"rest.{OF}{sole}", HEAD_LABEL)
    return found


def person(place: int, number: str, reason: EventReason, people: People) -> Typed:
    """The fields of one 異動者 as the record has them."""
    own = f"persons.{place}."
    found = {f"{own}addressee_number": number}
    standing = people.standings.get(number)
    if standing is None:
        return found | {f"{own}items.kind": "foreign" if reason.only is Kind.FOREIGN else "japanese"}
    if parts.of(reason).items:
        texts = current.texts_of(standing.resident)
        found |= {f"{own}items.{path}": text for path, text in texts.items() if path != "kind"}
    if reason.code in NEW_CODES:  # a code that is typed is the new one
        found[f"{own}items.resident_code"] = ""
    return found


def saved(form: ChangeForm, reason: EventReason, people: People, visitor: Visitor) -> Typed:
    """The fields that show ``form`` as it was saved, on the record as it stands now."""
    found = blank(reason, people, visitor) | {
        "basis": form.basis, "day": form.day, "notified_on": form.notified_on, "note": form.note,
        "placement.where": form.placement.where, "placement.number": form.placement.number,
        "placement.institution": "yes" if form.placement.institution else "",
        "target": str(form.target) if form.target else "",
    }  # fmt: skip
    for place, one in enumerate(form.persons):
        found |= _person(place, one, reason, people)
    for number, label in form.rest.items():
        found |= relations.as_typed(f"rest.{OF}{number}", label)
    for place, number in enumerate(form.positions, start=1):
        found[f"order.{OF}{number}"] = str(place)
    for place, source in enumerate(form.sources):
        found |= {f"sources.{place}.{name}": text for name, text in msgspec.to_builtins(source).items()}
    return found | _places(form)


def bases_of(reason: EventReason) -> list[Basis]:
    """届出区分 that the reason takes."""
    return [basis for basis in Basis if basis in reason.bases]


def usual_basis(reason: EventReason) -> str:
    """The 届出区分 that is chosen from the beginning: where one goes without saying. Otherwise the clerk chooses.

    Births and deaths come as notifications of the family register (住基法施行令7条, 8条).
    """
    found = bases_of(reason)
    first: Basis | None = next((one for one in (Basis.NOTIFICATION, Basis.REQUEST) if one in found), None)
    if first is None and reason.day_field is not None and Basis.FAMILY_REGISTER in found:
        first = Basis.FAMILY_REGISTER
    return str(first or (found[0] if len(found) == 1 else ""))


def _where(reason: EventReason, joins: str) -> str:
    placements = parts.of(reason).placements
    if joins and parts.Where.JOIN in placements:
        return "join"
    return next((str(one.value) for one in parts.Where if one in placements and len(placements) == 1), "")


def _places(form: ChangeForm) -> Typed:
    found: Typed = {}
    told = form.destination
    for prefix, address in (
        ("address", form.address),
        ("destination.address", told.address if told else None),
    ):
        if address is not None:
            found |= {f"{prefix}.{part}": getattr(address, part) for part in (*PLACE_PARTS, "country")}
    if told is not None:
        found |= {f"destination.{name}": getattr(told, name) for name in ("head", "moved_in_on", "notice_on")}
    return found


def _person(place: int, form: PersonChangeForm, reason: EventReason, people: People) -> Typed:
    own = f"persons.{place}."
    found = {f"{own}addressee_number": form.addressee_number, f"{own}{KEPT}": str(place)}
    if form.relationship:
        found |= relations.as_typed(f"{own}relationship", form.relationship)
    standing = people.standings.get(form.addressee_number)
    found |= {f"{own}items.{path}": text for path, text in items_texts(form.items).items()}
    alike = {
        f"details.{field.path.partition('.')[2]}" for one in layout.shared(reason) for field in one.fields
    }
    if standing is None and form.items.kind:
        found[f"{own}items.kind"] = form.items.kind
    for name in [one for one in found if one.removeprefix(f"{own}items.") in alike]:
        found[f"shared.{name.removeprefix(f'{own}items.')}"] = found.pop(name)
    return found


def items_texts(items: ItemsForm) -> dict[str, str]:
    """What the items say, by path; blocks that say nothing are left out."""
    found: dict[str, str] = {}
    tree: Mapping[str, Any] = msgspec.to_builtins(items)
    for name, value in tree.items():
        if name == "details":
            found |= {f"details.{column}": _flag(column, text) for column, text in value.items()}
        elif isinstance(value, dict):
            found |= {f"{name}.{part}": _text(one) for part, one in value.items()}
        elif value not in (None, "") or (value == "" and name in REMOVABLE):
            found[name] = _text(value)
    return found


def _flag(column: str, text: str) -> str:
    field = current.BY_PATH.get(f"details.{column}")
    return ("yes" if text == "1" else "") if field and field.control == "check" else text


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
