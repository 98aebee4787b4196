"""Sending what waits, one thread per destination, in order, until it is acknowledged."""

import logging
import math
import threading
import time
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.db import DatabaseError, connection

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Act, Actor, Work, work
from juki.links import topology
from juki.links.errors import PeerRefused, code_of
from juki.links.post import stations
from juki.links.post.inbox import Result
from juki.links.post.waking import woken
from juki.links.universal import Receipt
from juki.links.wire import client
from juki.links.wire.envelope import Envelope
from juki.links.wire.keys import private_key, sign

logger = logging.getLogger(__name__)
BATCH = 100
BYTES = 3_500_000
"""Of bodies in one request: signed and packed they grow by half."""
LOOK_SECONDS = 0.5
LONGEST_WAIT = 10.0


class Waiting(NamedTuple):
    """A row that waits to be sent."""

    id: int
    message_id: UUID
    name: str
    version: int
    epoch: int
    sequence: int
    streams: list[str]
    trace: UUID
    legal_day: Any
    recorded_at: Any
    digest: str
    body: str


class Lane:
    """One destination of one identity; sends while there is something to send, rests longer after each failure."""

    def __init__(self, owner: str, destination: str) -> None:
        self.owner, self.destination = owner, destination
        self._rest = 0.0
        self._not_before = 0.0
        self._beat = -math.inf
        self._bell = threading.Event()
        self._most = BATCH
        self._stopped = False

    def ring(self) -> None:
        """There may be something to send."""
        self._bell.set()

    def stop(self) -> None:
        """End after the present batch."""
        self._stopped = True
        self._bell.set()

    def run(self) -> None:
        """Serve until stopped."""
        heartbeat = current().heartbeat_seconds
        while not self._stopped:
            self._bell.wait(timeout=heartbeat)
            self._bell.clear()
            pause = self._not_before - time.monotonic()
            if pause > 0 and not self._stopped:
                time.sleep(min(pause, 0.2))
                self._bell.set()
                continue
            if not self._stopped:
                self._serve()

    def _serve(self) -> None:
        try:
            while (sent := self.send_batch()) and not self._stopped:
                self._rest = 0.0
            if not sent:
                self._beat_if_due()
            self._rest = 0.0
        except (JukiError, DatabaseError) as error:
            self._failed(error)
        except Exception as error:  # noqa: BLE001 - a lane must outlive whatever a peer replies
            self._failed(error)
        finally:
            _release()

    def send_batch(self) -> int:
        """Send up to 100 waiting messages; how many were acknowledged. No transaction is open while the peer thinks.

        After those that were the last, a heartbeat says so: no message can know what waits behind it.

        Raises:
            PeerUnreachable, PeerRefused: nothing was acknowledged, or all but that heartbeat.
        """
        with connection.cursor() as cursor:
            cursor.execute(_SELECT, [self.owner, self.destination, self._most])
            found = [Waiting(*row) for row in cursor.fetchall()]
        rows = _that_fit(found)
        emptied = len(found) < self._most and len(rows) == len(found)
        _release()
        if not rows:
            return 0
        try:
            results = self._deliver([self.token(row) for row in rows])
        except PeerRefused:
            self._most = max(1, self._most // 2)  # so that those before the one that is refused get through
            raise
        self._most = min(BATCH, self._most * 2)
        if [row.sequence for row in rows] != [result.sequence for result in results]:
            raise PeerRefused(receiver=self.destination, reason="ACK")
        with work() as current_work:
            self._acknowledge(current_work, rows, results)
        if emptied:
            self._beat_if_due()
        return len(rows)

    def _beat_if_due(self) -> None:
        """However much is said between: what was said proves nothing about what waits. A failed one stays due."""
        if time.monotonic() - self._beat >= current().heartbeat_seconds:
            self.send_heartbeat()

    def send_heartbeat(self) -> None:
        """Tell the destination that we live and what it should have by now.

        The time is taken before the number is read: what is numbered later is not covered by it.
        """
        times = current().clock.now()
        with connection.cursor() as cursor:
            cursor.execute(_LAST, [self.owner, self.destination])
            epoch, last = cursor.fetchone() or (1, 0)
        _release()
        envelope = Envelope(
            kind="heartbeat", id=uuid4(), sender=self.owner, destination=self.destination, sequence=last, epoch=epoch,
            trace=uuid4(), legal_day=times.legal_day, recorded_at=times.machine,
        )  # fmt: skip
        self._deliver([self._signed(envelope)])
        self._beat = time.monotonic()
        self._note_failure("")

    def _deliver(self, tokens: list[str]) -> list[Result]:
        status, reply = client.post(
            own=self.owner, peer=self.destination, path="/links/deliver", content=msgspec.json.encode(tokens)
        )
        if status != 200:
            raise PeerRefused(receiver=self.destination, reason=code_of(reply))
        try:
            return msgspec.json.decode(reply, type=list[Result])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise PeerRefused(receiver=self.destination, reason="ACK") from None

    def _acknowledge(self, current_work: Work, rows: list[Waiting], results: list[Result]) -> None:
        times = current().clock.now()
        actor = Actor(who="job:dispatcher", right="link", terminal="")
        with connection.cursor() as cursor:
            cursor.execute(
                _ERASE,
                [times.machine, [row.id for row in rows], self.owner, self.destination, rows[-1].epoch],
            )
            cursor.execute(
                _DELIVERED, [self.owner, self.destination, rows[-1].epoch, rows[-1].sequence, times.machine]
            )
        told: list[tuple[Act, stations.Known]] = []
        for row, result in zip(rows, results, strict=True):
            if row.name == Receipt.name:
                continue
            act = current_work.act(actor, reason=row.name, times=times, trace=row.trace)
            state = "applied" if result.state == "duplicate" else result.state
            known = stations.Known(
                self.destination,
                row.name,
                row.message_id,
                state,
                result.code,
                times.machine,
                self.destination,
            )
            told.append((act, known))
        stations.note_all(told, owner=self.owner)

    def token(self, row: Waiting) -> str:
        """The message as it travels, signed."""
        return self._signed(
            Envelope(
                kind="message", id=row.message_id, name=row.name, version=row.version, sender=self.owner,
                destination=self.destination, sequence=row.sequence, epoch=row.epoch, streams=tuple(row.streams),
                trace=row.trace, legal_day=row.legal_day, recorded_at=row.recorded_at, digest=row.digest,
                body=row.body,
            )
        )  # fmt: skip

    def _signed(self, envelope: Envelope) -> str:
        key = private_key(current().identities[self.owner].sign_key)
        return sign(msgspec.json.encode(envelope), key=key, signer=self.owner)

    def _failed(self, error: Exception) -> None:
        self._rest = min(LONGEST_WAIT, self._rest * 2 or 0.25)
        self._not_before = time.monotonic() + self._rest
        why = error.message if isinstance(error, JukiError) else type(error).__name__
        logger.warning(
            "%s > %s: %s", self.owner, self.destination, getattr(error, "code", type(error).__name__)
        )
        try:
            self._note_failure(why)
        except DatabaseError:
            logger.warning("%s > %s: database not available", self.owner, self.destination)
        self._bell.set()

    def _note_failure(self, why: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_FAILING, [self.owner, self.destination, why])


class Dispatcher:
    """The lanes of this process's identities, and the look-out for what other processes or restarts left waiting.

    One process per system leads, by a session lock in the database; another stands by and takes over when it dies.
    An overlap would be harmless: the receiver drops what it has.
    """

    def __init__(self, system: str, owners: Iterable[str]) -> None:
        links = topology.load(current().links)
        self._system = system
        self._lanes = {
            (owner, str(link.receiver)): Lane(owner, link.receiver)
            for owner in owners
            for link in links.receivers(owner)
        }
        self._threads = [
            threading.Thread(target=lane.run, name=f"lane-{owner}-{destination}", daemon=True)
            for (owner, destination), lane in self._lanes.items()
        ]
        self._lookout = threading.Thread(target=self._look, name="lookout", daemon=True)
        self._stopped = False

    def start(self) -> None:
        """Start the look-out, which starts the lanes once this process leads."""
        self._lookout.start()

    def stop(self) -> None:
        """Stop after the present batches."""
        self._stopped = True
        for lane in self._lanes.values():
            lane.stop()
        for thread in self._threads:
            if thread.ident:
                thread.join(timeout=5)

    def _look(self) -> None:
        while not self._stopped and not self._lead():
            time.sleep(LOOK_SECONDS)
        if self._stopped:
            return
        for lane, thread in zip(self._lanes.values(), self._threads, strict=True):
            lane.ring()
            thread.start()
        last, leads = 0.0, True
        while not self._stopped:
            found = woken(timeout=LOOK_SECONDS)
            if time.monotonic() - last >= LOOK_SECONDS:
                leads = leads or self._lead()
                waiting = self._left_waiting() if leads else set()
                leads = waiting is not None
                found |= waiting or set()
                last = time.monotonic()
            for key in found & self._lanes.keys() if leads else ():
                self._lanes[key].ring()

    def _lead(self) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"dispatch {self._system}"]
                )
                return bool(cursor.fetchone()[0])
        except DatabaseError:
            _discard()
            return False

    def _left_waiting(self) -> set[tuple[str, str]] | None:
        """Where something waits; ``None`` if the database went away and with it our lead."""
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "select distinct owner, destination from links_outbox where delivered_at is null"
                )
                return {(owner, destination) for owner, destination in cursor.fetchall()}
        except DatabaseError:
            _discard()
            return None


