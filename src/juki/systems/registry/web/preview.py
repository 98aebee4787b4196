"""The copy before it is issued, as a specimen; and its issue.

The signed document is kept nowhere. The answer to the form is the document itself, to be saved: the browser stays on the
preview, which then says under which number it was issued. The same form a second time issues nothing.

Source: STD 1.3.8, 5.1, 5.5.
"""

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from juki.screens.errors import NotThere
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import issuing
from juki.systems.registry.web.certificates import (
    ITEMS,
    KINDS,
    REQUESTERS,
    form_of,
    key_of,
    pairs_of,
)

COUNTING = 12
SCREEN = 110
"""Pixels an inch: enough to count the pages, and to read them."""
MOST_TRIES = 60
"""How often the preview asks by itself, once a second, whether the copy was issued."""


@page(permission=Permission.ISSUE_CERTIFICATE)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The pages of the copy, and the button that issues it."""
    form, key = form_of(request.GET, visitor), key_of(request.GET)
    pages = issuing.preview(form, actor=visitor.actor, times=visitor.times, ppi=COUNTING)
    chosen = pairs_of(request.GET)
    return render(
        request, "registry/preview.html", title="住民票の写しの確認", key="search", form=form, key_value=str(key),
        fields=chosen, query=urlencode(chosen), pages=len(pages), number=issuing.issued_by(key, actor=visitor.actor),
        back=urlencode(_back(request.GET)), more=urlencode(_renewed(request.GET)),
        kind=KINDS[form.kind], requester=REQUESTERS[form.requester],
        shown="、".join(label for item, label in ITEMS.items() if item in form.show) or "特になし（省略）",
    )  # fmt: skip


@page(permission=Permission.ISSUE_CERTIFICATE)
def show_page(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponseBase:
    """One page as a picture."""
    form = form_of(request.GET, visitor)
    pages = issuing.preview(form, actor=visitor.actor, times=visitor.times, ppi=SCREEN)
    if not 1 <= number <= len(pages):
        raise NotThere
    return HttpResponse(pages[number - 1], content_type="image/png")


@page(permission=Permission.ISSUE_CERTIFICATE, method="POST")
def issue(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """One signed copy, to be saved and printed."""
    form, key = form_of(request.POST, visitor), key_of(request.POST)
    issued = issuing.issue(form, actor=visitor.actor, times=visitor.times, trace=key)
    reply = HttpResponse(issued.pdf, content_type="application/pdf")
    reply.headers["Content-Disposition"] = f'attachment; filename="juminhyo-{str(key)[:8]}.pdf"'
    return reply


@page(permission=Permission.ISSUE_CERTIFICATE)
def show_outcome(request: HttpRequest, visitor: Visitor, key: UUID) -> HttpResponseBase:
    """Whether the copy was issued, as a part of the preview."""
    number = issuing.issued_by(key, actor=visitor.actor)
    tries = _tries(request.GET)
    return render(
        request, "registry/outcome.html", number=number, key_value=str(key), tries=tries, over=tries >= MOST_TRIES,
        query=urlencode(pairs_of(request.GET)), more=urlencode(_renewed(request.GET)),
    )  # fmt: skip


def _tries(fields: QueryDict) -> int:
    text = fields.get("tries", "")
    return min(max(int(text), 1), MOST_TRIES) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _back(fields: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs_of(fields) if name == "household"]


def _renewed(fields: QueryDict) -> list[tuple[str, str]]:
    return [("key", str(uuid4())), *(pair for pair in pairs_of(fields) if pair[0] != "key")]
