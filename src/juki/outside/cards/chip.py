"""The chip of a card: it signs for whoever knows the PIN, and gives its key to nobody. Source: 公的個人認証法38条の2."""

from base64 import b64encode
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.outside.cards import vault
from juki.outside.cards.errors import CardLocked, NoSuchCard, WrongPin
from juki.outside.cards.records.card import TRIES
from juki.outside.cards.records.models import Card

REASON = "card-signature"


class Signed(msgspec.Struct, frozen=True):
    """``signature`` (ECDSA, SHA-256, DER) and the card's ``certificate`` (DER), both in base64."""

    signature: str
    certificate: str


def sign(ident: UUID, statement: str, *, pin: str, actor: Actor, times: Times) -> Signed:
    """Sign the UTF-8 bytes of ``statement``. A wrong PIN counts even though nothing else happens; a right one resets.

    Whether the certificate is still good is not the chip's business: it cannot know.

    Raises:
        NoSuchCard: there is none.
        NotAPin: not four digits; it does not count as a try.
        WrongPin: another PIN.
        CardLocked: three wrong ones in a row, this one included.
    """
    vault.require_pin(pin)
    refused: WrongPin | CardLocked | None = None
    with one_act(actor, reason=REASON, times=times) as act:
        card = Card.objects.select_for_update().filter(card=ident).first()
        if card is None:
            raise NoSuchCard
        refused = _tried(card, pin)
        card.save(update_fields=["tries_left"])
        outcome = "refused" if refused else "done"
        act.log("card.pin", outcome=outcome, detail={"card": str(ident), "left": card.tries_left})
    if refused is not None:
        raise refused
    signature = vault.opened(card.sealed_key).sign(statement.encode(), ec.ECDSA(hashes.SHA256()))
    return Signed(b64encode(signature).decode(), b64encode(bytes(card.certificate)).decode())


def _tried(card: Card, pin: str) -> WrongPin | CardLocked | None:
    if card.tries_left == 0:
        return CardLocked()
    if vault.fits(pin, salt=bytes(card.pin_salt), digest=bytes(card.pin_hash)):
        card.tries_left = TRIES
        return None
    card.tries_left -= 1
    return WrongPin(left=card.tries_left) if card.tries_left else CardLocked()
