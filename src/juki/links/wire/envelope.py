"""The envelope of every message and question."""

import hashlib
from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from juki.kernel.shape import place_of
from juki.links.errors import BadEnvelope
from juki.links.message import Content

ASK_SECONDS = 120
"""How old a question may be on arrival."""


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``sequence`` is gapless per (sender, epoch, destination) for messages, 0 for questions, answers.

    ``body`` is the content's JSON, or a compact JWE of it where personal data leaves the city hall; ``digest`` is the
    SHA-256 of ``body`` in hex. A heartbeat has no body: its ``sequence`` is the last one sent.
    """

    kind: Literal["message", "question", "answer", "heartbeat"]
    id: UUID
    name: str = ""
    version: int = 1
    sender: str
    destination: str
    sequence: int = 0
    epoch: int = 0
    streams: tuple[str, ...] = ()
    trace: UUID
    legal_day: date
    recorded_at: datetime
    digest: str = ""
    body: str = ""


def digest_of(body: str) -> str:
    """SHA-256 of a body as it travels, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def written(content: Content) -> str:
    """The content's JSON."""
    return msgspec.json.encode(content).decode()


def read(body: str, kind: type[Content]) -> Content:
    """Content of type ``kind`` from its JSON.

    Raises:
        BadEnvelope: the body does not have the published shape; the text names the place, never the value.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadEnvelope(where=place_of(error)) from None


def unwrap(content: bytes) -> Envelope:
    """An envelope from signed bytes.

    Raises:
        BadEnvelope: wrong shape, or the digest does not fit the body.
    """
    try:
        envelope = msgspec.json.decode(content, type=Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadEnvelope(where=place_of(error)) from None
    if envelope.recorded_at.tzinfo is None:
        raise BadEnvelope(where="$.recorded_at")
    if envelope.kind != "heartbeat" and envelope.digest != digest_of(envelope.body):
        raise BadEnvelope(where="$.digest")
    return envelope


def is_fresh(envelope: Envelope, machine: datetime) -> bool:
    """Whether a question or heartbeat was made within the last two minutes of the machine clock."""
    return abs((machine - envelope.recorded_at.astimezone(UTC)).total_seconds()) <= ASK_SECONDS
