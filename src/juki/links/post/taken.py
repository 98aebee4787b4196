"""The rows of what was taken: asked and written for a whole batch at once."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db import connection

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.links.post import rows
from juki.links.wire.envelope import Envelope


class Before(NamedTuple):
    """A message as it was taken; ``state`` and ``code`` say what became of it and do not count when comparing."""

    epoch: int
    sequence: int
    name: str
    version: int
    trace: UUID
    streams: tuple[str, ...]
    digest: str
    state: str = ""
    code: str = ""

    @classmethod
    def of(cls, envelope: Envelope, *, state: str = "", code: str = "") -> Self:
        """``envelope`` as it would be remembered."""
        return cls(
            envelope.epoch, envelope.sequence, envelope.name, envelope.version, envelope.trace, envelope.streams,
            envelope.digest, state, code,
        )  # fmt: skip

    def is_same(self, other: Self) -> bool:
        """Whether both are the same message under the same number."""
        return self[:7] == other[:7]


class Row(NamedTuple):
    """A message to remember, with the reason why it is parked, if it is."""

    own: str
    envelope: Envelope
    times: Times
    error: JukiError | None


def before(own: str, peer: str, ids: Sequence[UUID]) -> dict[UUID, Before]:
    """Those of ``ids`` that were taken from ``peer``, in whatever epoch."""
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, [own, peer, list(ids)])
        found = cursor.fetchall()
    return {
        message_id: Before(epoch, sequence, name, version, trace, tuple(streams), digest, state, code)
        for message_id, epoch, sequence, name, version, trace, streams, digest, state, code in found
    }


def held(own: str, peer: str, streams: Collection[str]) -> set[str]:
    """Those of ``streams`` of which a message of ``peer`` is parked."""
    if not streams:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [own, peer, list(streams)])
        return {stream for (found,) in cursor.fetchall() for stream in found}


def renumber(own: str, peer: str, envelope: Envelope) -> None:
    """Keep a message of an earlier epoch under the number that its restored sender gave it."""
    with connection.cursor() as cursor:
        cursor.execute(_RENUMBER, [envelope.epoch, envelope.sequence, own, peer, envelope.id])


def write(taken: Sequence[Row]) -> None:
    """Remember messages."""
    if not taken:
        return
    with connection.cursor() as cursor:
        rows.insert(cursor, "links_inbox", _COLUMNS, [_columns(row) for row in taken])


def _columns(row: Row) -> tuple[Any, ...]:
    envelope, error = row.envelope, row.error
    return (
        row.own, envelope.sender, envelope.epoch, envelope.sequence, envelope.id, envelope.name, envelope.version,
        list(envelope.streams), envelope.trace, envelope.legal_day, envelope.recorded_at, row.times.machine,
        envelope.digest, "parked" if error else "applied", error.code if error else "",
        error.message if error else "", envelope.body if error else None,
    )  # fmt: skip


_BEFORE = """select message_id, epoch, sequence, name, version, trace, streams, digest, state, code from links_inbox
 where owner = %s and sender = %s and message_id = any(%s)"""

_HELD = """select streams from links_inbox where owner = %s and sender = %s and state = 'parked'
 and streams && %s::text[]"""

_RENUMBER = """update links_inbox set epoch = %s, sequence = %s
 where owner = %s and sender = %s and message_id = %s"""

_COLUMNS = {
    "owner": "text", "sender": "text", "epoch": "int", "sequence": "bigint", "message_id": "uuid", "name": "text",
    "version": "smallint", "streams": "text[]", "trace": "uuid", "legal_day": "date", "recorded_at": "timestamptz",
    "received_at": "timestamptz", "digest": "text", "state": "text", "code": "text", "why": "text", "body": "text",
}  # fmt: skip
