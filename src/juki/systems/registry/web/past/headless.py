"""The list of households without 世帯主, as they are now. Source: STD 1.1.10."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import headless
from juki.systems.registry.services.residents import known_subjects


@page(permission=Permission.SEE_NIGHTLY_LIST)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """By number, from ``?after=`` on."""
    asked = request.GET.get("after", "")
    after = asked if known_subjects(household_number=asked) else ""
    found = headless.listed(after=after, actor=visitor.actor, times=visitor.times)
    return render(
        request, "registry/past/headless.html", title="世帯主のいない世帯", key="nightly", found=found, after=after,
        most=headless.MOST, may_household=visitor.may(Permission.SEE_HOUSEHOLD),
        may_receive=visitor.may(Permission.RECEIVE),
    )  # fmt: skip
