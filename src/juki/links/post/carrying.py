"""Messages carried on a medium instead of the line: the same signed envelopes, so that each has its effect once.

A direction that is held back goes on being numbered. What waits there may be packed into a file for the receiver, who takes
it as if it had come by the line. When the direction is let go again the dispatcher sends all of it, and the receiver
answers that it has what was carried. Source: STD 7.1.1.1 (一時的な手動連携); ADR 0007.
"""

from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import connection, transaction

from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.links import topology
from juki.links.errors import BadEnvelope
from juki.links.post import inbox
from juki.links.post.dispatcher import Lane, Waiting
from juki.links.post.models import Hold, Outbox
from juki.links.post.reading import opened
from juki.links.post.waking import wake
from juki.links.universal import Receipt
from juki.links.wire.keys import private_key, public_key, seal, unseal

BYTES = 300_000
"""Of bodies in one file: signed and sealed it still fits through a form."""
BATCH = 100


class Packed(NamedTuple):
    """A file for the receiver, sealed to it; which messages it holds, and whether more wait behind them."""

    content: str
    messages: tuple[UUID, ...]
    more: bool


def hold(owner: str, destination: str) -> None:
    """Messages to ``destination`` wait from now on; a batch that is on its way arrives."""
    Hold.objects.get_or_create(owner=owner, destination=destination)


def let_go(owner: str, destination: str) -> None:
    """They leave again, in their order, once the transaction is committed."""
    Hold.objects.filter(owner=owner, destination=destination).delete()
    transaction.on_commit(lambda: wake(owner, destination))


def is_held(owner: str, destination: str) -> bool:
    """Whether they wait."""
    return Hold.objects.filter(owner=owner, destination=destination).exists()


def waiting(owner: str, destination: str, *, after: int = 0, most: int) -> list[Outbox]:
    """What waits for ``destination``, receipts apart, in its order, behind the number ``after``."""
    rows = Outbox.objects.filter(owner=owner, destination=destination, delivered_at=None)
    return list(
        rows.exclude(name=Receipt.name).filter(sequence__gt=after).order_by("epoch", "sequence")[:most]
    )


def packed(owner: str, destination: str, *, after: int = 0, through: int = 0) -> Packed:
    """What waits for ``destination`` behind the number ``after``, in one file; receipts too, for no number may be missing.

    ``through`` is the last number that goes into it, whatever was added since; 0: all.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [owner, destination, after])
        found = [Waiting(*row) for row in cursor.fetchall()]
    rows = [row for row in found if not through or row.sequence <= through]
    size, fitting = 0, 0
    for row in rows:
        size += len(row.body)
        if fitting and size > BYTES:
            break
        fitting += 1
    lane, taken = Lane(owner, destination), rows[:fitting]
    tokens = msgspec.json.encode([lane.token(row) for row in taken]).decode()
    key = public_key(current().identities[owner].receivers[destination].seal)
    named = tuple(row.message_id for row in taken if row.name != Receipt.name)
    return Packed(seal(tokens, key=key), named, fitting < len(found))


def unpacked(content: str, *, own: str, peer: str, terminal: str, times: Times) -> list[inbox.Result]:
    """Take a file that ``peer`` packed, as if it had come by the line; what is here already has no second effect.

    Raises:
        NoLink: links.toml gives ``peer`` no link to ``own``.
        NotSealed, BadEnvelope, BadSignature, WrongSender: no file of ``peer`` for ``own``.
        Gap, AlteredDuplicate, StaleEpoch: messages before these are missing, or it is not what was sent.
    """
    topology.load(current().links).link(peer, own)
    text = unseal(content, key=private_key(current().identities[own].seal_key))
    try:
        tokens = msgspec.json.decode(text, type=list[str])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadEnvelope(where="$") from None
    envelopes = [opened(token, own=own, peer=peer) for token in tokens]
    if {envelope.kind for envelope in envelopes} - {"message"}:
        raise BadEnvelope(where="$.kind")
    results: list[inbox.Result] = []
    for first in range(0, len(envelopes), BATCH):
        part = envelopes[first : first + BATCH]
        results += inbox.take(part, own=own, peer=peer, terminal=terminal, times=times)
    return results


_ALL = """select id, message_id, name, version, epoch, sequence, streams, trace, legal_day, recorded_at, digest, body
 from links_outbox where owner = %s and destination = %s and delivered_at is null and sequence > %s
 order by epoch, sequence limit 1000"""
