"""From a 宛名番号 to the 団体内統合宛名番号. Source: document I-2 system 4 (1)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.unified.services import queries_persons
from juki.systems.unified.web.labels import LABELS
from juki.systems.unified.web.permissions import READ, SEARCH

NO_NUMBER = "宛名番号を入力してください。"


@page(permission=SEARCH)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The empty form."""
    return _page(request, visitor, Typed())


@page(permission=SEARCH, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Search, and show what was found under the form."""
    typed = Typed(request.POST)
    text = typed.required("number", lambda text: AddresseeNumber(typed_digits(text)), missing=NO_NUMBER)
    reason = typed.reason()
    if typed.errors:
        return _page(request, visitor, typed)
    person = queries_persons.by_addressee(
        addressee_number=typed_digits(text), reason=reason, actor=visitor.actor, times=visitor.times
    )
    return _page(request, visitor, typed, found=[person] if person else [])


def _page(request: HttpRequest, visitor: Visitor, typed: Typed, *, found: object = None) -> HttpResponseBase:
    return render(
        request, "unified/search.html", title="宛名番号での照会", key="search",
        status=typed.status, form=typed, found=found,
        may_read=visitor.may(READ), labels=LABELS,
    )  # fmt: skip
