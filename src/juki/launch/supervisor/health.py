"""Asking a process how it is."""

import http.client
from datetime import datetime

import msgspec


class OutgoingLink(msgspec.Struct, frozen=True):
    """A direction: how many wait since when, and why they fail."""

    owner: str
    destination: str
    waiting: int
    oldest: datetime | None
    failing: str


class IncomingLink(msgspec.Struct, frozen=True):
    """A direction: how many are parked and with which codes, and when the sender was last heard."""

    owner: str
    sender: str
    parked: int
    codes: list[str]
    heard_at: datetime | None


class Health(msgspec.Struct, frozen=True):
    """What ``/health`` answers (``juki.links.post.health``), read without loading Django."""

    system: str
    version: str
    started: datetime
    city_time: datetime
    database: bool
    outgoing: list[OutgoingLink]
    incoming: list[IncomingLink]


def ask(port: int, *, timeout: float = 2.0) -> Health | None:
    """The health of the process at ``port`` of this machine; None when it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", "/health")
        reply = connection.getresponse()
        content = reply.read()
        return msgspec.json.decode(content, type=Health) if reply.status == http.HTTPStatus.OK else None
    except (OSError, http.client.HTTPException, msgspec.DecodeError):
        return None
    finally:
        connection.close()
