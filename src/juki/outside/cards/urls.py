"""The card management's routes for programs: make test cards, and let one sign."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, by_method, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.outside.cards import chip, making
from juki.outside.cards.chip import Signed
from juki.outside.cards.making import CardForm
from juki.outside.cards.records.models import Card

MAKE = "outside.card.make"
USE = "outside.card.use"


class CardReply(msgspec.Struct, frozen=True):
    """A card, without whose it is."""

    card: UUID
    label: str
    serial: str
    state: str
    tries_left: int


class CardsReply(msgspec.Struct, frozen=True):
    """All test cards, those in force first."""

    cards: list[CardReply]


class WhichCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card by its id."""

    card: UUID


class SignForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PIN typed for a card, and what it shall sign."""

    card: UUID
    pin: Annotated[str, msgspec.Meta(max_length=20)]
    statement: Annotated[str, msgspec.Meta(max_length=8_000)]


@write_endpoint(permission=MAKE, body=CardForm, system="cards", reply=CardReply, status=201)
def make_card(visit: Visit, form: CardForm) -> HttpResponse:
    """Make a test card."""
    assert visit.key is not None
    card = making.make(form, actor=visit.actor, times=visit.times, trace=visit.key)
    return json_reply(_reply(card), status=201)


@read_endpoint(permission=MAKE, system="cards", reply=CardsReply)
def list_cards(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """All test cards."""
    return json_reply(CardsReply([_reply(card) for card in making.cards()]))


@write_endpoint(permission=MAKE, body=WhichCard, system="cards", reply=CardReply)
def renew_card(visit: Visit, form: WhichCard) -> HttpResponse:
    """A new certificate on the same card."""
    assert visit.key is not None
    return json_reply(_reply(making.renew(form.card, actor=visit.actor, times=visit.times, trace=visit.key)))


@write_endpoint(permission=MAKE, body=WhichCard, system="cards", reply=CardReply)
def revoke_card(visit: Visit, form: WhichCard) -> HttpResponse:
    """End a card's certificate."""
    assert visit.key is not None
    return json_reply(_reply(making.revoke(form.card, actor=visit.actor, times=visit.times, trace=visit.key)))


@write_endpoint(permission=MAKE, body=WhichCard, system="cards", reply=CardReply)
def unlock_card(visit: Visit, form: WhichCard) -> HttpResponse:
    """Three tries again."""
    assert visit.key is not None
    return json_reply(_reply(making.unlock(form.card, actor=visit.actor, times=visit.times, trace=visit.key)))


@write_endpoint(permission=USE, body=SignForm, system="cards", remembers=False, reply=Signed)
def sign(visit: Visit, form: SignForm) -> HttpResponse:
    """Let the chip of a card sign."""
    return json_reply(
        chip.sign(form.card, form.statement, pin=form.pin, actor=visit.actor, times=visit.times)
    )


def _reply(card: Card) -> CardReply:
    return CardReply(card.card, card.label, card.serial, card.state, card.tries_left)


urlpatterns = [
    path("api/test-cards", by_method(GET=list_cards, POST=make_card)),
    path("api/test-cards/renewals", renew_card),
    path("api/test-cards/revocations", revoke_card),
    path("api/test-cards/unlocks", unlock_card),
    path("api/test-cards/signatures", sign),
]
