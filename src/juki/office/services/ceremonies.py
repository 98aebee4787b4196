"""Challenges for authenticators, and what comes back: WebAuthn with user verification required, checked by ``fido2``.

A challenge is made here, kept until it is answered once, and belongs to one session or one enrolment.

Source: W3C WebAuthn Level 2, 7.1 and 7.2; document III 3 risk 2.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from fido2 import cbor
from fido2.cose import ES256, RS256, CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)

from juki.office.domain.passkey import is_in_time
from juki.office.errors import PasskeyRefused
from juki.office.records.models import Ceremony, Enrolment, Passkey, Person, Session
from juki.office.services.options import staff

_REQUIRED = UserVerificationRequirement.REQUIRED
_CHALLENGE = 32
_LONGEST = 20_000
"""Characters of an answer."""
_NO_MODEL = bytes(16)
_ALGORITHMS = (ES256.ALGORITHM, RS256.ALGORITHM)
"""What security keys and the keys built into computers make."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser hands to the authenticator, as JSON, and the ceremony that it answers."""

    ceremony: UUID
    options: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new key as an authenticator told it."""

    credential: bytes
    public_key: bytes
    counter: int
    model: str


def ask_for_new(
    person: Person, *, session: Session | None = None, enrolment: Enrolment | None = None, now: datetime
) -> Asked:
    """Ask an authenticator to make a key for ``person``, in a session or under an enrolment."""
    challenge = secrets.token_bytes(_CHALLENGE)
    user = PublicKeyCredentialUserEntity(
        name=person.client_id, id=person.client_id.encode(), display_name=person.name
    )
    held = _descriptors(Passkey.objects.filter(person=person, ended_at=None))
    options, _ = _server().register_begin(
        user, credentials=held, user_verification=_REQUIRED, challenge=challenge
    )
    return _begun(dict(options), challenge, session=session, enrolment=enrolment, now=now)


def ask_for_proof(session: Session, *, now: datetime) -> Asked | None:
    """Ask for a signature by one of the person's keys; None: there is none."""
    held = Passkey.objects.filter(person_id=session.person_id, ended_at=None).order_by("enrolled_at")
    descriptors = _descriptors(held)
    if not descriptors:
        return None
    challenge = secrets.token_bytes(_CHALLENGE)
    options, _ = _server().authenticate_begin(descriptors, user_verification=_REQUIRED, challenge=challenge)
    return _begun(dict(options), challenge, session=session, enrolment=None, now=now)


def made(
    ceremony: str,
    answer: str,
    *,
    session: Session | None = None,
    enrolment: Enrolment | None = None,
    now: datetime,
) -> Made:
    """The key that an authenticator made for a challenge of ours.

    Raises:
        PasskeyRefused: no challenge of ours, used, too old or another's; another origin, party or kind of answer; no
            verification of the user; a key that we do not take.
    """
    state = _taken(ceremony, session=session, enrolment=enrolment, now=now)
    try:
        registration = RegistrationResponse.from_dict(_read(answer))
        data = _server().register_complete(state, registration)
        credential = _credential(data)
        key = bytes(_encoded(credential.public_key))
    except PasskeyRefused:
        raise
    except Exception:  # noqa: BLE001 - whatever the library makes of hostile bytes
        raise PasskeyRefused(why="answer") from None
    model = "" if bytes(credential.aaguid) == _NO_MODEL else str(UUID(bytes=bytes(credential.aaguid)))
    return Made(credential.credential_id, key, data.counter, model)


def proved(ceremony: str, answer: str, *, session: Session, now: datetime) -> tuple[Passkey, int]:
    """The key of the session's person that signed our challenge, and the count that it told.

    Raises:
        PasskeyRefused: see ``made``; also a key that the person has not, and a signature that does not hold.
    """
    state = _taken(ceremony, session=session, enrolment=None, now=now)
    held = {
        bytes(row.credential): row
        for row in Passkey.objects.filter(person_id=session.person_id, ended_at=None)
    }
    credentials = [
        AttestedCredentialData.create(_NO_MODEL, credential, CoseKey.parse(_decoded(bytes(row.public_key))))
        for credential, row in held.items()
    ]
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        found = _server().authenticate_complete(state, credentials, response)
        counter = response.response.authenticator_data.counter
    except Exception:  # noqa: BLE001 - whatever the library makes of hostile bytes
        raise PasskeyRefused(why="answer") from None
    return held[found.credential_id], counter


def forget(*, now: datetime) -> int:
    """Drop challenges that nobody answered; how many."""
    old = [row.pk for row in Ceremony.objects.only("begun_at") if not is_in_time(row.begun_at, now)]
    return Ceremony.objects.filter(pk__in=old).delete()[0]


def _begun(
    options: Mapping[str, Any], challenge: bytes, *, session: Session | None, enrolment: Enrolment | None,
    now: datetime,
) -> Asked:  # fmt: skip
    row = Ceremony.objects.create(
        id=uuid4(), challenge=challenge, session=session, enrolment=enrolment, begun_at=now
    )
    return Asked(row.id, json.dumps(options["publicKey"]))


def _taken(
    ceremony: str, *, session: Session | None, enrolment: Enrolment | None, now: datetime
) -> dict[str, Any]:
    """What the library wants to know of a challenge, which is used up by asking."""
    try:
        ident = UUID(ceremony)
    except ValueError:
        raise PasskeyRefused(why="ceremony") from None
    rows = Ceremony.objects.select_for_update().filter(id=ident, session=session, enrolment=enrolment)
    row = rows.first()
    if row is None:
        raise PasskeyRefused(why="ceremony")
    row.delete()
    if not is_in_time(row.begun_at, now):
        raise PasskeyRefused(why="time")
    return {"challenge": websafe_encode(bytes(row.challenge)), "user_verification": _REQUIRED}


def _read(answer: str) -> Mapping[str, Any]:
    if len(answer) > _LONGEST:
        raise PasskeyRefused(why="answer")
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise PasskeyRefused(why="answer")
    return found


def _credential(data: AuthenticatorData) -> AttestedCredentialData:
    if data.credential_data is None or data.credential_data.public_key.get(3) not in _ALGORITHMS:
        raise PasskeyRefused(why="algorithm")
    return data.credential_data


def _server() -> Fido2Server:
    """The party is the host of the office's own address, and nothing but that address may ask."""
    origin = staff().origin
    host = urlsplit(origin).hostname or ""
    server = Fido2Server(
        PublicKeyCredentialRpEntity(id=host, name="Juki"), verify_origin=lambda asked: asked == origin
    )
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=one) for one in _ALGORITHMS
    ]
    return server


def _descriptors(rows: Any) -> Sequence[PublicKeyCredentialDescriptor]:  # noqa: ANN401 - a query
    return [
        PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes(row.credential))
        for row in rows
    ]


def _encoded(key: Mapping[int, Any]) -> bytes:
    return cbor.encode(dict(key))


def _decoded(key: bytes) -> Mapping[int, Any]:
    found = cbor.decode(key)
    assert isinstance(found, Mapping)
    return found
