"""Making, renewing, revoking and unlocking test cards; whoever holds a register hears of every serial in order."""

from typing import Annotated
from uuid import UUID, uuid4

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act, Actor, one_act
from juki.outside.cards import peers, vault
from juki.outside.cards.errors import CardEnded, HasACard, NoSuchCard
from juki.outside.cards.records.card import TRIES
from juki.outside.cards.records.models import Card
from juki.outside.jpki import issuing

REASON = "test-card"


class CardForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whom a card is made; ``label`` is what the test terminal calls it (default: 試験用カード and a number)."""

    resident_code: Annotated[str, msgspec.Meta(max_length=20)]
    pin: Annotated[str, msgspec.Meta(max_length=20)]
    label: Annotated[str, msgspec.Meta(max_length=40)] = ""


def make(form: CardForm, *, actor: Actor, times: Times, trace: UUID) -> Card:
    """A card in force for a 住民票コード, or the one that the same ``trace`` made before. Source: 公的個人認証法22条.

    Raises:
        InvalidResidentCode: wrong digits.
        NotAPin: the PIN is not four digits.
        HasACard: the person's card is in force.
        KeyReused: the trace belongs to another card.
    """
    code = ResidentCode(form.resident_code).digits
    vault.require_pin(form.pin)
    if known := _before(trace, code):
        return known
    salt, digest = vault.hashed(form.pin)
    key = ec.generate_private_key(ec.SECP256R1())
    try:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            found = issuing.issue(key.public_key(), now=times.machine)
            card = Card.objects.create(
                card=uuid4(), label=form.label.strip() or f"試験用カード {Card.objects.count() + 1}",
                resident_code=code, sealed_key=vault.sealed(key), pin_salt=salt, pin_hash=digest, state="in_force",
                made_at=times.machine, changed_at=times.machine, trace=trace, **_on_card(found),
            )  # fmt: skip
            _tell(act, card, "card.made")
    except IntegrityError:
        if known := _before(trace, code):
            return known
        raise HasACard from None
    return card


def renew(ident: UUID, *, actor: Actor, times: Times, trace: UUID) -> Card:
    """A new key and certificate on the same card; the old certificate ends first. The PIN stays.

    Raises:
        NoSuchCard: there is none.
        CardEnded: its certificate was revoked.
    """
    with one_act(actor, reason=REASON, times=times, trace=trace) as act:
        card = _locked(ident)
        if card.trace == trace:
            return card
        _end(act, card)
        key = ec.generate_private_key(ec.SECP256R1())
        fresh = _on_card(issuing.issue(key.public_key(), now=times.machine))
        card.sealed_key, card.state = vault.sealed(key), "in_force"
        card.serial, card.certificate = fresh["serial"], fresh["certificate"]
        card.trace = trace
        card.save()
        _tell(act, card, "card.renewed")
    return card


def revoke(ident: UUID, *, actor: Actor, times: Times, trace: UUID) -> Card:
    """End a card's certificate: lost, given back, or its holder died. Source: 公的個人認証法31条, 36条.

    Raises:
        NoSuchCard: there is none.
        CardEnded: it ended before.
    """
    with one_act(actor, reason=REASON, times=times, trace=trace) as act:
        card = _locked(ident)
        if card.trace == trace:
            return card
        _end(act, card)
        card.trace = trace
        card.save()
    return card


def unlock(ident: UUID, *, actor: Actor, times: Times, trace: UUID) -> Card:
    """Three tries again, as at a city's counter; the PIN stays.

    Raises:
        NoSuchCard: there is none.
    """
    with one_act(actor, reason=REASON, times=times, trace=trace) as act:
        card = _locked(ident)
        card.tries_left = TRIES
        card.save(update_fields=["tries_left"])
        act.log("card.unlocked", subjects=_subjects(card))
    return card


def cards() -> list[Card]:
    """All test cards, those in force first, newest first."""
    return list(Card.objects.order_by("-state", "-made_at"))


def found(ident: UUID) -> Card:
    """A card.

    Raises:
        NoSuchCard: there is none.
    """
    card = Card.objects.filter(card=ident).first()
    if card is None:
        raise NoSuchCard
    return card


def _before(trace: UUID, code: str) -> Card | None:
    card = Card.objects.filter(trace=trace).first()
    if card is not None and card.resident_code != code:
        raise KeyReused
    return card


def _locked(ident: UUID) -> Card:
    card = Card.objects.select_for_update().filter(card=ident).first()
    if card is None:
        raise NoSuchCard
    return card


def _end(act: Act, card: Card) -> None:
    if card.state == "ended":
        raise CardEnded
    issuing.revoke(card.serial, now=act.times.machine)
    card.state, card.changed_at = "ended", act.times.machine
    _tell(act, card, "card.ended")


def _tell(act: Act, card: Card, action: str) -> None:
    peers.send_serial(
        act, resident_code=card.resident_code, serial=card.serial,
        state="ended" if card.state == "ended" else "in_force", changed_at=card.changed_at,
    )  # fmt: skip
    act.log(action, subjects=_subjects(card), detail={"card": str(card.card)})


def _subjects(card: Card) -> list[str]:
    return [f"resident:{card.resident_code}"]


def _on_card(certificate: Certificate) -> dict[str, object]:
    return {
        "serial": issuing.serial_of(certificate),
        "certificate": certificate.public_bytes(Encoding.DER),
    }
