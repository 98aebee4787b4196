"""How far the messages of one act have come, asked for by the act's trace: the same pages in every system."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.work import log_before_showing
from juki.links.post import stations
from juki.links.post.mending import STATIONS
from juki.links.post.models import Inbox
from juki.screens.message_labels import message_label, station_label
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor

STATES = {
    str(Inbox.State.APPLIED): ("反映済み", "success"), str(Inbox.State.PARKED): ("保留中", "error"),
    str(Inbox.State.SUPERSEDED): ("取下げ", "neutral"),
}  # fmt: skip
NO_TRACE = "トレースを、保留電文の画面や監査記録にあるとおりに入力してください（例：ハイフンを含む36文字）。"


@page(permission=STATIONS)
def ask(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a trace."""
    return _asking(request, Typed())


@page(permission=STATIONS, method="POST")
def find(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """On to the act; what is no trace stands in no address."""
    typed = Typed(request.POST)
    try:
        trace = UUID(typed.text("trace").strip())
    except ValueError:
        typed.errors["trace"] = NO_TRACE
        return _asking(request, typed)
    return see_other(f"/acts/{trace}")


@page(permission=STATIONS)
def show(request: HttpRequest, visitor: Visitor, trace: UUID) -> HttpResponseBase:
    """What is known of a trace at every station."""
    log_before_showing(visitor.actor, "link.stations", reason=str(trace), times=visitor.times)
    lines = [
        {
            "label": station_label(one.station), "message": message_label(one.message), "code": one.code,
            "state": STATES.get(one.state, (one.state, "neutral")), "at": one.at, "told_by": station_label(one.told_by),
        }
        for one in stations.of_trace(visitor.system, trace)
    ]  # fmt: skip
    return render(request, "screens/act.html", title="電文の行方", key="acts", trace=str(trace), lines=lines)


def _asking(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request, "screens/acts.html", title="電文の行方", key="acts", status=typed.status, form=typed
    )


urlpatterns = [path("acts", by_method(GET=ask, POST=find)), path("acts/<uuid:trace>", show)]
