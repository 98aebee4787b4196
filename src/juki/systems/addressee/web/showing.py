"""An addressee as in force, their history, a household. Source: document I-2 system 6, functions 1, 4, 5."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.addressee.services import queries_addressees
from juki.systems.addressee.web.labels import LABELS
from juki.systems.addressee.web.looks import log_look
from juki.systems.addressee.web.permissions import HISTORY, HOUSEHOLD, SEE


@page(permission=SEE)
def show_addressee(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """An addressee as in force."""
    wanted = str(AddresseeNumber(number))
    log_look(visitor, "addressee.shown", f"addressee:{wanted}", known=queries_addressees.is_known(wanted))
    return render(
        request, "addressee/addressee.html", title="宛名", key="addressees", one=queries_addressees.in_force(wanted),
        labels=LABELS, may_history=visitor.may(HISTORY), may_household=visitor.may(HOUSEHOLD),
    )  # fmt: skip


@page(permission=HISTORY)
def show_history(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """All versions of an addressee, the latest first."""
    wanted = str(AddresseeNumber(number))
    known = queries_addressees.is_known(wanted)
    log_look(visitor, "addressee.history.shown", f"addressee:{wanted}", known=known)
    return render(
        request, "addressee/history.html", title="宛名履歴", key="histories", number=wanted, labels=LABELS,
        versions=queries_addressees.history(wanted), may_see=visitor.may(SEE),
    )  # fmt: skip


@page(permission=HOUSEHOLD)
def show_household(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """The residents of a household."""
    wanted = str(HouseholdNumber(number))
    known = queries_addressees.is_known_household(wanted)
    log_look(visitor, "household.shown", f"household:{wanted}", known=known)
    return render(
        request, "addressee/household.html", title="世帯", key="households", number=wanted, labels=LABELS,
        members=queries_addressees.household(wanted), may_see=visitor.may(SEE),
    )  # fmt: skip
