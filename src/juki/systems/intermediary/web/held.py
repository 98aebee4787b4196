"""Inquiries that wait for a clerk: listed, looked at, released or refused. Source: document III(1)6 risk 5."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed, NotPermitted
from juki.kernel.errors import JukiError
from juki.screens.once import once
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.intermediary.codes import Ruling
from juki.systems.intermediary.errors import NotExamined
from juki.systems.intermediary.services import operations_reviews, queries, releases
from juki.systems.intermediary.web.labels import DECISIONS, LABELS
from juki.systems.intermediary.web.permissions import CONTENT, DECIDE, HELD

NO_RULING = "提供するかしないかを選んでください。"


@page(permission=HELD)
def show_all(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The queue, oldest first; ``?decided=`` tells that one was just decided."""
    return render(
        request, "intermediary/held.html", title="確認待ちの照会", key="held", labels=LABELS,
        rows=queries.held(actor=visitor.actor, times=visitor.times), may_see=visitor.may(CONTENT),
        decided=request.GET.get("decided", ""),
    )  # fmt: skip


@page(permission=CONTENT)
def show(request: HttpRequest, visitor: Visitor, record: UUID) -> HttpResponseBase:
    """An inquiry, the very content that would leave, and the form of the decision."""
    return _content(request, visitor, record, Typed())


@page(permission=DECIDE, method="POST")
def decide(request: HttpRequest, visitor: Visitor, record: UUID) -> HttpResponseBase:
    """Release or refuse what was looked at, once."""
    if not visitor.may(CONTENT):
        raise NotPermitted(permission=CONTENT)
    typed = Typed(request.POST)
    ruling = typed.one_of("decision", DECISIONS, missing=NO_RULING)
    reason, version = typed.reason(), _version(request)
    if typed.errors:
        return _content(request, visitor, record, typed)

    def act(key: UUID) -> None:
        operations_reviews.rule(
            record=record, word=Ruling(ruling), copy_version=version, reason=reason, actor=visitor.actor,
            times=visitor.times, trace=key,
        )  # fmt: skip

    try:
        once(request, visitor, act)
    except JukiError as refusal:
        if not (isinstance(refusal, NotExamined) or refusal.code.startswith("OVS-02")):
            raise
        typed.refuse("decision", refusal)
        return _content(request, visitor, record, typed)
    return see_other(f"/held?decided={ruling}" if visitor.may(HELD) else "/")


@page(permission=DECIDE, method="POST")
def ask(request: HttpRequest, visitor: Visitor, record: UUID) -> HttpResponseBase:
    """承認を求める for the release of what was looked at."""
    if not visitor.may(CONTENT):
        raise NotPermitted(permission=CONTENT)
    typed = Typed(request.POST)
    reason, version = typed.reason(), _version(request)
    if not typed.errors:
        try:
            made = releases.ask_release(
                record=record, copy_version=version, reason=reason, actor=visitor.actor, times=visitor.times
            )
        except NotExamined as refusal:
            typed.refuse("decision", refusal)
    return _content(request, visitor, record, typed) if typed.errors else see_other(f"/approvals/{made}")


def _version(request: HttpRequest) -> int:
    text = request.POST.get("copy_version", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Malformed(where="copy_version")
    return int(text)


def _content(request: HttpRequest, visitor: Visitor, record: UUID, typed: Typed) -> HttpResponseBase:
    row, copy = queries.held_content(record=record, actor=visitor.actor, times=visitor.times)
    return render(
        request, "intermediary/inquiry.html", title="確認待ちの照会の内容", key="held",
        status=typed.status, form=typed, row=row, copy=copy,
        may_decide=visitor.may(DECIDE), key_of_form=typed.key_of_form, labels=LABELS,
    )  # fmt: skip
