"""住所一括変更: 一覧の抽出, 仮処理, 決裁 by another person, progress and result by number. Source: STD 4.0.8, 9.7."""

from typing import Any, Literal
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed
from juki.kernel.errors import JukiError
from juki.oversight.output.codes import COPY
from juki.oversight.output.web import forms as output_forms
from juki.oversight.output.web.reply import file_reply
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services.bulk.deciding import BulkDecisionForm, decide
from juki.systems.registry.services.bulk.extracting import EXPORT, ExtractForm, ask_extract, extract
from juki.systems.registry.services.bulk.lately import lately
from juki.systems.registry.services.bulk.preparing import MOST, BulkForm, prepare
from juki.systems.registry.services.bulk.showing import ShownBulk, listed
from juki.systems.registry.services.reading import calendar_day
from juki.systems.registry.web import posted

KINDS = {"address": "住所（住居表示・町名変更など）", "honseki": "本籍の表示"}
STATES = {
    "prepared": ("決裁待ち", "info"), "approved": ("処理中", "info"), "done": ("処理済み", "success"),
    "dropped": ("取りやめ", "neutral"),
}  # fmt: skip
ROWS = {
    "ready": ("処理する", "info"), "written": ("処理済み", "success"), "differs": ("変更前の記載が一覧と違う", "warning"),
    "planned": ("転出予定者のため対象外", "warning"), "unknown": ("該当者なし", "warning"), "refused": ("処理できない", "error"),
    "changed": ("仮処理の後に異動があった", "warning"), "failed": ("処理できなかった", "error"),
}  # fmt: skip
NO_FILE = "CSVファイルを選んでください。"
TOO_LARGE = "ファイルが大きすぎます。一覧を分けて処理してください。"
NO_TEXT = "文字コードがUTF-8ではありません。UTF-8で保存し直してください。"
NO_DAY = "実施日を入力してください。"
NO_KIND = "一覧の種類を選んでください。"
NO_TOWN = "抽出する町字（本籍のときはその初めの部分）を入力してください。"
_EVERY = 3
"""Seconds after which a run at work is looked at again."""
_DIGITS = 9


