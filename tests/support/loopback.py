"""A wire without a network: posts go straight to the receiving identity's link door in this process."""

from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.test import Client

from juki.kernel.door.caller import CERTIFICATE, SYSTEM
from juki.links.errors import PeerRefused, PeerUnreachable
from juki.links.post.dispatcher import Lane
from juki.links.post.views import IDENTITY
from juki.links.wire import client


@dataclass
class Wire:
    """``down`` holds identities that do not answer; ``lost`` those whose reply is lost after they took the message."""

    down: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    posted: list[tuple[str, str, str]] = field(default_factory=list)

    def post(self, *, own: str, peer: str, path: str, content: bytes) -> tuple[int, bytes]:
        """What ``juki.links.wire.client.post`` does, without TLS."""
        if peer in self.down:
            raise PeerUnreachable(receiver=peer)
        self.posted.append((own, peer, path))
        reply = door(own, peer, path, content)
        if peer in self.lost:
            raise PeerUnreachable(receiver=peer)
        return reply

    def settle(self, *, rounds: int = 50) -> int:
        """Send all that waits anywhere until nothing moves; how many messages were acknowledged."""
        moved = 0
        for _ in range(rounds):
            with connection.cursor() as cursor:
                cursor.execute(
                    "select distinct owner, destination from links_outbox where delivered_at is null order by 1, 2"
                )
                waiting = cursor.fetchall()
            sent = 0
            for owner, destination in waiting:
                try:
                    sent += Lane(owner, destination).send_batch()
                except (PeerUnreachable, PeerRefused):
                    continue
            moved += sent
            if not sent:
                return moved
        raise AssertionError("messages go on for ever")


def door(own: str, peer: str, path: str, content: bytes, **extra: str) -> tuple[int, bytes]:
    """Post ``content`` to the link door of ``peer`` with the certificate of ``own``."""
    reply = Client(raise_request_exception=False).post(
        path,
        content,
        content_type="application/jose",
        **{CERTIFICATE: f"{SYSTEM}{own}", IDENTITY: peer, **extra},
    )
    return reply.status_code, reply.content


def install(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Put a wire in the place of the network."""
    wire = Wire()
    monkeypatch.setattr(client, "post", wire.post)
    return wire
