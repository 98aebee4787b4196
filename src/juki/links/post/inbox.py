"""Receiving: one transaction takes the head, drops what it has, refuses a gap, applies or parks, and logs."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

import msgspec
from django.db import InterfaceError, OperationalError, connection, transaction

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.shape import origin_of
from juki.kernel.work import Act, Actor, Work, work
from juki.links.errors import (
    AlteredDuplicate,
    BadEnvelope,
    Behind,
    Gap,
    Replayed,
    StaleEpoch,
    UnforeseenContent,
)
from juki.links.message import Content, Message
from juki.links.post import stations, taken
from juki.links.post.guard import Guard
from juki.links.post.inbound import inbound
from juki.links.post.reading import content_of
from juki.links.universal import Receipt
from juki.links.wire.envelope import Envelope, is_fresh

logger = logging.getLogger(__name__)


class Result(msgspec.Struct, frozen=True):
    """What became of one message; the acknowledgement is a list of these. ``duplicate``: it was applied before."""

    sequence: int
    state: Literal["applied", "parked", "duplicate", "superseded"]
    code: str = ""


class Head(NamedTuple):
    """How far a sender was heard, and when the latest of its heartbeats was made."""

    epoch: int
    last: int
    beat_at: datetime | None


def take(envelopes: Sequence[Envelope], *, own: str, peer: str, terminal: str, times: Times) -> list[Result]:
    """Take messages of one sender in order, each exactly once.

    Raises:
        Gap, AlteredDuplicate, StaleEpoch: nothing of the batch was taken.
    """
    actor = Actor(who=f"peer:{peer}", right="link", terminal=terminal)
    with work() as current:
        batch = _Batch(current, envelopes, own=own, peer=peer, actor=actor, times=times)
        with Guard() as guard:
            results = [batch.take(envelope, guard) for envelope in envelopes]
        batch.close()
    return results


def hear(envelope: Envelope, *, own: str, times: Times) -> None:
    """Take a heartbeat: the feed was whole when it was made, if nothing that the sender had numbered is missing here.

    Nothing else makes a feed fresh: a message, however new, may have others waiting behind it.

    Raises:
        Replayed: it was made too long ago, by a clock that is far off, or not after the last one that was heard.
    """
    if not is_fresh(envelope, times.machine):
        raise Replayed
    made_at = envelope.recorded_at.astimezone(UTC)
    with transaction.atomic():
        head = lock(own, envelope.sender)
        # Of a sender that begins, or begins anew: whatever waited at its restore would have a number in the new epoch.
        nothing_yet = envelope.sequence == 0 and envelope.epoch > head.epoch
        is_whole = nothing_yet or (head.epoch, head.last) == (envelope.epoch, envelope.sequence)
        if head.beat_at is not None and made_at <= head.beat_at:
            raise Replayed
        _heard(own, envelope.sender, made_at, min(made_at, times.machine) if is_whole else None)


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


def attempt(guard: Guard, current: Work, act: Act, envelope: Envelope, *, own: str) -> JukiError | None:
    """Apply a message under ``guard``; the reason why it must be parked, or ``None``."""
    try:
        apply(act, content_of(envelope, own=own, other=envelope.sender), own=own)
        guard.hold()
    except JukiError as error:
        guard.undo()
        current.drop(act)
        return error
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - a message that breaks its handler is kept, not lost
        guard.undo()
        current.drop(act)
        logger.error("unforeseen %s at %s (%s)", type(error).__name__, origin_of(error), envelope.name)
        return UnforeseenContent(kind=type(error).__name__)
    return None


class _Batch:
    """Messages of one sender in one transaction: what they have in common is asked and written once."""

    def __init__(
        self, current: Work, envelopes: Sequence[Envelope], *, own: str, peer: str, actor: Actor, times: Times
    ) -> None:
        self._current, self._own, self._peer, self._actor, self._times = current, own, peer, actor, times
        self._head = lock(own, peer)
        self._before = taken.before(own, peer, [envelope.id for envelope in envelopes])
        self._held = taken.held(own, peer, {stream for envelope in envelopes for stream in envelope.streams})
        self._rows: list[taken.Row] = []
        stations.arrived(own, {one.trace for one in envelopes if one.name != Receipt.name}, peer)

    def take(self, envelope: Envelope, guard: Guard) -> Result:
        """Drop, refuse, apply or park one message."""
        head = self._opened(envelope)
        before = self._before.get(envelope.id)
        if envelope.sequence <= head.last:
            if before is None or not before.is_same(taken.Before.of(envelope)):
                raise AlteredDuplicate(sequence=envelope.sequence)
            return _again(envelope, before)
        if envelope.sequence != head.last + 1:
            raise Gap(expected=head.last)
        self._head = head._replace(last=envelope.sequence)
        if before is not None:
            return self._renumbered(envelope, before)
        return self._settled(envelope, guard)

    def close(self) -> None:
        """Write what was taken and how far; whether more waits behind it is not known here."""
        taken.write(self._rows)
        _advance(self._own, self._peer, self._head)

    def _opened(self, envelope: Envelope) -> Head:
        head = self._head
        if envelope.epoch < head.epoch:
            raise StaleEpoch(epoch=envelope.epoch, current=head.epoch)
        if envelope.epoch == head.epoch:
            return head
        if head.epoch:
            opening = self._current.act(self._actor, reason="link", times=self._times, trace=envelope.trace)
            opening.log("link.epoch", detail={"from": head.epoch, "to": envelope.epoch, "last": head.last})
        return head._replace(epoch=envelope.epoch, last=0)

    def _renumbered(self, envelope: Envelope, before: taken.Before) -> Result:
        """A restored sender has forgotten that we have this one; keep it under its new number, without a new effect."""
        same = before._replace(epoch=envelope.epoch, sequence=envelope.sequence)
        if before.epoch == envelope.epoch or not same.is_same(taken.Before.of(envelope)):
            raise AlteredDuplicate(sequence=envelope.sequence)
        taken.renumber(self._own, self._peer, envelope)
        self._before[envelope.id] = same
        return _again(envelope, before)

    def _settled(self, envelope: Envelope, guard: Guard) -> Result:
        error: JukiError | None = Behind() if self._held.intersection(envelope.streams) else None
        if error is None:
            error = attempt(guard, self._current, self._act(envelope), envelope, own=self._own)
        if error is not None:
            detail: dict[str, str | int] = {"code": error.code, "sequence": envelope.sequence}
            self._act(envelope).log("link.parked", outcome="parked", detail=detail)
            self._held.update(envelope.streams)
        self._rows.append(taken.Row(self._own, envelope, self._times, error))
        state: Literal["parked", "applied"] = "parked" if error else "applied"
        code = error.code if error else ""
        self._before[envelope.id] = taken.Before.of(envelope, state=state, code=code)
        return Result(envelope.sequence, state, code)

    def _act(self, envelope: Envelope) -> Act:
        return self._current.act(
            self._actor,
            reason=envelope.name,
            times=self._times,
            trace=envelope.trace,
            came_from=envelope.sender,
        )


def lock(own: str, peer: str) -> Head:
    """Take the head of ``peer``; whoever takes or mends its messages does so first."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [own, peer])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_FIRST, [own, peer])
            cursor.execute(_LOCK, [own, peer])
            row = cursor.fetchone()
    return Head(*row)


def _again(envelope: Envelope, before: taken.Before) -> Result:
    match before.state:
        case "parked":
            return Result(envelope.sequence, "parked", before.code)
        case "superseded":
            return Result(envelope.sequence, "superseded")
        case _:
            return Result(envelope.sequence, "duplicate")


def _advance(own: str, peer: str, head: Head) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update links_inbox_head set epoch = %s, last = %s where owner = %s and sender = %s",
            [head.epoch, head.last, own, peer],
        )


def _heard(own: str, peer: str, made_at: datetime, whole_at: datetime | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HEARD, [made_at, whole_at, own, peer])


_HEARD = """update links_inbox_head set beat_at = %s, heard_at = coalesce(%s, heard_at)
 where owner = %s and sender = %s"""
_LOCK = "select epoch, last, beat_at from links_inbox_head where owner = %s and sender = %s for update"
_FIRST = (
    "insert into links_inbox_head (owner, sender, epoch, last) values (%s, %s, 0, 0) on conflict do nothing"
)
