"""The envelope of every message and question."""

import hashlib
from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from juki.kernel.shape import has_nul, place_of
from juki.links.errors import BadEnvelope
from juki.links.message import Content

ASK_SECONDS = 120
"""How old a question may be on arrival."""


Word = Annotated[str, msgspec.Meta(max_length=100)]
Stream = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
YEARS = range(1900, 3000)
"""Outside of these a date is a broken clock, and some columns could not hold it."""


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``sequence`` is gapless per (sender, epoch, destination) for messages, 0 for questions, answers.

    ``body`` is the content's JSON, or a compact JWE of it where personal data leaves the city hall; ``digest`` is the
    SHA-256 of ``body`` in hex. A heartbeat has no body: its ``sequence`` is the last one sent.
    """

    kind: Literal["message", "question", "answer", "heartbeat"]
    id: UUID
    name: Word = ""
    version: Annotated[int, msgspec.Meta(ge=0, le=2**15 - 1)] = 1
    sender: Word
    destination: Word
    sequence: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] = 0
    epoch: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0
    streams: Annotated[tuple[Stream, ...], msgspec.Meta(max_length=1000)] = ()
    trace: UUID
    legal_day: date
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)]
    digest: Word = ""
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
    content = body.encode()
    if has_nul(content):
        raise BadEnvelope(where="NUL")
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadEnvelope(where=place_of(error)) from None


def unwrap(content: bytes) -> Envelope:
    """An envelope from signed bytes.

    Raises:
        BadEnvelope: wrong shape, numbers that its kind cannot have, or a digest that does not fit the body.
    """
    if has_nul(content):
        raise BadEnvelope(where="NUL")
    try:
        envelope = msgspec.json.decode(content, type=Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadEnvelope(where=place_of(error)) from None
    if envelope.legal_day.year not in YEARS or envelope.recorded_at.year not in YEARS:
        raise BadEnvelope(where="$.recorded_at")
    _check_numbers(envelope)
    if envelope.kind != "heartbeat" and envelope.digest != digest_of(envelope.body):
        raise BadEnvelope(where="$.digest")
    return envelope


def _check_numbers(envelope: Envelope) -> None:
    match envelope.kind:
        case "message" if envelope.sequence < 1 or envelope.epoch < 1:
            raise BadEnvelope(where="$.sequence")
        case "question" | "answer" if envelope.sequence or envelope.epoch or envelope.streams:
            raise BadEnvelope(where="$.sequence")
        case "heartbeat" if envelope.body or envelope.name:
            raise BadEnvelope(where="$.body")


def is_fresh(envelope: Envelope, machine: datetime) -> bool:
    """Whether a question or heartbeat was made within the last two minutes of the machine clock."""
    return abs((machine - envelope.recorded_at.astimezone(UTC)).total_seconds()) <= ASK_SECONDS
