"""A household with its members in 記載順位. Source: STD 1.1.10, 2.2.1."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Sex
from juki.systems.registry.services import queries


@page(permission=Permission.SEE_HOUSEHOLD)
def show(request: HttpRequest, visitor: Visitor, household_number: str) -> HttpResponseBase:
    """The current members, and the way to a certificate."""
    found = queries.household(household_number, actor=visitor.actor, times=visitor.times)
    return render(
        request, "registry/household.html", title=f"世帯　世帯番号 {found.household_number}", key="search", found=found,
        sexes={str(sex): sex.label for sex in Sex}, may_see=visitor.may(Permission.SEE_RESIDENT),
        may_issue=visitor.may(Permission.ISSUE_CERTIFICATE),
    )  # fmt: skip
