"""The counterparts' pages. They stand outside the city hall, so the office's sign-in does not reach them: a key does.

The key is made with the city, told by the portal and by the demonstration, and exists in no production.
"""

import hmac
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from juki.kernel.door.endpoint import declared
from juki.kernel.door.errors import WrongMethod
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing
from juki.links.post.models import Inbox
from juki.outside.table import MOST
from juki.outside.web.counterparts import ALL, BY_NAME
from juki.outside.web.errors import NoDemonstrationKey
from juki.screens import sessions
from juki.screens.acts import STATES
from juki.screens.message_labels import message_label, station_label
from juki.screens.refusals import refusal
from juki.screens.rendering import render

COOKIE = "outside_key"
KEY = "demonstration-key"
"""The mark of these routes where others have a permission."""

Page = Callable[..., HttpResponseBase]


def enter(request: HttpRequest) -> HttpResponseBase:
    """Come in with the key in the address, and go on without it."""
    if not _fits(request.GET.get("key", "")):
        return refusal(request, NoDemonstrationKey())
    response = HttpResponseRedirect("/")
    response.headers["Referrer-Policy"] = "no-referrer"
    sessions.set_cookie(response, COOKIE, request.GET["key"])
    return response


def with_key(function: Page, *, method: Literal["GET", "POST"] = "GET") -> Page:
    """A page for whoever has the key."""
    allowed = ("GET", "HEAD") if method == "GET" else ("POST",)

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
        if not _fits(request.COOKIES.get(COOKIE, "")):
            return refusal(request, NoDemonstrationKey())
        if request.method not in allowed:
            return refusal(request, WrongMethod(allowed=method))
        return function(request, **arguments)

    return declared(view, KEY, method=method, page=True, __wrapped__=function)


@with_key
def first(request: HttpRequest) -> HttpResponseBase:
    """All twelve, and what they are not."""
    counts = {str(one.identity): Inbox.objects.filter(owner=one.identity).count() for one in ALL}
    return render(request, "outside/first.html", title="模擬の相手方", counterparts=ALL, counts=counts)


@with_key
def counterpart(request: HttpRequest, name: str) -> HttpResponseBase:
    """What one counterpart received, and what it holds."""
    found = BY_NAME.get(name)
    if found is None:
        raise Http404
    log_before_showing(actor_of(request), "counterpart.shown", reason=name, times=current().clock.now())
    received = Inbox.objects.filter(owner=name).order_by("-id")[:MOST]
    return render(
        request, "outside/counterpart.html", title=found.label, counterpart=found,
        received=[_line(row) for row in received], tables=found.tables() if found.has_link else [],
    )  # fmt: skip


def actor_of(request: HttpRequest) -> Actor:
    """Whoever has the key: a demonstration's visitor has no other name."""
    return Actor(who="demonstration", right=KEY, terminal=str(request.META.get("REMOTE_ADDR", "")))


def _line(row: Inbox) -> dict[str, Any]:
    return {
        "received_at": row.received_at, "message": message_label(row.name), "sender": station_label(row.sender),
        "state": STATES.get(str(row.state), (str(row.state), "neutral")), "code": row.code, "trace": str(row.trace),
    }  # fmt: skip


def _fits(given: str) -> bool:
    staff = current().staff
    address = staff.counterparts if staff else ""
    key = parse_qs(urlsplit(address).query).get("key", [""])[0]
    return bool(key) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), key.encode())


enter_page = declared(enter, KEY, method="GET", page=True)
