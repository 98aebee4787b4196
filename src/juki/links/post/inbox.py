"""Receiving: one transaction takes the head, drops what it has, refuses a gap, applies or parks, and logs."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Act, Actor, Work, work
from juki.links.errors import AlteredDuplicate, BadEnvelope, Behind, Gap, StaleEpoch, UnforeseenContent
from juki.links.message import Content, Message
from juki.links.post import stations
from juki.links.post.inbound import inbound
from juki.links.post.reading import content_of
from juki.links.universal import Receipt
from juki.links.wire.envelope import Envelope


class Result(msgspec.Struct, frozen=True):
    """What became of one message; the acknowledgement is a list of these."""

    sequence: int
    state: Literal["applied", "parked", "duplicate"]
    code: str = ""


class Head(NamedTuple):
    """How far a sender was heard."""

    epoch: int
    last: int


def take(envelopes: Sequence[Envelope], *, own: str, peer: str, terminal: str, times: Times) -> list[Result]:
    """Take messages of one sender in order, each exactly once.

    Raises:
        Gap, AlteredDuplicate, StaleEpoch: nothing of the batch was taken.
    """
    actor = Actor(who=f"peer:{peer}", right="link", terminal=terminal)
    with work() as current:
        head = _lock(own, peer)
        results = []
        for envelope in envelopes:
            head, result = _take_one(current, envelope, head, own=own, actor=actor, times=times)
            results.append(result)
        _advance(own, peer, head, times)
    return results


def hear(envelope: Envelope, *, own: str, times: Times) -> None:
    """Take a heartbeat: the feed is fresh if nothing that the sender sent is missing here."""
    with transaction.atomic():
        head = _lock(own, envelope.sender)
        if head == (envelope.epoch, envelope.sequence) or (envelope.sequence == 0 and head.last == 0):
            _advance(own, envelope.sender, head, times)


def apply(act: Act, content: Content, *, own: str) -> None:
    """Give content to its handler.

    Raises:
        JukiError: the receiver's rules reject it.
    """
    if isinstance(content, Receipt):
        stations.take(act, content, owner=own)
        return
    handler = inbound(own).handlers.get(type(content)) if isinstance(content, Message) else None
    if handler is None:
        raise BadEnvelope(where=content.name)
    handler(act, content)


def attempt(current: Work, act: Act, envelope: Envelope, *, own: str) -> JukiError | None:
    """Apply a message within a savepoint; the reason why it must be parked, or ``None``."""
    try:
        with transaction.atomic():
            apply(act, content_of(envelope, own=own, other=envelope.sender), own=own)
    except JukiError as error:
        current.drop(act)
        return error
    except (OperationalError, InterfaceError):
        raise
    except (IntegrityError, Exception) as error:  # noqa: BLE001 - a message that breaks its handler is kept, not lost
        current.drop(act)
        return UnforeseenContent(kind=type(error).__name__)
    return None


def _take_one(
    current: Work, envelope: Envelope, head: Head, *, own: str, actor: Actor, times: Times
) -> tuple[Head, Result]:
    if envelope.epoch < head.epoch:
        raise StaleEpoch(epoch=envelope.epoch, current=head.epoch)
    if envelope.epoch > head.epoch:
        if head.epoch:
            opening = current.act(actor, reason="link", times=times, trace=envelope.trace)
            opening.log("link.epoch", detail={"from": head.epoch, "to": envelope.epoch, "last": head.last})
        head = Head(envelope.epoch, 0)
    if envelope.sequence <= head.last:
        return head, _duplicate(envelope, own)
    if envelope.sequence != head.last + 1:
        raise Gap(expected=head.last)
    result = _settle(current, envelope, own=own, actor=actor, times=times)
    return Head(envelope.epoch, envelope.sequence), result


def _settle(current: Work, envelope: Envelope, *, own: str, actor: Actor, times: Times) -> Result:
    if envelope.name != Receipt.name:
        stations.arrived(own, envelope.trace, envelope.sender)

    def act() -> Act:
        return current.act(
            actor, reason=envelope.name, times=times, trace=envelope.trace, came_from=envelope.sender
        )

    error: JukiError | None = Behind() if _is_held(envelope, own) else None
    if error is None:
        error = attempt(current, act(), envelope, own=own)
    if error is not None:
        act().log("link.parked", outcome="parked", detail={"code": error.code, "sequence": envelope.sequence})
    _insert(envelope, own, times, error)
    return Result(envelope.sequence, "parked" if error else "applied", error.code if error else "")


def _lock(own: str, peer: str) -> Head:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into links_inbox_head (owner, sender, epoch, last) values (%s, %s, 0, 0)
               on conflict do nothing""",
            [own, peer],
        )
        cursor.execute(
            "select epoch, last from links_inbox_head where owner = %s and sender = %s for update",
            [own, peer],
        )
        return Head(*cursor.fetchone())


def _advance(own: str, peer: str, head: Head, times: Times) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update links_inbox_head set epoch = %s, last = %s, heard_at = %s where owner = %s and sender = %s",
            [head.epoch, head.last, times.machine, own, peer],
        )


def _duplicate(envelope: Envelope, own: str) -> Result:
    with connection.cursor() as cursor:
        cursor.execute(
            """select digest, state, code from links_inbox
               where owner = %s and sender = %s and epoch = %s and sequence = %s""",
            [own, envelope.sender, envelope.epoch, envelope.sequence],
        )
        row = cursor.fetchone()
    if row is None or row[0] != envelope.digest:
        raise AlteredDuplicate(sequence=envelope.sequence)
    return Result(envelope.sequence, "parked" if row[1] == "parked" else "duplicate", row[2])


def _is_held(envelope: Envelope, own: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            """select exists (select 1 from links_inbox where owner = %s and sender = %s and state = 'parked'
               and streams && %s::text[])""",
            [own, envelope.sender, list(envelope.streams)],
        )
        return bool(cursor.fetchone()[0])


def _insert(envelope: Envelope, own: str, times: Times, error: JukiError | None) -> None:
    row: list[Any] = [
        own, envelope.sender, envelope.epoch, envelope.sequence, envelope.id, envelope.name, envelope.version,
        list(envelope.streams), envelope.trace, envelope.legal_day, envelope.recorded_at, times.machine,
        envelope.digest, "parked" if error else "applied", error.code if error else "",
        error.message if error else "", envelope.body if error else None,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, row)


_INSERT = """insert into links_inbox (owner, sender, epoch, sequence, message_id, name, version, streams, trace,
 legal_day, recorded_at, received_at, digest, state, code, why, body)
 values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"""
