"""エラーリスト: rejected requests, and persons without a code. Source: document I-2 system 4 (13)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.links.post.mending import SEE
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.unified.services import queries_lists
from juki.systems.unified.web.labels import LABELS
from juki.systems.unified.web.permissions import ERRORS, READ

MOST = 500


@page(permission=ERRORS)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The three error lists in one, by kind; the first 500 lines."""
    rows = queries_lists.errors(actor=visitor.actor, times=visitor.times)
    return render(
        request, "unified/errors.html", title="エラーリスト", key="errors", rows=rows[:MOST], count=len(rows), most=MOST,
        may_mend=visitor.may(SEE), may_read=visitor.may(READ), labels=LABELS,
    )  # fmt: skip
