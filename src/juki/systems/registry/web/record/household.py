"""A household as a table in 記載順位 and as a tree by 続柄. Source: 住基法7条4号; STD 1.1.10, 1.1.11, 2.2.1."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.relationship import Relationship
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.household_tree import Node, tree_of
from juki.systems.registry.domain.resident import Sex
from juki.systems.registry.services import queries
from juki.systems.registry.services.showing import ShownHousehold, ShownResident
from juki.systems.registry.web.entry_sheet import household_of
from juki.systems.registry.web.record.asked import Asked, asked_of


@page(permission=Permission.SEE_HOUSEHOLD)
def show(request: HttpRequest, visitor: Visitor, household_number: str) -> HttpResponseBase:
    """The members now, or on the day ``?as_of=`` as was known on ``?known_on=``, and what can be begun from here."""
    asked = asked_of(request, visitor.times)
    found = queries.household(
        household_number, actor=visitor.actor, times=visitor.times, as_of=asked.day, known_at=asked.known_at
    )
    tree = tree_of([(one.addressee_number, Relationship.parse(one.relationship)) for one in found.members])
    persons = {one.addressee_number: one for one in found.members}
    return render(
        request, "registry/record/household.html", title=f"世帯　世帯番号 {found.household_number}", key="search",
        status=asked.typed.status, form=asked.typed, asked=asked, found=found,
        sexes={str(sex): sex.label for sex in Sex}, left=_left(found, asked, visitor),
        root=_branch(tree.root, persons) if tree.root else None, apart=[persons[key] for key in tree.apart],
        planned=[one for one in found.members if one.planned], may_see=visitor.may(Permission.SEE_RESIDENT),
        may_issue=visitor.may(Permission.ISSUE_CERTIFICATE), may_receive=visitor.may(Permission.RECEIVE),
    )  # fmt: skip


@page(permission=Permission.SEE_HOUSEHOLD)
def show_part(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Who lives in the household to join, or what is wrong with its number, while that is typed. Source: STD 4.0.2."""
    number = request.GET.get("household.number", "").strip()
    household = household_of(number, visitor) if number else (None, "")
    return render(request, "registry/application_household.html", household=household)


def _left(found: ShownHousehold, asked: Asked, visitor: Visitor) -> set[str]:
    """Who was a member on the day asked for and is none any more."""
    if not asked.is_past:
        return set()
    number = found.household_number
    try:
        now = queries.household(number, actor=visitor.actor, times=visitor.times).members
    except JukiError:
        now = []
    return {one.addressee_number for one in found.members} - {one.addressee_number for one in now}


def _branch(node: Node, persons: dict[str, ShownResident]) -> dict[str, Any]:
    """A node with its person and, by heading, whoever is related through that person."""
    groups = (("子", node.children), ("父母", node.parents), ("兄弟姉妹", node.siblings))
    return {
        "person": persons[node.key] if node.key else None, "label": node.label, "assumed": node.assumed,
        "spouses": [_branch(one, persons) for one in node.spouses],
        "groups": [(title, [_branch(one, persons) for one in nodes]) for title, nodes in groups if nodes],
    }  # fmt: skip
