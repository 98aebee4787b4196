"""交付履歴: what kiosks asked for and what left, logged before it is shown. Source: document III(4)3; STD 5.5."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.kiosk.services import queries_issues
from juki.systems.kiosk.services.queries_issues import Found, Wanted
from juki.systems.kiosk.web import labels
from juki.systems.kiosk.web.permissions import ISSUES

NO_RESULT = "結果を選び直してください。"
KEPT = ("day", "kiosk", "issue_number", "addressee_number", "result", "holder_known")
"""What the buttons to the pages before and after send again."""
_COUNT = re.compile(r"[0-9]{1,9}")


@page(permission=ISSUES)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The form, with today filled in."""
    return _page(request, visitor, Typed(), None)


@page(permission=ISSUES, method="POST")
def find(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The rows that fit, below the form; what was typed does not stand in an address."""
    typed = Typed(request.POST)
    number = typed.by_rule("addressee_number", lambda text: AddresseeNumber(typed_digits(text)))
    wanted = Wanted(
        day=typed.day("day"), kiosk=typed.text("kiosk", limit=20).strip(),
        issue_number=typed.text("issue_number").strip(), addressee_number=typed_digits(number),
        result=typed.one_of("result", labels.RESULTS, missing=NO_RESULT) if "result" in typed.typed else "",
        holder_known="holder_known" in typed.typed, page=_count(typed, "page") or 1, upto=_count(typed, "upto"),
    )  # fmt: skip
    if typed.errors:
        return _page(request, visitor, typed, None)
    try:
        found = queries_issues.look(wanted, actor=visitor.actor, reason="screen", times=visitor.times)
    except JukiError as refusal:
        typed.refuse("day", refusal)
        return _page(request, visitor, typed, None)
    return _page(request, visitor, typed, found)


def _count(typed: Typed, name: str) -> int:
    """A number that our own page wrote; anything else counts as none."""
    text: str = typed.typed.get(name, "")
    return int(text) if _COUNT.fullmatch(text) else 0


def _page(request: HttpRequest, visitor: Visitor, typed: Typed, found: Found | None) -> HttpResponseBase:
    return render(
        request, "kiosk/issues.html", title="交付履歴", key="issues", status=typed.status, form=typed, found=found,
        today=visitor.times.legal_day, most=queries_issues.MOST, kinds=labels.ISSUE_KINDS,
        items=labels.ITEMS, printed=labels.PRINTED, results=list(labels.RESULTS.items()), kept=KEPT,
    )  # fmt: skip
