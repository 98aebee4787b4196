"""Whether the register's feed is fresh enough to certify from. Source: document III(4)2."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.work import log_before_showing
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.kiosk.services import queries_issuable
from juki.systems.kiosk.web.permissions import FEED


@page(permission=FEED)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The state of the feed."""
    log_before_showing(visitor.actor, "feed.shown", reason="screen", times=visitor.times)
    state = queries_issuable.feed_state(visitor.times.machine)
    return render(request, "kiosk/feed.html", title="住民記録からの更新", key="feed", state=state)
