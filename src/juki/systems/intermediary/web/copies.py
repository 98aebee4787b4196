"""副本 of a person, version by version. Source: document I-2 system 5 (6)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.intermediary.services import queries
from juki.systems.intermediary.web.numbers import NO_NUMBER, shape
from juki.systems.intermediary.web.permissions import COPIES, ERASE


@page(permission=COPIES)
def ask(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 団体内統合宛名番号."""
    return _asking(request, Typed())


@page(permission=COPIES, method="POST")
def find(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """On to the versions; only what has the number's shape may stand in an address."""
    typed = Typed(request.POST)
    number = typed_digits(typed.required("number", shape, missing=NO_NUMBER))
    return _asking(request, typed) if typed.errors else see_other(f"/copies/{number}")


@page(permission=COPIES)
def show(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """All versions, newest first."""
    rows = queries.copies(unified_number=number, actor=visitor.actor, times=visitor.times)
    return render(
        request, "intermediary/copies.html", title="副本", key="copies", number=number, rows=rows,
        may_erase=visitor.may(ERASE),
    )  # fmt: skip


def _asking(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request, "intermediary/ask.html", title="副本の照会", key="copies", status=typed.status, form=typed
    )
