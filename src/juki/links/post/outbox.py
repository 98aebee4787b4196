"""Sending: content handed over in a unit of work leaves with it, numbered without gaps per destination."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection, transaction

from juki.kernel.settings import current
from juki.kernel.work import Act
from juki.links import topology
from juki.links.errors import Congested
from juki.links.message import Message
from juki.links.post.waking import wake
from juki.links.wire.envelope import digest_of, written
from juki.links.wire.keys import public_key, seal

LIMIT = 500_000
"""How many messages may wait for one destination before more are refused."""


class Item(NamedTuple):
    """A message on its way to the outbox."""

    owner: str
    destination: str
    content: Message
    streams: tuple[str, ...]
    act: Act
    message_id: UUID


def send(act: Act, *, own: str, to: str, content: Message, streams: Sequence[str]) -> UUID:
    """Hand ``content`` to the unit of work of ``act``; returns the message's id.

    ``streams`` name what the message is about (``resident:…``): a parked message holds back later ones of its streams.

    Raises:
        NoLink: links.toml does not give ``own`` this message to ``to``.
        Congested: (when the unit of work ends) too much waits for ``to``.
    """
    topology.load(current().links).permits(own, to, content.name)
    message_id = uuid4()
    act.at_end(("outbox", own, to), write, Item(own, to, content, tuple(streams), act, message_id))
    return message_id


def write(items: list[Item]) -> None:
    """Number and insert messages of one destination, as the last statements of a transaction."""
    owner, destination = items[0].owner, items[0].destination
    bodies = [body_of(item) for item in items]
    with connection.cursor() as cursor:
        for trace in {item.act.trace for item in items}:
            cursor.execute(_BEGIN_TRACE, [owner, trace])
        cursor.execute(_NUMBER, [owner, destination, len(items), len(items)])
        epoch, last = cursor.fetchone()
        cursor.execute(_WAITING, [owner, destination, epoch])
        done = cursor.fetchone()
        if last - (done[0] if done else 0) > LIMIT:
            raise Congested(receiver=destination)
        first = last - len(items) + 1
        cursor.executemany(
            _INSERT,
            [
                _row(item, epoch, first + n, body)
                for n, (item, body) in enumerate(zip(items, bodies, strict=True))
            ],
        )
    transaction.on_commit(lambda: wake(owner, destination))


def body_of(item: Item) -> str:
    """The content as it will travel: plain within the city hall, else encrypted to the receiver."""
    text = written(item.content)
    settings = current()
    if not topology.load(settings.links).link(item.owner, item.destination).leaves_city_hall:
        return text
    return seal(text, key=public_key(settings.identities[item.owner].receivers[item.destination].seal))


def begin_epoch(owner: str, destination: str) -> int:
    """Start a new epoch after a restore: what still waits is numbered anew from 1. Returns the epoch."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update links_outbox_head set epoch = epoch + 1 where owner = %s and destination = %s returning epoch",
            [owner, destination],
        )
        (epoch,) = cursor.fetchone()
        cursor.execute(_RENUMBER, [epoch, owner, destination, epoch])
        cursor.execute(
            """update links_outbox_head set last = (select count(*) from links_outbox
               where owner = %s and destination = %s and epoch = %s) where owner = %s and destination = %s""",
            [owner, destination, epoch, owner, destination],
        )
    return int(epoch)


def _row(item: Item, epoch: int, sequence: int, body: str) -> tuple[Any, ...]:
    content, act = item.content, item.act
    return (
        item.owner, item.destination, epoch, sequence, item.message_id, content.name, content.version,
        list(item.streams), act.trace, act.times.legal_day, act.times.machine, digest_of(body), body,
    )  # fmt: skip


_BEGIN_TRACE = (
    """insert into links_trace (owner, trace, came_from) values (%s, %s, '') on conflict do nothing"""
)

_NUMBER = """insert into links_outbox_head (owner, destination, epoch, last) values (%s, %s, 1, %s)
 on conflict (owner, destination) do update set last = links_outbox_head.last + %s returning epoch, last"""

_WAITING = "select acknowledged from links_delivery where owner = %s and destination = %s and epoch = %s"

_INSERT = """insert into links_outbox (owner, destination, epoch, sequence, message_id, name, version, streams, trace,
 legal_day, recorded_at, digest, body) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"""

_RENUMBER = """update links_outbox o set epoch = %s, sequence = w.place from
 (select id, row_number() over (order by epoch, sequence) as place from links_outbox
  where owner = %s and destination = %s and epoch < %s and delivered_at is null) w where o.id = w.id"""
