"""The forms that ask for an addressee, a history or a household by number.

A number is posted, and stands in an address only once it is known to be one of this system: what was typed may be
somebody's 個人番号.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.addressee.errors import UnknownAddressee, UnknownHousehold
from juki.systems.addressee.services import queries_addressees
from juki.systems.addressee.web.looks import log_look
from juki.systems.addressee.web.permissions import HISTORY, HOUSEHOLD, SEE


class Question(NamedTuple):
    """What is asked for: title and navigation key, the number's name, where the answer stands, who knows it."""

    title: str
    key: str
    label: str
    answer: str
    is_known: Callable[[str], bool]
    unknown: type[JukiError]


ADDRESSEE = Question(
    "宛名の照会", "addressees", "宛名番号", "/addressees/{}", queries_addressees.is_known, UnknownAddressee
)
CHANGES = Question(
    "宛名履歴の確認", "histories", "宛名番号", "/addressees/{}/history", queries_addressees.is_known, UnknownAddressee
)  # fmt: skip
MEMBERS = Question(
    "世帯の照会", "households", "世帯番号", "/households/{}", queries_addressees.is_known_household, UnknownHousehold
)  # fmt: skip


@page(permission=SEE)
def ask_addressee(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 宛名番号."""
    return _asking(request, ADDRESSEE, Typed())


@page(permission=SEE, method="POST")
def find_addressee(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """On to the addressee."""
    return _found(request, visitor, ADDRESSEE)


@page(permission=HISTORY)
def ask_history(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 宛名番号 whose history is wanted."""
    return _asking(request, CHANGES, Typed())


@page(permission=HISTORY, method="POST")
def find_history(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """On to the history."""
    return _found(request, visitor, CHANGES)


@page(permission=HOUSEHOLD)
def ask_household(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 世帯番号."""
    return _asking(request, MEMBERS, Typed())


@page(permission=HOUSEHOLD, method="POST")
def find_household(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """On to the household."""
    return _found(request, visitor, MEMBERS)


def _found(request: HttpRequest, visitor: Visitor, question: Question) -> HttpResponseBase:
    typed = Typed(request.POST)
    shape = HouseholdNumber if question is MEMBERS else AddresseeNumber
    missing = f"{question.label}を入力してください。"
    number = typed_digits(typed.required("number", lambda text: shape(typed_digits(text)), missing=missing))
    if typed.errors:
        return _asking(request, question, typed)
    if question.is_known(number):
        return see_other(question.answer.format(number))
    log_look(visitor, f"{question.key}.asked", "", known=False)
    typed.refuse("number", question.unknown())
    return _asking(request, question, typed)


def _asking(request: HttpRequest, question: Question, typed: Typed) -> HttpResponseBase:
    return render(
        request, "screens/ask.html", title=question.title, key=question.key, label=question.label, address=f"/{question.key}",
        status=typed.status, form=typed,
    )  # fmt: skip
