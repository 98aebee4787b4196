"""A wire that loses, doubles, delays and reorders, between processes that may die at either end."""

from collections import deque
from dataclasses import dataclass, field
from random import Random

import pytest

from juki.links.errors import PeerUnreachable
from juki.links.wire import client
from support.loopback import door
from support.schedules.doom import Doom


@dataclass
class FaultyWire:
    """``troubled``: the share of calls that lose their question, lose their reply, or arrive twice (a third each)."""

    doom: Doom
    chance: Random
    troubled: float = 0.0
    down: set[str] = field(default_factory=set)
    heard: deque[tuple[str, str, bytes]] = field(default_factory=lambda: deque(maxlen=60))
    calls: int = 0

    def post(self, *, own: str, peer: str, path: str, content: bytes) -> tuple[int, bytes]:
        """In the place of ``juki.links.wire.client.post``.

        Raises:
            PeerUnreachable: down, dead in mid-call, or its reply was lost.
            Died: we are dead ourselves.
        """
        self.calls += 1
        self.doom.passed("before call")
        trouble = self.chance.choice(("question", "reply", "twice")) if self._is_troubled() else ""
        if peer in self.down:
            raise PeerUnreachable(receiver=peer)
        self.heard.append((own, peer, content))
        if trouble == "question":
            raise PeerUnreachable(receiver=peer)  # still under way: it may arrive late, see ``late``
        reply = self.arrive(own, peer, content, path=path)
        if trouble == "twice":
            self.arrive(own, peer, content, path=path)
        if trouble == "reply" or reply is None:
            raise PeerUnreachable(receiver=peer)
        self.doom.passed("after call")
        return reply

    def arrive(
        self, own: str, peer: str, content: bytes, *, path: str = "/links/deliver"
    ) -> tuple[int, bytes] | None:
        """The peer takes ``content``; None when it dies over it."""
        return self.doom.outlived(lambda: door(own, peer, path, content))

    def late(self, place: int) -> None:
        """What was sent a while ago arrives, again or at last, after what was sent later."""
        if self.heard:
            own, peer, content = self.heard[place % len(self.heard)]
            if peer not in self.down:
                self.arrive(own, peer, content)

    def _is_troubled(self) -> bool:
        return self.chance.random() < self.troubled


def install(monkeypatch: pytest.MonkeyPatch, doom: Doom, seed: int) -> FaultyWire:
    """Put such a wire in the place of the network."""
    wire = FaultyWire(doom, Random(f"wire {seed}"))
    monkeypatch.setattr(client, "post", wire.post)
    return wire
