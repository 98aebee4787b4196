"""The proof of a card, checked by the city itself: the centre's word is not enough.

Pure but for the arguments: no clock, no database. Source: 公的個人認証法36条; ADR 0014.
"""

import base64
import binascii
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from cryptography import x509

from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.domain.serial import digest_of
from juki.systems.kiosk.peers.contract import CardProof, CardStatement
from juki.systems.kiosk.services.card_certificate import believed
from juki.systems.kiosk.services.card_status import demand_in_force
from juki.systems.kiosk.services.refusing import Refused

_NONCE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a proof has to say: by whose authority, to which city, in which dialog at which kiosk, and when."""

    authority: x509.Certificate
    municipality: str
    transaction: UUID
    kiosk: str
    now: datetime
    statement_age: timedelta
    status_age: timedelta
    ahead: timedelta


def transaction_of(text: str) -> UUID:
    """The centre's id of the dialog, in the one way a UUID is written.

    Raises:
        Refused: it is none.
    """
    try:
        found = UUID(text)
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
    if str(found) != text:
        raise Refused(Refusal.BAD_REQUEST)
    return found


def demand_kiosk(text: str, terminals: Collection[str]) -> str:
    """The kiosk's id, which is printed on each page, as the centre announced it.

    Raises:
        Refused: it is none of ``terminals``.
    """
    if text not in terminals:
        raise Refused(Refusal.UNKNOWN_TERMINAL)
    return text


def proved(proof: CardProof, expected: Expected) -> str:
    """The digest of the serial of the card that made ``proof`` for this dialog, now.

    Raises:
        Refused: anything about it is not as ``expected``.
    """
    statement = proof.statement.encode("utf-8", "replace")
    card = believed(_decoded(proof.certificate), authority=expected.authority, now=expected.now)
    card.demand_signature(_decoded(proof.signature), statement)
    said_at = _demand_statement(statement, expected)
    demand_in_force(
        _decoded(proof.status), certificate=card.certificate, authority=expected.authority, now=expected.now,
        age=expected.status_age, ahead=expected.ahead, said_at=said_at,
    )  # fmt: skip
    return digest_of(card.serial)


def _demand_statement(content: bytes, expected: Expected) -> datetime:
    """When the statement was made. What is signed has one reading only: it is written in the one way that we write it."""
    try:
        said = msgspec.json.decode(content, type=CardStatement)
        at = datetime.fromisoformat(said.at)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused(Refusal.UNREADABLE_PROOF) from None
    if msgspec.json.encode(said) != content:
        raise Refused(Refusal.UNREADABLE_PROOF)
    if at.utcoffset() is None or _NONCE.fullmatch(said.nonce) is None:
        raise Refused(Refusal.UNREADABLE_PROOF)
    if said.municipality != expected.municipality:
        raise Refused(Refusal.ANOTHER_CITY)
    if (said.transaction, said.kiosk) != (str(expected.transaction), expected.kiosk):
        raise Refused(Refusal.ANOTHER_DIALOG)
    if not expected.now - expected.statement_age <= at <= expected.now + expected.ahead:
        raise Refused(Refusal.OLD_STATEMENT)
    return at


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(Refusal.UNREADABLE_PROOF) from None
