"""The fields of a form and what each is for: the manual on the screen. Source: STD 10.5."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NoSuchRoute
from juki.screens.page import SIGNED_IN, page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.change_rules.parts import Destination, Need, Where
from juki.systems.registry.domain.event_reasons import REASONS, EventReason
from juki.systems.registry.web.changes import help_texts, labels, layout


@page(permission=SIGNED_IN)
def show(request: HttpRequest, _visitor: Visitor, reason: str) -> HttpResponseBase:
    """Every field of the form of ``reason`` with its text; nothing of anybody."""
    found = REASONS.get(reason)
    if found is None or not found.by_hand or found.is_move_in:
        raise NoSuchRoute
    items = [
        (section.label, [(one.label, help_texts.of_item(one.path)) for one in section.fields])
        for section in (*layout.sections(found, None), *layout.shared(found))
    ]
    return render(
        request, "registry/changes/help.html", key="reception", title=f"{found.label}の入力の説明",
        form=[(labels.label_of(name), help_texts.FORM[name]) for name in fields_of(found)], items=items,
    )  # fmt: skip


def fields_of(reason: EventReason) -> list[str]:
    """The fields of the whole form that ``reason`` takes, in the order of the page."""
    takes = parts.of(reason)
    found = ["reason", "basis", "day", "notified_on", "of"]
    if takes.target is not Need.NONE:
        found.append("target")
    if takes.placements != {Where.STAY}:
        found += ["placement.where", "placement.number", "placement.institution"]
    if takes.address is not Need.NONE:
        found += [f"address.{part}" for part in ("postal_code", "town", "lot", "building")]
    if takes.destination is not Destination.NONE:
        found += [name for name in help_texts.FORM if name.startswith("destination.address.")]
        found.append("destination.head")
    if takes.destination is Destination.CONFIRMED:
        found += ["destination.moved_in_on", "destination.notice_on"]
    if takes.relationship is not Need.NONE:
        found += ["relationship", "relationship_other", "head"]
    if takes.rest:
        found.append("rest")
    if takes.positions is not Need.NONE:
        found.append("order")
    return [*found, *(f"sources.{name}" for name in ("kind", "issuer", "number", "day")), "note"]
