"""The shapes that every link door must refuse, each with its status and code, changing nothing."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from juki.links.catalogue import TYPES
from juki.links.kit.parties import Line, Party
from juki.links.kit.speaking import ASK, DELIVER, Speaker, altered, unsigned
from juki.links.message import Content
from juki.links.wire.keys import SEALING

Reply = tuple[int, Any]


class Shape(NamedTuple):
    """A prohibited shape: how it is sent and what must come back."""

    name: str
    send: Callable[[], Reply]
    status: int
    code: str


def of_the_envelope(speaker: Speaker, content: Content, stranger: Party) -> Iterator[Shape]:
    """Messages that are not properly signed, addressed, permitted or formed."""

    def spoilt(**other: Any) -> Callable[[], Reply]:  # noqa: ANN401 - whatever is to be spoilt
        return lambda: speaker.deliver(speaker.token(speaker.values(content, **other)))

    def token() -> str:
        return speaker.token(speaker.values(content))

    values = speaker.values(content)
    yield Shape("unsigned", lambda: speaker.deliver(unsigned(values, speaker.party.name)), 400, "LNK-0103")
    yield Shape(
        "signed by another", lambda: speaker.deliver(speaker.token(values, signer=stranger)), 400, "LNK-0103"
    )
    yield Shape(
        "signed in another's name",
        lambda: speaker.deliver(speaker.token(values, kid=stranger.name)),
        400,
        "LNK-0103",
    )
    yield Shape("altered", lambda: speaker.deliver(altered(token(), token())), 400, "LNK-0103")
    yield Shape("no token", lambda: speaker.deliver("x"), 400, "LNK-0103")
    yield Shape("another's name as sender", spoilt(sender=stranger.name), 403, "LNK-0102")
    yield Shape("for another", spoilt(destination=stranger.name), 403, "LNK-0102")
    yield Shape("unknown content", spoilt(name="no-such"), 403, "LNK-0101")
    yield Shape("content of another link", spoilt(name=_foreign(speaker)), 403, "LNK-0101")
    yield Shape("digest of another body", spoilt(digest="0" * 64), 400, "LNK-0104")
    yield Shape("unknown field", spoilt(more=1), 400, "LNK-0104")
    yield Shape("sequence 0", spoilt(sequence=0), 400, "LNK-0104")
    yield Shape("negative sequence", spoilt(sequence=-1), 400, "LNK-0104")
    yield Shape("sequence beyond all numbers", spoilt(sequence=10**30), 400, "LNK-0104")
    yield Shape("NUL in a stream", spoilt(streams=["a\0"]), 400, "LNK-0104")
    yield Shape("a time without a zone", spoilt(recorded_at="2026-11-23T10:00:00"), 400, "LNK-0104")
    yield Shape("a day that is none", spoilt(legal_day="2026-02-30"), 400, "LNK-0104")
    if speaker.link.leaves_city_hall:
        yield Shape("open beyond the city hall", spoilt(body="{}"), 400, "LNK-0105")
        zipped = json.dumps({**SEALING, "zip": "DEF", "epk": {}})
        yield Shape("compressed", spoilt(body=f"{_b64(zipped)}.AA.AA.AA.AA"), 400, "LNK-0105")


def of_the_order(speaker: Speaker, content: Content) -> Iterator[Shape]:
    """Messages out of their order, after the first was taken."""

    def spoilt(**other: Any) -> Callable[[], Reply]:  # noqa: ANN401 - whatever is to be spoilt
        return lambda: speaker.deliver(speaker.token(speaker.values(content, **other)))

    yield Shape("gap", spoilt(sequence=speaker.sequence + 1), 409, "LNK-0201")
    yield Shape("altered duplicate", spoilt(sequence=1), 409, "LNK-0202")
    yield Shape("stale epoch", spoilt(epoch=speaker.epoch - 1), 409, "LNK-0203")


def of_the_request(speaker: Speaker, stranger: Line) -> Iterator[Shape]:
    """Requests that are not the door's, or not this caller's."""
    line = speaker.line
    yield Shape("a stranger's certificate", lambda: stranger.post(DELIVER, b'["x"]'), 403, "LNK-0101")
    yield Shape("no JSON", lambda: line.post(DELIVER, b"x"), 400, "LNK-0104")
    yield Shape("not even text", lambda: line.post(DELIVER, b"\xff\xfe"), 400, "LNK-0104")
    yield Shape("deep", lambda: line.post(DELIVER, b"[" * 100_000), 400, "LNK-0104")
    yield Shape("none", lambda: line.post(DELIVER, b"[]"), 400, "LNK-0104")
    yield Shape("too many", lambda: speaker.deliver(*["x"] * 101), 400, "LNK-0104")
    yield Shape("too long", lambda: line.post(DELIVER, b"x" * 8_000_001), 413, "KRN-0206")
    yield Shape("another method", lambda: line.post(DELIVER, b"", method="GET"), 405, "KRN-0204")
    yield Shape("another address", lambda: line.post("/links/other", b"[]"), 404, "KRN-0203")
    yield Shape("no question", lambda: line.post(ASK, b"x"), 400, "LNK-0103")


def of_a_question(speaker: Speaker, content: Content, answered: dict[str, Any] | None) -> Iterator[Shape]:
    """Questions that come again, too late, or as something else; ``answered`` is one that just was, if one was."""

    def spoilt(**other: Any) -> Callable[[], Reply]:  # noqa: ANN401 - whatever is to be spoilt
        return lambda: speaker.ask(speaker.token(speaker.values(content, kind="question", **other)))

    long_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    if answered:
        yield Shape("a question again", lambda: speaker.ask(speaker.token(answered)), 409, "LNK-0204")
    yield Shape("a question too late", spoilt(recorded_at=long_ago), 409, "LNK-0204")
    yield Shape("a question with a number", spoilt(sequence=1), 400, "LNK-0104")
    yield Shape(
        "a question as a message",
        lambda: speaker.deliver(speaker.token(speaker.values(content, id=str(uuid4())))),
        400,
        "LNK-0104",
    )


def _foreign(speaker: Speaker) -> str:
    return next(name for name in sorted(TYPES) if name not in speaker.link.messages | speaker.link.questions)


def _b64(text: str) -> str:
    return urlsafe_b64encode(text.encode()).rstrip(b"=").decode()
