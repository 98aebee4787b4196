"""A person's record: items, versions, the day before, how far the last act has come. Source: STD 1.2.1, 2.2.1."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.links.post.mending import STATIONS
from juki.screens.message_labels import message_label, station_label
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import heads, histories, open_applications, queries, whereabouts
from juki.systems.registry.services.histories import ShownVersion
from juki.systems.registry.services.reading import calendar_day
from juki.systems.registry.services.showing import ShownResident
from juki.systems.registry.services.whereabouts import Progress, Stop
from juki.systems.registry.web.items import changes, items_of, reason_of

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


@page(permission=Permission.SEE_RESIDENT)
def show(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """The record as it is, or on the day ``?as_of=``; ``?record=`` names a former 住民票 of somebody who came back."""
    typed = Typed(request.GET)
    day = _day(typed)
    found = queries.resident(
        addressee_number, actor=visitor.actor, times=visitor.times, as_of=day, record=_count(request)
    )
    return _page(request, visitor, found, typed=typed, as_of=day)


@page(permission=Permission.SEE_RESIDENT, method="POST")
def show_number(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """The record with 個人番号, by its own right and with a row of its own in the log. Source: 番号法12条."""
    if not visitor.may(Permission.SEE_INDIVIDUAL_NUMBER):
        queries.refuse_number([addressee_number], actor=visitor.actor, times=visitor.times)
    found = queries.resident(addressee_number, actor=visitor.actor, times=visitor.times, with_number=True)
    return _page(request, visitor, found, typed=Typed(request.GET))


@page(permission=STATIONS)
def show_stations(request: HttpRequest, visitor: Visitor, trace: UUID) -> HttpResponseBase:
    """The stations of an act, as a part of the record's page; ``?since=`` is when it was recorded."""
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        raise UnreadableMoment(item="since") from None
    if since.tzinfo is None:
        raise UnreadableMoment(item="since")
    return render(request, "registry/stations.html", stations=_stations(visitor, trace, since))


def _page(
    request: HttpRequest, visitor: Visitor, found: ShownResident, *, typed: Typed, as_of: date | None = None
) -> HttpResponseBase:
    versions = histories.versions(
        found.addressee_number, record=found.record, actor=visitor.actor, times=visitor.times
    )
    latest = versions[0]
    applications = (
        open_applications.touching(found.addressee_number) if visitor.may(Permission.SEE_APPLICATION) else []
    )
    return render(
        request, "registry/record.html", title=f"住民票　宛名番号 {found.addressee_number}", key="search",
        status=typed.status, form=typed, found=found,
        as_of=as_of, reason=reason_of(found), removed=found.state != "1",
        items=items_of(
            found, head=heads.name_of_head(found, actor=visitor.actor, times=visitor.times, as_of=as_of)
        ),
        versions=[
            _told(version, before) for version, before in zip(versions, [*versions[1:], None], strict=True)
        ],
        processed_on=next(one.processed_on for one in versions if one.resident.version == found.version),
        alerts=latest.alerts, applications=applications,
        stations=_stations(visitor, latest.trace, latest.resident.recorded_at) if visitor.may(STATIONS) else None,
        may_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER), may_household=visitor.may(Permission.SEE_HOUSEHOLD),
        may_issue=visitor.may(Permission.ISSUE_CERTIFICATE),
    )  # fmt: skip


def _told(version: ShownVersion, before: ShownVersion | None) -> dict[str, Any]:
    resident = version.resident
    return {
        "number": resident.version, "reason": reason_of(resident), "day": resident.event_day.text,
        "iso": resident.event_day.day, "notified_on": resident.notified_on, "processed_on": version.processed_on,
        "operator": _person(version.operator), "terminal": version.terminal,
        "changes": changes(before.resident, resident) if before else [],
    }  # fmt: skip


def _person(who: str) -> str:
    return who.removeprefix("client:")


def _stations(visitor: Visitor, trace: UUID, since: datetime) -> dict[str, Any]:
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


def _day(typed: Typed) -> date | None:
    text = typed.by_rule("as_of", calendar_day)
    return calendar_day(text) if text and not typed.errors else None


def _count(request: HttpRequest) -> int | None:
    text = request.GET.get("record", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnreadableMoment(item="record")
    return int(text)
