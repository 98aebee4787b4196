"""A person's 住民票: every item, its state, the 統合記載欄, how far the last act has come. Source: STD 1.1.14, 1.2.1, 2.2.1."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.work import Actor
from juki.links.post.mending import STATIONS
from juki.screens.page import page
from juki.screens.rendering import render, wareki
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import State
from juki.systems.registry.services import heads, memos, open_applications, options, places, queries
from juki.systems.registry.services.memos import ShownMemo
from juki.systems.registry.services.past.names import name_history
from juki.systems.registry.services.past.origins import explain
from juki.systems.registry.services.past.timeline import timeline
from juki.systems.registry.services.showing import ShownResident
from juki.systems.registry.web.record import history
from juki.systems.registry.web.record.asked import Asked, asked_of
from juki.systems.registry.web.record.sections import reason_of, reason_word, sections_of
from juki.systems.registry.web.record.stations import stations_of

Banner = tuple[str, str, str, str]
"""Kind of notice, title, text, what to do."""
NO_HEAD = (
    "warning", "世帯主がいない世帯です", "世帯主の死亡・転出などで、世帯主が定まっていません。",
    "世帯主変更の届出を受け付けるか、届出を促してください。",
)  # fmt: skip


@page(permission=Permission.SEE_RESIDENT)
def show(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """The record as it is, or on the day ``?as_of=`` as was known on ``?known_on=``; with ``?blank=1`` blank items too.

    ``?record=`` names a former 住民票 of somebody who came back: that one is reached from the search only.
    """
    asked = asked_of(request, visitor.times)
    found = queries.resident(
        addressee_number, actor=visitor.actor, times=visitor.times, as_of=asked.day, known_at=asked.known_at,
        record=asked.record,
    )  # fmt: skip
    return _page(request, visitor, found, asked)


@page(permission=Permission.SEE_RESIDENT, method="POST")
def show_number(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """The record with 個人番号, by its own right and with a row of its own in the log. Source: 番号法12条."""
    if not visitor.may(Permission.SEE_INDIVIDUAL_NUMBER):
        queries.refuse_number([addressee_number], actor=visitor.actor, times=visitor.times)
    found = queries.resident(addressee_number, actor=visitor.actor, times=visitor.times, with_number=True)
    return _page(request, visitor, found, Asked(typed=Typed()))


@page(permission=Permission.SEE_RESIDENT)
def show_timeline(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """Every 異動 of one 住民票, the latest first, with what may be done about it."""
    asked = asked_of(request, visitor.times)
    versions = timeline(addressee_number, record=asked.record, actor=visitor.actor, times=visitor.times)
    return render(
        request, "registry/record/timeline.html", title=f"異動履歴　宛名番号 {addressee_number}", key="search",
        number=addressee_number, asked=asked, places=places.names(), versions=[history.told_of(one) for one in versions],
        household=versions[0].resident.household_number, may_household=visitor.may(Permission.SEE_HOUSEHOLD),
        may_receive=visitor.may(Permission.RECEIVE) and asked.record is None,
    )  # fmt: skip


@page(permission=Permission.SEE_RESIDENT)
def show_origins(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """Which 異動 and which documents the items come from: all that are not blank, or the one of ``?item=``."""
    asked = asked_of(request, visitor.times)
    item = request.GET.get("item", "")
    found = explain(
        addressee_number, column=item, day=asked.day, known_at=asked.known_at, record=asked.record,
        actor=visitor.actor, times=visitor.times,
    )  # fmt: skip
    events = {one.trace: history.told_event(one) for one in found.events}
    items = [one for one in found.items if item or (one.text and one.label not in history.OF_NUMBERS)]
    return render(
        request, "registry/record/origins.html", title=f"記載の由来　宛名番号 {addressee_number}", key="search",
        number=addressee_number, asked=asked, status=asked.typed.status, single=bool(item), places=places.names(),
        items=[(one.label, one.text, one.number, events[one.trace]) for one in items],
    )  # fmt: skip


@page(permission=Permission.SEE_RESIDENT)
def show_names(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """旧氏 and 通称 with their days. Source: STD 1.1.7."""
    asked = asked_of(request, visitor.times)
    found = name_history(addressee_number, record=asked.record, actor=visitor.actor, times=visitor.times)
    return render(
        request, "registry/record/names.html", title=f"旧氏・通称の履歴　宛名番号 {addressee_number}", key="search",
        number=addressee_number, asked=asked, found=found, places=_municipality,
    )  # fmt: skip


def _municipality(code: str) -> str:
    return "本市" if code == options.municipality().digits else code


def _page(request: HttpRequest, visitor: Visitor, found: ShownResident, asked: Asked) -> HttpResponseBase:
    versions = timeline(found.addressee_number, record=found.record, actor=visitor.actor, times=visitor.times)
    shown = history.then(versions, asked)
    latest = versions[0]
    head = heads.name_of_head(
        found, actor=visitor.actor, times=visitor.times, as_of=asked.day, known_at=asked.known_at
    )
    applications = (
        open_applications.touching(found.addressee_number) if visitor.may(Permission.SEE_APPLICATION) else []
    )
    blanks = request.GET.get("blank") == "1"
    return render(
        request, "registry/record/record.html", title=f"住民票　宛名番号 {found.addressee_number}", key="search",
        status=asked.typed.status, form=asked.typed, asked=asked, found=found, applications=applications,
        removed=found.state != State.RESIDENT, banners=_banners(found, head), blanks=blanks,
        sections=sections_of(found, head=head, blanks=blanks),
        reason=reason_of(found), unified=history.unified(shown, found.administration.remarks, found.administration.actual_head),
        processed_on=next(one.processed_on for one in versions if one.number == found.version),
        alerts=latest.alerts, memos=_memos(found.addressee_number, visitor),
        stations=stations_of(visitor, latest.trace, latest.resident.recorded_at) if visitor.may(STATIONS) else None,
        may_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER), may_household=visitor.may(Permission.SEE_HOUSEHOLD),
        may_issue=visitor.may(Permission.ISSUE_CERTIFICATE), may_receive=visitor.may(Permission.RECEIVE),
        may_memo=visitor.may(Permission.SEE_MEMO),
    )  # fmt: skip


def _banners(found: ShownResident, head: str) -> Sequence[Banner]:
    """What anybody has to know before reading on: 除票, 転出予定, no 世帯主."""
    banners: list[Banner] = []
    if found.state != State.RESIDENT:
        told = ""
        if found.removed:
            told = f"{found.removed.day.text}　{reason_word(found.removed.cause.reason or found.event_reason)}により消除"
        banners.append(
            (
                "warning",
                "この住民票は消除されています（除票）",
                told,
                "現在の住民としての証明には使えません。回復・誤記修正・異動の取消しは、「異動を始める」から行います。",
            )
        )
    elif found.planned:
        banners.append(
            ("warning", "転出予定があります", f"転出予定年月日 {wareki(found.planned.day)}",
             "その日までは住民です。転出を取りやめたときは、転出予定の取消しを受け付けてください。")
        )  # fmt: skip
    if found.state == State.RESIDENT and not head:
        banners.append(NO_HEAD)
    return banners


def _memos(addressee_number: str, visitor: Visitor) -> list[ShownMemo]:
    if not visitor.may(Permission.SEE_MEMO):
        return []
    actor = Actor(visitor.actor.who, Permission.SEE_MEMO, visitor.actor.terminal)
    return memos.listed(addressee_number, actor=actor, times=visitor.times)
