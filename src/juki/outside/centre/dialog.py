"""From the card to the menu: a statement for the card, its proof checked here, and only then the city is asked."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid4

import msgspec
from cryptography import x509
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.outside.centre import card_checks, peers, states, status_checks
from juki.outside.centre.errors import (
    CitySilent,
    NoStatus,
    OtherStatement,
    TimeOver,
    UsedBefore,
)
from juki.outside.centre.peers import CardProof, CardStatement, KioskMenuAnswer
from juki.outside.centre.records.models import Dialog
from juki.outside.centre.terminals import label_of, require_served, terminals

Now = Callable[[], Times]
"""Both clocks: a dialog waits for others in between, so the moment is asked for more than once."""
Base64 = Annotated[str, msgspec.Meta(max_length=8_000)]


class ProofForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a terminal hands on: what the card signed, its signature and its certificate (base64 of DER)."""

    transaction: UUID
    kiosk: Annotated[str, msgspec.Meta(max_length=20)]
    statement: Annotated[str, msgspec.Meta(max_length=8_000)]
    signature: Base64
    certificate: Base64


def begin(
    *, kiosk: str, municipality: str, key: UUID, actor: Actor, times: Times, card: UUID | None = None
) -> Dialog:
    """A dialog at a terminal about a municipality, with the statement that the card shall sign; one to a ``key``.

    Raises:
        NoSuchTerminal, NotServed: no such terminal, or no link to the municipality.
        KeyReused: the key belongs to another dialog.
    """
    label_of(kiosk)
    require_served(municipality)
    states.sweep(actor=actor, times=times)
    if known := _before(key, kiosk, card):
        return known
    ident = uuid4()
    try:
        with one_act(actor, reason=states.REASON, times=times, trace=ident) as act:
            row = Dialog.objects.create(
                transaction=ident, key=key, kiosk=kiosk, municipality=municipality, card=card, state="opened",
                statement=_statement(ident, kiosk, municipality, times.machine), opened_at=times.machine,
                deadline=times.machine + terminals().statement,
            )  # fmt: skip
            act.log("kiosk.opened", subjects=[peers.subject(ident)], detail={"kiosk": kiosk})
    except IntegrityError:
        if known := _before(key, kiosk, card):
            return known
        raise
    return row


def menu(form: ProofForm, *, actor: Actor, now: Now) -> KioskMenuAnswer:
    """Prove the card, then ask the city what its holder may have. A statement is looked at once, whatever comes of it.

    Source: 公的個人認証法36条, 38条; document I-2 system 3 ②.

    Raises:
        NoSuchDialog, OtherTerminal, TimeOver, DialogEnded, UsedBefore: no such dialog here, or not any more.
        OtherStatement, BadCardSignature, ForeignCertificate, CertificateExpired: the card proves nothing.
        CertificateRevoked, CertificateUnknown, NoStatus: 公的個人認証 does not vouch for it.
        CitySilent: no answer; the dialog has ended.
    """
    times = now()
    states.sweep(actor=actor, times=times)
    row = states.found(form.transaction, kiosk=form.kiosk)
    states.require_waiting(row)
    if not states.step(row, "checking", before=["opened"], times=times):
        raise UsedBefore
    try:
        proof = _proved(form, row, actor=actor, now=now)
    except JukiError as error:
        states.end(row, "refused", actor=actor, times=now(), code=error.code, words=error.message)
        raise
    if not states.step(row, "checking", before=["checking"], times=now(), city_asked=True):
        raise _too_late(row, actor, now())
    try:
        answer = peers.menu(row.transaction, kiosk=row.kiosk, proof=proof, actor=actor, times=now())
    except JukiError:
        states.end(row, "cancelled", actor=actor, times=now(), code=CitySilent.code, words=CitySilent.text)
        raise CitySilent from None
    return _offered(row, answer, actor=actor, times=now())


def _offered(row: Dialog, answer: KioskMenuAnswer, *, actor: Actor, times: Times) -> KioskMenuAnswer:
    if answer.outcome == "refused":
        states.end(row, "refused", actor=actor, times=times, code=answer.code, words=answer.text)
        return answer
    deadline = min(times.machine + terminals().dialog, _moment(answer.until, times.machine))
    kept = msgspec.json.encode(answer).decode()
    if not states.step(row, "offered", before=["checking"], times=times, offer=kept, deadline=deadline):
        raise _too_late(row, actor, times)
    return msgspec.structs.replace(answer, until=deadline.isoformat())


def _too_late(row: Dialog, actor: Actor, times: Times) -> JukiError:
    """Why a dialog that was under way cannot go on: its time is over, or it was cancelled meanwhile."""
    states.sweep(actor=actor, times=times)
    row.refresh_from_db()
    try:
        states.require_waiting(row)
    except JukiError as error:
        return error
    return TimeOver()


def _proved(form: ProofForm, row: Dialog, *, actor: Actor, now: Now) -> CardProof:
    if form.statement != row.statement:
        raise OtherStatement
    authority = card_authority()
    found = card_checks.certificate_in(form.certificate, authority=authority, at=now().machine)
    card_checks.require_signature(found, form.statement, form.signature)
    response = _status(found, authority, row, actor=actor, now=now)
    return CardProof(
        statement=form.statement, signature=form.signature, certificate=form.certificate, status=response
    )


def _status(
    certificate: x509.Certificate, authority: x509.Certificate, row: Dialog, *, actor: Actor, now: Now
) -> str:
    nonce = os.urandom(32)
    request = status_checks.request_about(certificate, authority=authority, nonce=nonce)
    try:
        response = peers.certificate_status(request, transaction=row.transaction, actor=actor, times=now())
    except (JukiError, ValueError):
        raise NoStatus from None
    status_checks.require_good(response, request=request, authority=authority, nonce=nonce, at=now().machine)
    return peers.in_base64(response)


@cache
def card_authority() -> x509.Certificate:
    """Whose cards count here."""
    return x509.load_pem_x509_certificate(Path(current().cards).read_bytes())


def _statement(ident: UUID, kiosk: str, municipality: str, at: datetime) -> str:
    statement = CardStatement(
        transaction=str(ident), municipality=municipality, kiosk=kiosk, nonce=secrets.token_hex(32),
        at=at.isoformat(),
    )  # fmt: skip
    return msgspec.json.encode(statement).decode()


def _before(key: UUID, kiosk: str, card: UUID | None) -> Dialog | None:
    row = Dialog.objects.filter(key=key).first()
    if row is not None and (row.kiosk, row.card) != (kiosk, card):
        raise KeyReused
    return row


def _moment(text: str, otherwise: datetime) -> datetime:
    """The city's time limit; one that cannot be read has passed."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if found.tzinfo else otherwise