def _release() -> None:
    """Give the connection back to the pool while the peer thinks."""
    if not connection.in_atomic_block:
        connection.close()


def _discard() -> None:
    """Close the connection for good: given back to the pool it might still hold the lead."""
    if connection.connection is not None:
        connection.connection.close()
    connection.close()


def _that_fit(rows: list[Waiting]) -> list[Waiting]:
    """The first of ``rows``, and as many more as one request may carry."""
    size, fitting = 0, 0
    for row in rows:
        size += len(row.body)
        if fitting and size > BYTES:
            break
        fitting += 1
    return rows[:fitting]


_SELECT = """select id, message_id, name, version, epoch, sequence, streams, trace, legal_day, recorded_at, digest, body
 from links_outbox o where owner = %s and destination = %s and delivered_at is null
 and not exists (select 1 from links_hold h where h.owner = o.owner and h.destination = o.destination)
 order by epoch, sequence limit %s"""

_LAST = "select epoch, last from links_outbox_head where owner = %s and destination = %s"

_ERASE = """update links_outbox set delivered_at = %s, body = null
 where id = any(%s) and owner = %s and destination = %s and epoch = %s"""

_DELIVERED = """insert into links_delivery (owner, destination, epoch, acknowledged, spoke_at, failing)
 values (%s, %s, %s, %s, %s, '') on conflict (owner, destination) do update
 set epoch = excluded.epoch, acknowledged = excluded.acknowledged, spoke_at = excluded.spoke_at, failing = ''
 where links_delivery.epoch <= excluded.epoch"""

_FAILING = """insert into links_delivery (owner, destination, epoch, acknowledged, failing) values (%s, %s, 1, 0, %s)
 on conflict (owner, destination) do update set failing = excluded.failing
 where links_delivery.failing <> excluded.failing"""
