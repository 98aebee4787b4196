"""A person under a 団体内統合宛名番号; 個人番号 only by its own right and with a row of its own in the log."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NotPermitted
from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.unified.domain.unified_number import UnifiedNumber
from juki.systems.unified.errors import InvalidUnifiedNumber
from juki.systems.unified.services import queries_persons
from juki.systems.unified.web import versions
from juki.systems.unified.web.labels import LABELS
from juki.systems.unified.web.permissions import READ, SEE_NUMBER

NO_NUMBER = "団体内統合宛名番号を入力してください。"


@page(permission=READ)
def ask(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 団体内統合宛名番号."""
    return _asking(request, Typed())


@page(permission=READ, method="POST")
def find(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """On to the person; only what has the number's shape may stand in an address."""
    typed = Typed(request.POST)
    number = typed_digits(typed.required("number", _shape, missing=NO_NUMBER))
    return _asking(request, typed) if typed.errors else see_other(f"/persons/{number}")


@page(permission=READ)
def show(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """A person's versions, newest first."""
    return _person(request, visitor, number)


@page(permission=READ, method="POST")
def show_number(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """The same with 個人番号. Source: 番号法12条."""
    if not visitor.may(SEE_NUMBER):
        raise NotPermitted(permission=SEE_NUMBER)
    digits = queries_persons.individual_number(number=number, actor=visitor.actor, times=visitor.times)
    return _person(request, visitor, number, individual_number=digits)


def _shape(text: str) -> None:
    if not UnifiedNumber(typed_digits(text)).is_valid:
        raise InvalidUnifiedNumber


def _person(
    request: HttpRequest, visitor: Visitor, number: str, *, individual_number: str = ""
) -> HttpResponseBase:
    state, shown = versions.of_person(number, visitor)
    return render(
        request, "unified/person.html", title="団体内統合宛名", key="persons", number=number, state=state,
        versions=shown, individual_number=individual_number, may_number=visitor.may(SEE_NUMBER), labels=LABELS,
    )  # fmt: skip


def _asking(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request, "unified/ask.html", title="統合宛名番号での照会", key="persons",
        status=typed.status, form=typed,
    )  # fmt: skip
