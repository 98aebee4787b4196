"""The members of the household to join, while its number is typed. Source: STD 4.0.2."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.web.entry_sheet import household_of


@page(permission=Permission.SEE_HOUSEHOLD)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """A fragment: who lives there, or what is wrong with the number."""
    number = request.GET.get("placement.number", "").strip()
    household = household_of(number, visitor) if number else (None, "")
    return render(request, "registry/application_household.html", household=household)
