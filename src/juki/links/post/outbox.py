"""Sending: content handed over in a unit of work leaves with it, numbered without gaps per destination."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.db import connection, transaction

from juki.kernel.door.errors import Oversized
from juki.kernel.settings import current
from juki.kernel.shape import has_nul
from juki.kernel.work import Act
from juki.links import topology
from juki.links.errors import BadEnvelope, Congested
from juki.links.message import Message
from juki.links.post.waking import wake
from juki.links.wire.envelope import digest_of, written
from juki.links.wire.keys import public_key, seal

LIMIT = 500_000
"""How many messages may wait for one destination before more are refused."""
LONGEST = 3_000_000
"""Bytes of a content: sealed and signed it still fits through the peer's door."""


class Item(NamedTuple):
    """A message on its way to the outbox; ``body`` is as it will travel."""

    owner: str
    destination: str
    content: Message
    streams: tuple[str, ...]
    act: Act
    message_id: UUID
    body: str


def send(act: Act, *, own: str, to: str, content: Message, streams: Sequence[str]) -> UUID:
    """Hand ``content`` to the unit of work of ``act``; returns the message's id.

    ``streams`` name what the message is about (``resident:…``): a parked message holds back later ones of its streams.

    Raises:
        NoLink: links.toml does not give ``own`` this message to ``to``.
        BadEnvelope, Oversized: the peer could never take it: a NUL in it, an impossible stream name, or too long.
        Congested: (when the unit of work ends) too much waits for ``to``.
    """
    link = topology.load(current().links).permits(own, to, content.name)
    if not all(0 < len(stream) <= 200 and "\0" not in stream for stream in streams):
        raise BadEnvelope(where="$.streams")
    body = written(content)
    if has_nul(body.encode()):
        raise BadEnvelope(where="NUL")
    if len(body) > LONGEST:
        raise Oversized(limit=LONGEST)
    if link.leaves_city_hall:
        body = seal(body, key=public_key(current().identities[own].receivers[to].seal))
    message_id = uuid4()
    item = Item(own, to, content, tuple(dict.fromkeys(streams)), act, message_id, body)
    act.at_end(("outbox", own, to), write, item)
    return message_id


def write(items: list[Item]) -> None:
    """Number and insert messages of one destination, as the last statements of a transaction."""
    owner, destination = items[0].owner, items[0].destination
    begun = sorted({item.act.trace for item in items if item.act.came_from is None})
    rows = msgspec.json.encode([_row(item, place) for place, item in enumerate(items, start=1)]).decode()
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [owner, begun, owner, destination, len(items), len(items), len(items), rows])
        last, acknowledged = cursor.fetchone()
    if last - acknowledged > LIMIT:
        raise Congested(receiver=destination)
    transaction.on_commit(lambda: wake(owner, destination))


def begin_epoch(owner: str, destination: str) -> int:
    """Start a new epoch after a restore: what still waits is numbered anew from 1. Returns the epoch.

    What the restored database has forgotten to have delivered goes out again under its old id; the receiver knows it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NEXT_EPOCH, [owner, destination])
        (epoch,) = cursor.fetchone()
        cursor.execute(_RENUMBER, [epoch, owner, destination, epoch])
        cursor.execute(
            "update links_outbox_head set last = %s where owner = %s and destination = %s",
            [cursor.rowcount, owner, destination],
        )
        transaction.on_commit(lambda: wake(owner, destination))
    return int(epoch)


def _row(item: Item, place: int) -> dict[str, Any]:
    content, act = item.content, item.act
    return {
        "place": place, "message_id": item.message_id, "name": content.name, "version": content.version,
        "streams": item.streams, "trace": act.trace, "legal_day": act.times.legal_day, "recorded_at": act.times.machine,
        "digest": digest_of(item.body), "body": item.body,
    }  # fmt: skip


_WRITE = """with begun as (insert into links_trace (owner, trace, came_from)
  select %s, trace, '' from unnest(%s::uuid[]) as trace on conflict do nothing),
 head as (insert into links_outbox_head (owner, destination, epoch, last) values (%s, %s, 1, %s)
  on conflict (owner, destination) do update set last = links_outbox_head.last + %s
  returning owner, destination, epoch, last),
 written as (insert into links_outbox (owner, destination, epoch, sequence, message_id, name, version, streams, trace,
  legal_day, recorded_at, digest, body)
  select head.owner, head.destination, head.epoch, head.last - %s + row.place, row.message_id, row.name, row.version,
  row.streams, row.trace, row.legal_day, row.recorded_at, row.digest, row.body
  from head, json_to_recordset(%s::json) as row (place int, message_id uuid, name text, version smallint,
  streams text[], trace uuid, legal_day date, recorded_at timestamptz, digest text, body text) order by row.place)
 select head.last, coalesce(d.acknowledged, 0) from head left join links_delivery d
 on d.owner = head.owner and d.destination = head.destination and d.epoch = head.epoch"""

_NEXT_EPOCH = """insert into links_outbox_head (owner, destination, epoch, last) values (%s, %s, 2, 0)
 on conflict (owner, destination) do update set epoch = links_outbox_head.epoch + 1 returning epoch"""

_RENUMBER = """update links_outbox o set epoch = %s, sequence = w.place from
 (select id, row_number() over (order by epoch, sequence) as place from links_outbox
  where owner = %s and destination = %s and epoch < %s and delivered_at is null) w where o.id = w.id"""
