"""Making what a proper peer sends, so that it can be spoilt in one place."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec

from juki.links.kit.parties import Door, Line, Party
from juki.links.message import Content
from juki.links.topology import Link
from juki.links.wire.envelope import Envelope, digest_of, written
from juki.links.wire.keys import seal, sign

DELIVER = "/links/deliver"
ASK = "/links/ask"


@dataclass
class Speaker:
    """One permitted peer in an epoch of its own; ``sequence`` is the next number to send."""

    door: Door
    party: Party
    link: Link
    line: Line
    epoch: int = 1
    sequence: int = 1
    sent: list[str] = field(default_factory=list)

    def body(self, content: Content) -> str:
        """The content as it travels on this link."""
        text = written(content)
        return seal(text, key=self.door.seal) if self.link.leaves_city_hall else text

    def values(self, content: Content, **other: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test wants to spoil
        """The envelope's values, of which ``other`` replaces some; the digest fits the body unless given."""
        body = other.get("body")
        if body is None:
            body = self.body(content)
        question = other.get("kind") == "question"
        now = datetime.now(UTC)
        envelope = Envelope(
            kind="message", id=uuid4(), name=content.name, version=content.version, sender=self.party.name,
            destination=self.door.identity, sequence=0 if question else self.sequence,
            epoch=0 if question else self.epoch, streams=() if question else ("kit:1",), trace=uuid4(),
            legal_day=now.date(), recorded_at=now, digest=digest_of(body), body=body,
        )  # fmt: skip
        return {**msgspec.to_builtins(envelope), **other}

    def token(self, values: dict[str, Any], *, signer: Party | None = None, kid: str = "") -> str:
        """Signed values."""
        party = signer or self.party
        return sign(msgspec.json.encode(values), key=party.signing, signer=kid or self.party.name)

    def deliver(self, *tokens: str) -> tuple[int, Any]:
        """Post tokens to the door."""
        return self.line.post(DELIVER, msgspec.json.encode(list(tokens)))

    def ask(self, token: str) -> tuple[int, Any]:
        """Post a question to the door."""
        return self.line.post(ASK, token.encode())


def unsigned(values: dict[str, Any], kid: str) -> str:
    """A token with the algorithm ``none``."""
    head, body = (
        urlsafe_b64encode(msgspec.json.encode(part)).rstrip(b"=").decode()
        for part in ({"alg": "none", "kid": kid}, values)
    )
    return f"{head}.{body}."


def altered(token: str, other: str) -> str:
    """The head and signature of ``token`` around the payload of ``other``."""
    head, _, signature = token.split(".")
    return ".".join([head, other.split(".")[1], signature])
