"""Doors of メモ. Source: STD 1.1.15."""

from typing import Literal

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services import memos
from juki.systems.registry.services.memos import MemoChangeForm, MemoDeletionForm, MemoForm, ShownMemo

OF_MEMOS = {"history": (Literal["1"], "deleted memos and every earlier state too")}


@read_endpoint(permission=Permission.SEE_MEMO, system=OWN, reply=list[ShownMemo], query=OF_MEMOS)
def listed(request: HttpRequest, visit: Visit, addressee_number: str) -> HttpResponse:
    """The memos of a person, the newest first."""
    history = request.GET.get("history") == "1"
    return json_reply(
        memos.listed(addressee_number, actor=visit.actor, times=visit.times, with_history=history)
    )


@write_endpoint(
    permission=Permission.WRITE_MEMO, body=MemoForm, system=OWN, reply=ShownMemo, status=201, remembers=False
)
def write(visit: Visit, form: MemoForm) -> HttpResponse:
    """A new memo; the key becomes its id."""
    return json_reply(
        memos.write(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)), status=201
    )


@write_endpoint(
    permission=Permission.WRITE_MEMO, body=MemoChangeForm, system=OWN, reply=ShownMemo, remembers=False
)
def change(visit: Visit, form: MemoChangeForm) -> HttpResponse:
    """Other words for a memo."""
    return json_reply(memos.change(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(
    permission=Permission.WRITE_MEMO, body=MemoDeletionForm, system=OWN, reply=ShownMemo, remembers=False
)
def delete(visit: Visit, form: MemoDeletionForm) -> HttpResponse:
    """Delete a memo; its history stays."""
    return json_reply(memos.delete(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))
