"""What waits and what is parked, for health and status. No personal data."""

from datetime import datetime

import msgspec
from django.db import connection


class Outgoing(msgspec.Struct, frozen=True):
    """A direction: how many wait, since when, and why they fail."""

    owner: str
    destination: str
    waiting: int
    oldest: datetime | None
    failing: str


class Incoming(msgspec.Struct, frozen=True):
    """A direction: how many are parked with which codes, and when the sender last proved that nothing is missing."""

    owner: str
    sender: str
    parked: int
    codes: list[str]
    heard_at: datetime | None


def outgoing() -> list[Outgoing]:
    """Every direction that was ever used, with its backlog."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTGOING)
        return [Outgoing(*row) for row in cursor.fetchall()]


def incoming() -> list[Incoming]:
    """Every sender ever heard, with what is parked of it."""
    with connection.cursor() as cursor:
        cursor.execute(_INCOMING)
        return [Incoming(*row) for row in cursor.fetchall()]


def heard_at(owner: str, sender: str) -> datetime | None:
    """When ``sender`` last proved, by a heartbeat, that nothing of it is missing, while nothing is parked here."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select h.heard_at from links_inbox_head h where owner = %s and sender = %s and not exists
               (select 1 from links_inbox i where i.owner = h.owner and i.sender = h.sender and i.state = 'parked')""",
            [owner, sender],
        )
        row = cursor.fetchone()
    return row[0] if row else None


_OUTGOING = """select coalesce(d.owner, w.owner), coalesce(d.destination, w.destination), coalesce(w.n, 0), w.oldest,
 coalesce(d.failing, '') from links_delivery d full join
 (select owner, destination, count(*) as n, min(recorded_at) as oldest from links_outbox where delivered_at is null
  group by 1, 2) w on w.owner = d.owner and w.destination = d.destination order by 1, 2"""

_INCOMING = """select h.owner, h.sender, count(i.id), coalesce(array_agg(distinct i.code) filter (where i.id is not null),
 '{}'), h.heard_at from links_inbox_head h left join links_inbox i
 on i.owner = h.owner and i.sender = h.sender and i.state = 'parked' group by h.id order by 1, 2"""
