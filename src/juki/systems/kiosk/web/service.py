"""障害・停止: whether kiosks are served; stopped by hand or by an alarm, resumed by a person with a reason.

Source: ADR 0014 (every error is looked into before the service goes on).
"""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.work import log_before_showing
from juki.screens.once import once
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.kiosk.services import service_state
from juki.systems.kiosk.web.labels import EVENTS
from juki.systems.kiosk.web.permissions import RESUME, SERVICE, STOP


@page(permission=SERVICE)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The state, the alarms, and what this person may do about it."""
    log_before_showing(visitor.actor, "service.shown", reason="screen", times=visitor.times)
    return _page(request, visitor, Typed())


@page(permission=STOP, method="POST")
def stop(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Stop issuing at every kiosk, once."""

    def act(key: UUID, reason: str) -> None:
        service_state.stop(actor=visitor.actor, reason=reason, times=visitor.times, trace=key)

    return _done(request, visitor, act)


@page(permission=RESUME, method="POST")
def resume(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Let the kiosks be served again, once."""

    def act(key: UUID, reason: str) -> None:
        service_state.resume(actor=visitor.actor, reason=reason, times=visitor.times, trace=key)

    return _done(request, visitor, act)


def _done(request: HttpRequest, visitor: Visitor, act: Callable[[UUID, str], None]) -> HttpResponseBase:
    typed = Typed(request.POST)
    reason = typed.reason()
    if not typed.errors:
        try:
            once(request, visitor, lambda key: act(key, reason))
        except JukiError as refusal:
            if refusal.status != HTTPStatus.CONFLICT:
                raise
            typed.refuse("reason", refusal)
    return _page(request, visitor, typed) if typed.errors else see_other("/service")


def _page(request: HttpRequest, visitor: Visitor, typed: Typed) -> HttpResponseBase:
    state = service_state.service_state()
    events = [(one, one.who.removeprefix("client:")) for one in service_state.events()]
    return render(
        request, "kiosk/service.html", title="障害・停止", key="service", status=typed.status, form=typed, state=state,
        events=events, words=EVENTS, key_of_form=typed.key_of_form,
        may_stop=visitor.may(STOP), may_resume=visitor.may(RESUME), may_see=visitor.may(SERVICE),
        by_hand=service_state.BY_HAND,
    )  # fmt: skip
