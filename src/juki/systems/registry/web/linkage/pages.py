"""CS連携: by the line or by hand, what waits, the file for the CS, what was brought there. Source: STD 7.1.1.1."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed, NotPermitted
from juki.kernel.errors import JukiError
from juki.oversight.output.codes import COPY
from juki.oversight.output.services.ledger import Released
from juki.oversight.output.web import forms as output_forms
from juki.oversight.output.web.reply import file_reply
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.services import linkage
from juki.systems.registry.services.item_labels import CLASSES
from juki.systems.registry.web import posted

MODES = {"manual": "手動連携", "automatic": "自動連携"}
NO_MODE = "切り替える先を選んでください。"
NOTHING_CHOSEN = "CSへ届けた電文を選んでください。"
_DIGITS = 15
_MEANINGS: dict[str, dict[str, str]] = {
    "異動事由": {one.code: one.label for one in REASONS.values()}, "異動区分": dict(CLASSES),
    "性別": {"1": "男", "2": "女"},
}  # fmt: skip


@page(permission=Permission.SEE_LINKAGE)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """How it stands and what waits; behind ``?after=``."""
    return _page(request, visitor)


@page(permission=Permission.SET_LINKAGE, method="POST")
def switch(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """By hand, or by the line again."""
    typed, key = Typed(request.POST), posted.key(request)
    mode, reason = typed.one_of("mode", MODES, missing=NO_MODE), typed.reason()
    if not typed.errors:
        values = {"mode": mode, "seen": _number(request.POST.get("seen", "")), "reason": reason}
        try:
            form = msgspec.convert(values, linkage.LinkageForm)
            linkage.switch(form, actor=visitor.actor, times=visitor.times, trace=key)
        except JukiError as refusal:
            typed.refuse("mode", refusal)
    return _page(request, visitor, switching=typed) if typed.errors else see_other("/linkage")


@page(permission=Permission.CARRY_LINKAGE, method="POST")
def make_file(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The file for the CS; or the request for the approvals it needs."""
    typed, key = Typed(request.POST), posted.key(request)
    asking, reason = request.POST.get("step") == "ask", typed.reason("file.reason")
    out = output_forms.wanted(typed, linkage.EXPORT, visitor, asking=asking)
    if out is not None:
        after, through = (_number(request.POST.get(name) or "0") for name in ("after", "through"))
        form = linkage.CarryForm(reason=reason, after=after, through=through, out=out)
        try:
            if asking:
                place = f"/linkage?after={after}&through={through}"
                linkage.ask_file(form, page=place, actor=visitor.actor, times=visitor.times)
                return see_other("/approvals")
            made = linkage.file(form, actor=visitor.actor, times=visitor.times, trace=key)
        except NotPermitted:
            raise
        except JukiError as refusal:
            typed.refuse("out.place" if refusal.code.startswith("OVS-") else "file.reason", refusal)
        else:
            return file_reply(Released(made.number, f"cs-{key}.jwe", made.content.encode("ascii")))
    return _page(request, visitor, making=typed)


@page(permission=Permission.CARRY_LINKAGE, method="POST")
def deliver(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Mark the chosen messages as brought to the CS."""
    typed, key = Typed(request.POST), posted.key(request)
    chosen, reason = request.POST.getlist("messages"), typed.reason("done.reason")
    if not chosen:
        typed.errors["messages"] = NOTHING_CHOSEN
    if not typed.errors:
        try:
            form = msgspec.convert({"messages": chosen, "reason": reason}, linkage.DeliveryForm)
        except msgspec.ValidationError:
            raise Malformed(where="messages") from None
        try:
            linkage.deliver(form, actor=visitor.actor, times=visitor.times, trace=key)
        except JukiError as refusal:
            typed.refuse("messages", refusal)
    return _page(request, visitor, marking=typed) if typed.errors else see_other("/linkage")


@page(permission=Permission.CARRY_LINKAGE)
def show_message(request: HttpRequest, visitor: Visitor, message: UUID) -> HttpResponseBase:
    """A message item by item, to be typed at the CS."""
    shown = linkage.content(message, actor=visitor.actor, times=visitor.times)
    return render(
        request, "registry/linkage/message.html", title=shown.message.label, key="linkage", shown=shown,
        meaning=_meaning,
    )  # fmt: skip


def _meaning(item: linkage.MessageItem) -> str:
    """What a code that is typed at the CS stands for; blank for what says so itself."""
    return _MEANINGS.get(item.label.rpartition("・")[2], {}).get(item.text, "")


def _page(request: HttpRequest, visitor: Visitor, **forms: Typed) -> HttpResponseBase:
    if not visitor.may(Permission.SEE_LINKAGE):
        raise NotPermitted(permission=Permission.SEE_LINKAGE)
    after = _number(request.GET.get("after", "0"))
    typed: dict[str, Any] = {name: forms.get(name, Typed()) for name in ("switching", "making", "marking")}
    wrong = [pair for form in typed.values() for pair in form.errors.items()]
    found = linkage.listed(actor=visitor.actor, times=visitor.times, after=after)
    through = _number(request.GET.get("through") or "0") or (found[-1].sequence if found else 0)
    return render(
        request, "registry/linkage/index.html", title="CS連携", key="linkage", status=422 if wrong else 200,
        standing=linkage.standing(), modes=MODES, found=found, after=after, most=linkage.MOST, wrong=wrong,
        through=through, offered=output_forms.choices(linkage.EXPORT, visitor), may_copy=visitor.may(COPY),
        may_set=visitor.may(Permission.SET_LINKAGE), may_carry=visitor.may(Permission.CARRY_LINKAGE),
        new_keys=[Typed().key_of_form for _ in typed], **typed,
    )  # fmt: skip


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Malformed(where="number")
    return int(text)
