"""Parked messages and their mending, and what waits on each link: the same pages in every system."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.door.errors import Malformed
from juki.kernel.door.forms import Reason
from juki.kernel.errors import JukiError
from juki.kernel.work import log_before_showing
from juki.links.errors import NotParked
from juki.links.post import backlog, parking
from juki.links.post.mending import MEND, SEE
from juki.links.post.models import Inbox
from juki.screens.message_labels import message_label, station_label
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.visitor import Visitor

ACTIONS = {"retry": parking.retry, "supersede": parking.supersede}
BLANK_REASON = "理由を1行、200文字以内で入力してください。記録に残ります。"
NO_ACTION = "再処理するか、取り下げるかを選んでください。"
MOST = 500


@page(permission=SEE)
def show_parked(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """All parked messages of this system, in order; ``?mended=`` tells how many the last mending applied."""
    log_before_showing(visitor.actor, "link.parked.list", reason="mending", times=visitor.times)
    rows = parking.parked(visitor.system)
    count = rows.count()
    return render(
        request, "screens/parked.html", title="保留電文", key="parked", most=MOST, count=count,
        parked=[_line(row) for row in rows.defer("body")[:MOST]], mended=_count(request.GET.get("mended", "")),
    )  # fmt: skip


@page(permission=SEE)
def show_message(request: HttpRequest, visitor: Visitor, message_id: UUID) -> HttpResponseBase:
    """One parked message, without its content, and the form to mend it."""
    return message_page(request, visitor, message_id)


@page(permission=MEND, method="POST")
def mend(request: HttpRequest, visitor: Visitor, message_id: UUID) -> HttpResponseBase:
    """Retry or supersede it with a reason; whatever waited behind it follows."""
    action, reason = request.POST.get("action", ""), request.POST.get("reason", "").strip()
    errors = errors_of(action, reason)
    if errors:
        return message_page(request, visitor, message_id, typed=request.POST, errors=errors)
    try:
        applied = ACTIONS[action](
            owner=visitor.system,
            message_id=message_id,
            actor=visitor.actor,
            reason=reason,
            times=visitor.times,
            permit=parking.permit_of_house(),
        )
    except NotParked:
        raise
    except JukiError as refusal:
        return message_page(request, visitor, message_id, typed=request.POST, refusal=refusal)
    return see_other(f"/parked?mended={applied}")


@page(permission=SEE)
def show_links(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """What waits and what is parked on each link, as ``/health`` says it."""
    del visitor
    outgoing = [
        (station_label(one.destination), one.waiting, one.oldest, one.failing) for one in backlog.outgoing()
    ]
    incoming = [
        (station_label(one.sender), one.parked, one.codes, one.heard_at) for one in backlog.incoming()
    ]
    return render(
        request, "screens/links.html", title="連携の状態", key="links", outgoing=outgoing, incoming=incoming
    )


def message_page(
    request: HttpRequest, visitor: Visitor, message_id: UUID, *, typed: QueryDict | None = None,
    errors: dict[str, str] | None = None, refusal: JukiError | None = None,
) -> HttpResponseBase:  # fmt: skip
    """The page of one message, as typed and with what was wrong."""
    log_before_showing(visitor.actor, "link.parked.shown", reason=str(message_id), times=visitor.times)
    row = parking.parked(visitor.system).filter(message_id=message_id).defer("body").first()
    if row is None:
        raise NotParked
    status = refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(
        request, "screens/parked_message.html", title="保留電文の処理", key="parked", status=status,
        message=_line(row), may_mend=visitor.may(MEND), refusal=refusal, two=parking.permit_of_house() is not None,
        form={"typed": typed or {}, "errors": errors or {}},
    )  # fmt: skip


def errors_of(action: str, reason: str) -> dict[str, str]:
    """What is wrong with a chosen action and its reason, field by field."""
    errors = {} if action in ACTIONS else {"action": NO_ACTION}
    try:
        msgspec.convert(reason, Reason)
    except msgspec.ValidationError:
        errors["reason"] = BLANK_REASON
    return errors


def _line(row: Inbox) -> dict[str, Any]:
    return {
        "ident": str(row.message_id), "sender": station_label(row.sender), "label": message_label(row.name),
        "name": row.name, "code": row.code, "why": row.why, "received_at": row.received_at, "trace": str(row.trace),
        "streams": row.streams, "legal_day": row.legal_day,
    }  # fmt: skip


def _count(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise Malformed(where="mended")
    return int(text)


urlpatterns = [
    path("parked", show_parked),
    path("parked/<uuid:message_id>", by_method(GET=show_message, POST=mend)),
    path("links", show_links),
]
