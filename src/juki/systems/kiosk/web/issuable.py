"""発行可否: whether a certificate may be issued to a person now, and every reason why not."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.kiosk.domain.issuable import NotIssuable
from juki.systems.kiosk.services import queries_households, queries_issuable
from juki.systems.kiosk.web.looks import log_look
from juki.systems.kiosk.web.permissions import ISSUABLE

NO_NUMBER = "宛名番号を入力してください。"


@page(permission=ISSUABLE)
def ask(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 宛名番号."""
    return _asking(request, Typed())


@page(permission=ISSUABLE, method="POST")
def find(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """On to the answer, if the file has the person: what was typed may be somebody's 個人番号."""
    typed = Typed(request.POST)
    text = typed.required("number", lambda text: AddresseeNumber(typed_digits(text)), missing=NO_NUMBER)
    number = typed_digits(text)
    if typed.errors:
        return _asking(request, typed)
    if queries_households.is_known_person(number):
        return see_other(f"/persons/{number}/issuable")
    log_look(visitor, "issuable.asked", "", known=False)
    unknown = NotIssuable.UNKNOWN_PERSON
    typed.errors["number"] = f"{unknown.text}（{unknown.value}）"
    return _asking(request, typed)


@page(permission=ISSUABLE)
def show(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """Yes, or every reason why not."""
    wanted = str(AddresseeNumber(number))
    known = queries_households.is_known_person(wanted)
    log_look(visitor, "issuable.shown", f"addressee:{wanted}", known=known)
    return render(
        request, "kiosk/issuable.html", title="発行可否", key="issuable", number=wanted if known else "",
        reasons=queries_issuable.issuable(wanted, visitor.times), at=visitor.times.machine,
    )  # fmt: skip


def _asking(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request, "screens/ask.html", title="発行可否の確認", key="issuable", label="宛名番号", address="/persons",
        status=typed.status, form=typed,
    )  # fmt: skip
