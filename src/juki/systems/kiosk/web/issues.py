"""交付履歴: what kiosks asked for and what left, logged before it is shown. Source: document III(4)3; STD 5.5."""

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
from juki.systems.kiosk.services.queries_issues import Line, Wanted
from juki.systems.kiosk.web import labels
from juki.systems.kiosk.web.looks import log_look
from juki.systems.kiosk.web.permissions import ISSUES


@page(permission=ISSUES)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The form, with today filled in."""
    return _page(request, Typed(), None, today=visitor.times.legal_day.isoformat())


@page(permission=ISSUES, method="POST")
def find(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The rows that fit, below the form; what was typed does not stand in an address."""
    typed = Typed(request.POST)
    number = typed.by_rule("addressee_number", lambda text: AddresseeNumber(typed_digits(text)))
    wanted = Wanted(
        day=typed.day("day"), kiosk=typed.text("kiosk", limit=20).strip(),
        issue_number=typed.text("issue_number").strip(), addressee_number=typed_digits(number),
    )  # fmt: skip
    if typed.errors:
        return _page(request, typed, None)
    known = bool(wanted.addressee_number) and queries_issues.is_known(wanted.addressee_number)
    log_look(visitor, "issues.searched", f"addressee:{wanted.addressee_number}", known=known)
    try:
        lines = queries_issues.search(wanted)
    except JukiError as refusal:
        typed.refuse("day", refusal)
        return _page(request, typed, None)
    return _page(request, typed, lines)


def _page(
    request: HttpRequest, typed: Typed, lines: list[Line] | None, *, today: str = ""
) -> HttpResponseBase:
    return render(
        request, "kiosk/issues.html", title="交付履歴", key="issues", status=typed.status, form=typed, lines=lines,
        today=today, most=queries_issues.MOST, kinds=labels.ISSUE_KINDS, items=labels.ITEMS, printed=labels.PRINTED,
    )  # fmt: skip
