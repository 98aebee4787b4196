"""The stations, the wire between them, and the steps of a schedule."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID, uuid5

import msgspec
from django.db import DatabaseError
from django.test import Client

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor
from juki.links import topology
from juki.links.post import outbox, parking
from juki.links.post.dispatcher import _SELECT, Lane, Waiting
from support.schedules import backup
from support.schedules.clock import ScheduleClock
from support.schedules.doom import Doom
from support.schedules.plan import Step
from support.schedules.stations import Refusals
from support.schedules.tables import change, rows
from support.schedules.wire import FaultyWire

NAMESPACE = UUID("6f0f6a52-31d0-4b0e-9f5e-6f4a5be0a4f0")
MENDER = Actor(who="client:clerk", right="link.mend", terminal="t1")
ROUNDS = 80


@dataclass(frozen=True)
class Done:
    """An act whose caller was told that it is recorded."""

    key: UUID
    kind: str
    person: int
    number: int


@dataclass
class World:
    """``done``: acts in the order in which their callers got their answer; ``forgotten``: those a restore undid."""

    seed: int
    doom: Doom
    clock: ScheduleClock
    wire: FaultyWire
    refusals: Refusals
    done: list[Done] = field(default_factory=list)
    forgotten: set[UUID] = field(default_factory=set)
    before_restore: set[UUID] = field(default_factory=set)
    refused_for_want_of_space: int = 0
    wrong: list[str] = field(default_factory=list)
    _lanes: dict[tuple[str, str], Lane] = field(default_factory=dict)
    _updates: dict[int, int] = field(default_factory=dict)
    _backup: dict[str, str] | None = None

    def run(self, steps: list[Step]) -> None:
        """All steps, in order; whoever dies is buried, and the next step finds the survivors."""
        for step in steps:
            if step.doom:
                self.doom.arm(step.doom)
            self._survive(partial(getattr(self, step.name), *step.arguments))
            self.doom.disarm()

    def trouble(self, share: float) -> None:
        """From now on this share of the calls goes wrong on the wire."""
        self.wire.troubled = share

    def record(self, kind: str, person: int) -> None:
        """A clerk's form, sent with one key until an answer comes that is final."""
        if any(one.person == person and one.key in self.forgotten for one in self.done):
            return  # what the register forgot the CS may know: to enter that again is a person's decision
        number = self._updates.get(person, 0) + (kind != "household")
        key = uuid5(NAMESPACE, f"{self.seed} {len(self.done)}")
        form = msgspec.json.encode({"kind": kind, "person": person, "number": number})
        for _ in range(8):
            status, code = self._post(key, form)
            if status == 201:
                self._updates[person] = number
                self.done.append(Done(key, kind, person, number))
                return
            if code == "KRN-0213":
                self.clock.advance(timedelta(seconds=30))
            elif code == "KRN-0209":
                self._refused_whole(key)
        raise AssertionError(f"the form is never accepted: {status} {code}")

    def _post(self, key: UUID, form: bytes) -> tuple[int, str]:
        reply = self.doom.outlived(
            lambda: Client(raise_request_exception=False).post(
                "/journey", form, content_type="application/json", headers={"Idempotency-Key": str(key)},
                **{"juki.certificate": "urn:juki:client:clerk"},
            )
        )  # fmt: skip
        if reply is None:
            self._lanes.clear()
            return 0, "KRN-0213"
        return reply.status_code, "" if reply.status_code == 201 else reply.json()["code"]

    def _refused_whole(self, key: UUID) -> None:
        """For want of space nothing of the act is there, and the operator makes room."""
        if rows("select 1 from journey_full where owner = 'registry'"):
            self.refused_for_want_of_space += 1
            for table, column in (
                ("journey_act", "key"),
                ("links_outbox", "trace"),
                ("links_trace", "trace"),
            ):
                if rows(f"select 1 from {table} where {column} = %s", key):
                    self.wrong.append(f"half an act in {table}")
            change("delete from journey_full where owner = 'registry'")

    def pump(self, lanes: int, order: int) -> None:
        """Some lanes send a batch each, in any order."""
        waiting = self._waiting()
        for own, peer in Random(order).sample(waiting, min(lanes, len(waiting))):
            self._send(own, peer)

    def late(self, place: int) -> None:
        """An old batch arrives after newer ones."""
        self.wire.late(place)

    def skip(self, place: int) -> None:
        """A batch arrives without its first message."""
        if not (waiting := self._waiting()):
            return
        own, peer = waiting[place % len(waiting)]
        lane = self.lane(own, peer)
        found = [Waiting(*row) for row in rows(_SELECT, own, peer, 100)]
        if tokens := [lane.token(row) for row in found][1:]:
            self.wire.arrive(own, peer, msgspec.json.encode(tokens))

    def down(self, station: str) -> None:
        """A station does not answer any more."""
        self.wire.down.add(station)

    def up(self) -> None:
        """All answer again."""
        self.wire.down.clear()

    def day(self) -> None:
        """A day passes; nobody hears anything of whom is down."""
        self.clock.advance(timedelta(days=1))

    def fill(self, owner: str) -> None:
        """No room is left for what ``owner`` wants to send."""
        change("insert into journey_full (owner) values (%s) on conflict do nothing", owner)

    def free(self) -> None:
        """There is room again everywhere."""
        change("delete from journey_full")

    def refuse(self, station: str, person: int) -> None:
        """The rules of ``station`` are against everything about ``person``."""
        self.refusals.add((station, person))

    def mend(self) -> None:
        """Somebody repairs what is parked, wherever it is."""
        if self.refusals:
            self.refusals.remove(min(self.refusals))
        for owner, message_id in rows(
            "select owner, message_id from links_inbox where state = 'parked' order by id"
        ):
            with suppress(JukiError, DatabaseError):
                parking.retry(
                    owner=owner, message_id=message_id, actor=MENDER, reason="mended", times=self.clock.now()
                )

    def set_aside_of_forgotten(self) -> None:
        """After a restore a person decides about receipts of acts that the register does not know any more."""
        for message_id, trace in rows(
            "select message_id, trace from links_inbox where owner = 'registry' and state = 'parked' order by id"
        ):
            if trace in self.forgotten:
                with suppress(JukiError):
                    parking.supersede(
                        owner="registry", message_id=message_id, actor=MENDER, reason="restored",
                        times=self.clock.now(),
                    )  # fmt: skip

    def beat(self, place: int) -> None:
        """One lane says how far it is."""
        if directions := rows("select owner, destination from links_outbox_head order by 1, 2"):
            with suppress(JukiError):
                self.lane(*directions[place % len(directions)]).send_heartbeat()

    def back_up(self) -> None:
        """Keep the register as it is now."""
        self._backup = backup.taken()

    def restore(self) -> None:
        """The register is put back, and every link from and to it begins a new epoch."""
        if self._backup is None:
            return
        self.free()
        backup.put_back(self._backup)
        self._lanes.clear()
        known = {key for (key,) in rows("select key from journey_act")}
        self.forgotten |= {one.key for one in self.done} - known
        self.before_restore |= {one.key for one in self.done}
        links = topology.load(current().links)
        for link in links.receivers("registry"):
            outbox.begin_epoch("registry", str(link.receiver))
        for link in links.senders("registry"):
            outbox.begin_epoch(str(link.sender), "registry")

    def settle(self) -> None:
        """Send until nothing waits."""
        for _ in range(ROUNDS):
            if not (waiting := self._waiting()):
                return
            for own, peer in waiting:
                self._send(own, peer)
        raise AssertionError(f"messages wait for ever: {self._waiting()}")

    def _send(self, own: str, peer: str) -> None:
        def send() -> None:
            with suppress(JukiError, DatabaseError):  # a lane notes it and tries again
                self.lane(own, peer).send_batch()

        self._survive(send)

    def _survive(self, step: Callable[[], None]) -> None:
        def whole() -> bool:
            step()
            return True

        if self.doom.outlived(whole) is None:
            self._lanes.clear()  # they died with their process

    def lane(self, own: str, peer: str) -> Lane:
        """The lane of one direction, for as long as its process lives."""
        if (own, peer) not in self._lanes:
            self._lanes[own, peer] = lane = Lane(own, peer)
            lane._beat = time.monotonic()
        return self._lanes[own, peer]

    def _waiting(self) -> list[tuple[str, str]]:
        return rows(
            "select distinct owner, destination from links_outbox where delivered_at is null order by 1, 2"
        )
