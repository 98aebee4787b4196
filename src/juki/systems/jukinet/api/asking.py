"""Reads whose question may not stand in an address: a POST that changes nothing and whose reply is not kept.

``write_endpoint`` keeps the reply of a form for its repetition; a copy of a person's record must not be kept there.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from juki.kernel.access.grants import permitted
from juki.kernel.door.caller import caller_of
from juki.kernel.door.endpoint import Visit, declared, decode, posted
from juki.kernel.door.errors import NotPermitted, WrongMethod
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing

Body = TypeVar("Body")
SYSTEM = "jukinet"


def asking_endpoint(
    *, permission: str, body: type[Body]
) -> Callable[[Callable[[Visit, Body], HttpResponse]], Callable[..., HttpResponseBase]]:
    """A POST of a question by clients that hold ``permission``; a refusal is logged."""

    def build(function: Callable[[Visit, Body], HttpResponse]) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest) -> HttpResponse:
            visit = _visit(request, permission)
            reply = function(visit, decode(posted(request), body))
            reply["Cache-Control"] = "no-store"
            return reply

        return declared(view, permission)

    return build


def _visit(request: HttpRequest, permission: str) -> Visit:
    times = current().clock.now()
    caller = caller_of(request)
    if request.method != "POST":
        raise WrongMethod(allowed="POST")
    if caller.kind != "client" or not permitted(
        system=SYSTEM, client=caller.name, permission=permission, on=times.legal_day
    ):
        actor = Actor(who=caller.who, right=permission, terminal=caller.terminal)
        log_before_showing(actor, "door.refused", reason=request.path, times=times, outcome="refused")
        raise NotPermitted(permission=permission)
    return Visit(system=SYSTEM, caller=caller, times=times, permission=permission, key=None)
