"""How far an act has come: its stations, as a part of the record's page."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.links.post.mending import STATIONS
from juki.screens.message_labels import message_label, station_label
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import whereabouts
from juki.systems.registry.services.whereabouts import Progress, Stop

STATES = {
    Progress.PARKED: ("保留中", "error"),
    Progress.WAITING: ("送信待ち", "warning"),
    Progress.DELIVERED: ("届いた（反映待ち）", "info"),
    Progress.APPLIED: ("反映済み", "success"),
    Progress.SUPERSEDED: ("取下げ", "neutral"),
}
LIVELY = timedelta(minutes=1)
WATCHED = timedelta(minutes=10)
"""How long after an act its stations are looked at by themselves: a page left open is no reason to ask, log and stay
signed in for ever."""


@page(permission=STATIONS)
def show_stations(request: HttpRequest, visitor: Visitor, trace: UUID) -> HttpResponseBase:
    """The stations of an act, as a part of the record's page; ``?since=`` is when it was recorded."""
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        raise UnreadableMoment(item="since") from None
    if since.tzinfo is None:
        raise UnreadableMoment(item="since")
    return render(request, "registry/stations.html", stations=stations_of(visitor, trace, since))


def stations_of(visitor: Visitor, trace: UUID, since: datetime) -> dict[str, Any]:
    """What the fragment shows of the act that was recorded at ``since``."""
    stops = whereabouts.of_act(trace, actor=visitor.actor, times=visitor.times)
    age = visitor.times.machine - since
    waits = any(stop.waits for stop in stops)
    return {
        "trace": str(trace), "since": since.isoformat(), "systems": _systems(stops), "waits": waits,
        "items": [_stop(stop) for stop in stops],
        "every": 0 if not waits or age > WATCHED else 2 if age < LIVELY else 10,
    }  # fmt: skip


def _systems(stops: Sequence[Stop]) -> list[dict[str, Any]]:
    """A line for each system: the most urgent state, how many of its messages are done, why those parked are."""
    order = list(Progress)
    lines = []
    for station in dict.fromkeys(stop.station for stop in stops):
        own = [stop for stop in stops if stop.station == station]
        count, done = sum(stop.count for stop in own), sum(stop.done for stop in own)
        state, tone = STATES[min((stop.state for stop in own), key=order.index)]
        codes = "、".join(dict.fromkeys(stop.code for stop in own if stop.state is Progress.PARKED))
        detail = f"{count}件" if done == count else f"{count}件中{done}件反映"
        if codes:
            detail += f"　理由 {codes}：{station_label(station)}の保留電文の画面で処理してください。"
        lines.append({"label": station_label(station), "state": state, "tone": tone, "detail": detail})
    return lines


def _stop(stop: Stop) -> dict[str, Any]:
    state, tone = STATES[stop.state]
    detail = message_label(stop.message)
    if stop.count > 1:
        detail += f"（{stop.count}件中{stop.done}件反映）"
    if stop.state is Progress.PARKED:
        detail += f"　理由 {stop.code}"
    return {
        "label": station_label(stop.station), "state": state, "tone": tone, "at": stop.at, "detail": detail,
    }  # fmt: skip
