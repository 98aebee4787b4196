"""The page of one test card: how far it has come, and what card management does with it at a counter."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing
from juki.outside.cards import making, shown
from juki.outside.cards.reached import reached
from juki.outside.cards.records.models import Card
from juki.outside.web.pages import actor_of, with_key
from juki.screens.page import see_other
from juki.screens.refusals import refusal
from juki.screens.rendering import render
from juki.screens.typed import key_of

Deed = Callable[..., Card]
DEEDS: dict[str, Deed] = {"unlock": making.unlock, "renew": making.renew, "revoke": making.revoke}


def show(request: HttpRequest, card: UUID) -> HttpResponseBase:
    """A card, and what can be done with it."""
    try:
        found = making.found(card)
    except JukiError as error:
        return refusal(request, error)
    return _page(request, found)


def do(request: HttpRequest, card: UUID, deed: str) -> HttpResponseBase:
    """Unlock, renew or revoke; the same form twice is one act, and a refusal stands on the card's page."""
    actor, times, key = actor_of(request), current().clock.now(), key_of(request.POST)
    try:
        DEEDS[deed](card, actor=actor, times=times, trace=key)
    except JukiError as error:
        _log(actor, times, "page.refused", outcome="refused", detail={"code": error.code})
        known = next((one for one in making.cards() if one.card == card), None)
        return _page(request, known, error) if known else refusal(request, error)
    return see_other(f"/cards/{card}")


def _page(request: HttpRequest, card: Card, error: JukiError | None = None) -> HttpResponseBase:
    _log(
        actor_of(request),
        current().clock.now(),
        "counterpart.shown",
        subjects=[f"resident:{card.resident_code}"],
    )
    return render(
        request, "outside/card.html", title=card.label, card=card, state=shown.STATES[card.state],
        tries=shown.tries(card), reached=reached([card])[card.card], error=error, keys={deed: uuid4() for deed in DEEDS},
        status=error.status if error else 200,
    )  # fmt: skip


def _log(
    actor: Actor, times: Times, action: str, *, subjects: list[str] | None = None, outcome: str = "shown",
    detail: dict[str, str | int] | None = None,
) -> None:  # fmt: skip
    log_before_showing(
        actor, action, reason="cards", times=times, subjects=subjects or [], outcome=outcome, detail=detail
    )


urlpatterns = [
    path("cards/<uuid:card>", with_key(show)),
    *(path(f"cards/<uuid:card>/{deed}", with_key(do, method="POST"), {"deed": deed}) for deed in DEEDS),
]