@page(permission=Permission.SEE_BULK)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The latest runs, and the forms for a new one."""
    return _page(request, visitor, Typed())


@page(permission=Permission.PREPARE_BULK, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """仮処理 of a list: nothing of the register is changed by it."""
    typed, key = Typed(request.POST), posted.key(request)
    kind, title = typed.one_of("kind", KINDS, missing=NO_KIND), typed.reason("title")
    day = typed.required("day", calendar_day, missing=NO_DAY)
    content = _content(request, typed)
    if not typed.errors:
        form = BulkForm(kind=_kind(kind), title=title, day=day, content=content)
        try:
            prepare(form, actor=visitor.actor, times=visitor.times, trace=key)
        except JukiError as refusal:
            typed.refuse("file", refusal)
        else:
            return see_other(f"/bulk/{key}")
    return _page(request, visitor, typed)


bulk = by_method(GET=show, POST=take)


@page(permission=Permission.PREPARE_BULK, method="POST")
def take_extract(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """A list to be filled in, by number, as a sealed CSV file; or the request for the approvals it needs."""
    typed, key = Typed(request.POST), posted.key(request)
    asking = request.POST.get("step") == "ask"
    kind, purpose = typed.one_of("extract.kind", KINDS, missing=NO_KIND), typed.reason("extract.purpose")
    place = typed.text("extract.place").strip()
    if not place:
        typed.errors["extract.place"] = NO_TOWN
    out = output_forms.wanted(typed, EXPORT, visitor, asking=asking)
    if out is None:
        return _page(request, visitor, typed)
    named = {"town": place} if kind == "address" else {"beginning": place}
    form = msgspec.convert({"purpose": purpose, "kind": kind, **named}, ExtractForm)
    try:
        if asking:
            made = ask_extract(form, out, page="/bulk", actor=visitor.actor, times=visitor.times)
            return see_other("/approvals") if made else _page(request, visitor, typed, free=True)
        return file_reply(extract(form, out, actor=visitor.actor, times=visitor.times, trace=key)[0])
    except JukiError as refusal:
        if not refusal.code.startswith("OVS-"):
            raise
        typed.refuse("out.place", refusal)
    return _page(request, visitor, typed)


@page(permission=Permission.SEE_BULK)
def show_run(request: HttpRequest, visitor: Visitor, run: UUID) -> HttpResponseBase:
    """The report of a run: counts, and every row with its reason; of one ``?state=``, behind the place ``?after=``."""
    return _run_page(request, visitor, run)


@page(permission=Permission.SEE_BULK)
def show_progress(request: HttpRequest, visitor: Visitor, run: UUID) -> HttpResponseBase:
    """How far a run is, as a part of its page."""
    found = listed(run, after=_END, actor=visitor.actor, times=visitor.times).run
    return render(request, "registry/bulk/progress.html", found=found, **_state(found))


@page(permission=Permission.APPROVE_BULK, method="POST")
def take_decision(request: HttpRequest, visitor: Visitor, run: UUID) -> HttpResponseBase:
    """決裁, or dropping it."""
    try:
        wanted = msgspec.convert(request.POST.get("decision", ""), Literal["approve", "drop"])
    except msgspec.ValidationError:
        raise Malformed(where="decision") from None
    key = posted.key(request)
    try:
        form = BulkDecisionForm(run=run, decision=wanted)
        decide(form, actor=visitor.actor, times=visitor.times, trace=key)
    except JukiError as refusal:
        if refusal.status == 404 or not visitor.may(Permission.SEE_BULK):
            raise
        return _run_page(request, visitor, run, f"{refusal.message}（{refusal.code}）", status=refusal.status)
    return see_other(f"/bulk/{run}")


_END = 2**31 - 1
"""Behind the last row: for the counts alone."""


def _page(request: HttpRequest, visitor: Visitor, typed: Typed, *, free: bool = False) -> HttpResponseBase:
    return render(
        request, "registry/bulk/index.html", title="住所一括変更", key="bulk", status=typed.status, form=typed,
        runs=lately(), kinds=list(KINDS.items()), labels=KINDS, states=STATES, new_key=Typed().key_of_form,
        may_prepare=visitor.may(Permission.PREPARE_BULK), may_copy=visitor.may(COPY), free=free,
        offered=output_forms.choices(EXPORT, visitor), extract_key=Typed().key_of_form,
    )  # fmt: skip


def _run_page(
    request: HttpRequest, visitor: Visitor, run: UUID, refused: str = "", *, status: int = 200
) -> HttpResponseBase:
    state = request.GET.get("state", "")
    state = state if state in ROWS else ""
    text = request.GET.get("after", "")
    after = min(int(text), _END) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
    found = listed(run, after=after, state=state, actor=visitor.actor, times=visitor.times)
    return render(
        request, "registry/bulk/run.html", title="住所一括変更の結果", key="bulk", status=status, refused=refused,
        found=found.run, rows=found.rows, next=found.next, row_state=state, row_states=ROWS, labels=KINDS,
        new_key=Typed().key_of_form, may_decide=visitor.may(Permission.APPROVE_BULK),
        own=found.run.prepared_by == visitor.actor.who, may_see=visitor.may(Permission.SEE_RESIDENT),
        **_state(found.run),
    )  # fmt: skip


def _state(run: ShownBulk) -> dict[str, Any]:
    return {
        "state": STATES[run.state], "every": _EVERY if run.state == "approved" else 0,
        "total": sum(run.counts.get(one, 0) for one in ("ready", "written", "changed", "failed")),
        "worked": sum(run.counts.get(one, 0) for one in ("written", "changed", "failed")),
    }  # fmt: skip


def _kind(kind: str) -> Literal["address", "honseki"]:
    return msgspec.convert(kind, Literal["address", "honseki"])


def _content(request: HttpRequest, typed: Typed) -> str:
    file = request.FILES.get("file")
    if file is None or not file.size:
        typed.errors["file"] = NO_FILE
    elif file.size > MOST:
        typed.errors["file"] = TOO_LARGE
    else:
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            typed.errors["file"] = NO_TEXT
    return ""
