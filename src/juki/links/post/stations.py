"""Stations: what became of a trace's messages, told back hop by hop to where the trace began."""

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from juki.kernel.settings import current
from juki.kernel.work import Act
from juki.links import topology
from juki.links.errors import NoLink
from juki.links.post.models import Station
from juki.links.post.outbox import send
from juki.links.universal import Receipt


class Known(NamedTuple):
    """One line of a trace: the message at the station, its state and since when (UTC)."""

    station: str
    message: str
    message_id: UUID
    state: str
    code: str
    at: datetime


def came_from(owner: str, trace: UUID) -> str:
    """Who brought ``trace`` to ``owner``; empty when it began there or is unknown."""
    with connection.cursor() as cursor:
        cursor.execute("select came_from from links_trace where owner = %s and trace = %s", [owner, trace])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def arrived(owner: str, trace: UUID, sender: str) -> None:
    """Remember who brought ``trace`` first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into links_trace (owner, trace, came_from) values (%s, %s, %s) on conflict do nothing",
            [owner, trace, sender],
        )


def note(act: Act, *, owner: str, known: Known) -> None:
    """Keep what is known and tell it to whoever brought the trace here."""
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            [
                owner,
                act.trace,
                known.station,
                known.message,
                known.message_id,
                known.state,
                known.code,
                known.at,
            ],
        )
    back = came_from(owner, act.trace)
    if back:
        tell(act, owner=owner, to=back, known=known)


def tell(act: Act, *, owner: str, to: str, known: Known) -> None:
    """Send a receipt, if links.toml gives ``owner`` one on that link."""
    try:
        topology.load(current().links).permits(owner, to, Receipt.name)
    except NoLink:
        return
    receipt = Receipt(
        station=known.station, message=known.message, message_id=str(known.message_id), state=known.state,  # type: ignore[arg-type]
        code=known.code, at=known.at.astimezone(UTC).isoformat(),
    )  # fmt: skip
    send(act, own=owner, to=to, content=receipt, streams=[f"trace:{act.trace}"])


def take(act: Act, receipt: Receipt, *, owner: str) -> None:
    """Apply a receipt that came back."""
    note(
        act,
        owner=owner,
        known=Known(
            receipt.station, receipt.message, UUID(receipt.message_id), receipt.state, receipt.code,
            datetime.fromisoformat(receipt.at),
        ),
    )  # fmt: skip


def of_trace(owner: str, trace: UUID) -> list[Known]:
    """All that is known of a trace, oldest first."""
    rows = Station.objects.filter(owner=owner, trace=trace).order_by("at", "id")
    return [Known(row.station, row.message, row.message_id, row.state, row.code, row.at) for row in rows]


_KEEP = """insert into links_station (owner, trace, station, message, message_id, state, code, at)
 values (%s, %s, %s, %s, %s, %s, %s, %s)
 on conflict (message_id, station, owner) do update set state = excluded.state, code = excluded.code, at = excluded.at
 where links_station.at <= excluded.at"""
