"""Doors about 住基ネット: 空きコード, 転入通知 of other municipalities, messages that nobody receives yet."""

from typing import Literal

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, by_method, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.recording import Added, trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import awaiting, code_stock, move_in_notices
from juki.systems.registry.services.forms import NumberBlockForm

OF_AWAITED = {
    "message": (str, "only messages of this kind"),
    "after": (int, "only messages after this `id`: the next page"),
}
OF_NOTICES = {"outcome": (Literal["applied", "older", "task"], "only notices of this outcome")}


@read_endpoint(permission=Permission.SEE_CODES, system=OWN, reply=code_stock.ShownStock)
def show_codes(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """How many 空きコード are left."""
    return json_reply(code_stock.standing())


@write_endpoint(permission=Permission.TAKE_CODES, body=NumberBlockForm, system=OWN, reply=Added, status=201)
def take_codes(visit: Visit, form: NumberBlockForm) -> HttpResponse:
    """Take a stock of 空きコード."""
    added = code_stock.take(size=form.size, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    return json_reply(Added(added, code_stock.free()), status=201)


@read_endpoint(
    permission=Permission.SEE_AWAITED, system=OWN, reply=list[awaiting.ShownAwaited], query=OF_AWAITED
)
def list_awaited(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Messages that were due and have no receiver yet: they were sent nowhere."""
    after = request.GET.get("after", "0")
    if not after.isdecimal():
        raise UnreadableMoment(item="after")
    return json_reply(
        awaiting.listed(
            actor=visit.actor,
            times=visit.times,
            message=request.GET.get("message", ""),
            after=int(after),
        )
    )


@read_endpoint(
    permission=Permission.SEE_MOVE_IN_NOTICE, system=OWN, reply=list[move_in_notices.ShownNotice], query=OF_NOTICES
)  # fmt: skip
def list_notices(request: HttpRequest, visit: Visit) -> HttpResponse:
    """転入通知 of other municipalities and what became of them; `task` are those that a clerk has to look at."""
    return json_reply(
        move_in_notices.listed(actor=visit.actor, times=visit.times, outcome=request.GET.get("outcome", ""))
    )


codes_door = by_method(GET=show_codes, POST=take_codes)
