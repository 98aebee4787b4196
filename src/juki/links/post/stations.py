"""Stations: what became of a trace's messages, told back hop by hop to where the trace began."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from juki.kernel.settings import current
from juki.kernel.work import Act
from juki.links import topology
from juki.links.errors import BadEnvelope, NoLink, UnbelievableReceipt
from juki.links.post import rows
from juki.links.post.models import Outbox, Station
from juki.links.post.outbox import send
from juki.links.universal import Receipt
from juki.links.wire.envelope import ASK_SECONDS, YEARS


class Known(NamedTuple):
    """One line of a trace: the message at the station, its state, since when (UTC), and which peer told us."""

    station: str
    message: str
    message_id: UUID
    state: str
    code: str
    at: datetime
    told_by: str


class Sent(NamedTuple):
    """A message that we sent in a trace; ``delivered_at`` (UTC) is None while it waits."""

    destination: str
    message: str
    message_id: UUID
    delivered_at: datetime | None


def came_from(owner: str, trace: UUID) -> str:
    """Who brought ``trace`` to ``owner``; empty when it began there or is unknown."""
    return _origins(owner, [trace]).get(trace, "")


def arrived(owner: str, traces: Collection[UUID], sender: str) -> None:
    """Remember who brought ``traces`` first; always in the same order, so that two senders do not deadlock."""
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED, [owner, sender, sorted(set(traces))])


def note(act: Act, *, owner: str, known: Known) -> None:
    """Keep what is known and tell it to whoever brought the trace here."""
    note_all([(act, known)], owner=owner)


def note_all(all_known: Sequence[tuple[Act, Known]], *, owner: str) -> None:
    """Keep what is known of several messages and tell each to whoever brought its trace here.

    A message that is applied or superseded stays so: of a final state no clock and no late acknowledgement knows better.
    """
    if not all_known:
        return
    ordered = sorted(all_known, key=lambda pair: pair[1].message_id)
    with connection.cursor() as cursor:
        rows.insert(
            cursor,
            "links_station",
            _COLUMNS,
            [(owner, act.trace, *known) for act, known in ordered],
            after=_UNLESS_FINAL,
        )
    origins = _origins(owner, {act.trace for act, _ in all_known})
    for act, known in all_known:
        if back := origins.get(act.trace):
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
    """Apply a receipt that came back from the peer of ``act``.

    Raises:
        BadEnvelope: its id or time is none.
        UnbelievableReceipt: that peer cannot know of such a message there, or it tells of the future.
    """
    try:
        message_id, at = UUID(receipt.message_id), datetime.fromisoformat(receipt.at)
    except ValueError:
        raise BadEnvelope(where="$.at") from None
    if at.tzinfo is None or at.year not in YEARS:
        raise BadEnvelope(where="$.at")
    peer = act.came_from or ""
    if at > act.times.machine + timedelta(seconds=ASK_SECONDS):
        raise UnbelievableReceipt(what="at")
    _believe(receipt, owner=owner, peer=peer)
    if not _sent(owner, peer, act.trace):
        raise UnbelievableReceipt(what="trace")
    known = Known(receipt.station, receipt.message, message_id, receipt.state, receipt.code, at, peer)
    note(act, owner=owner, known=known)


def _believe(receipt: Receipt, *, owner: str, peer: str) -> None:
    """Whether links.toml lets what we send to ``peer`` lead to such a message at the station that it names."""
    links = topology.load(current().links)
    if receipt.station not in links.beyond(peer, without=owner):
        raise UnbelievableReceipt(what="station")
    if not any(receipt.message in link.messages for link in links.senders(receipt.station)):
        raise UnbelievableReceipt(what="message")


def _sent(owner: str, peer: str, trace: UUID) -> bool:
    """Whether we sent ``peer`` anything in ``trace`` of which there could be news."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from links_outbox where trace = %s and owner = %s and destination = %s and name <> %s limit 1",
            [trace, owner, peer, Receipt.name],
        )
        return cursor.fetchone() is not None


def of_trace(owner: str, trace: UUID) -> list[Known]:
    """All that is known of a trace, oldest first."""
    found = Station.objects.filter(owner=owner, trace=trace).order_by("at", "id")
    return [
        Known(row.station, row.message, row.message_id, row.state, row.code, row.at, row.told_by)
        for row in found
    ]


def sent_in(owner: str, trace: UUID) -> list[Sent]:
    """What ``owner`` sent in ``trace``, receipts apart, in the order it was written."""
    found = Outbox.objects.filter(owner=owner, trace=trace).exclude(name=Receipt.name).order_by("id")
    return [Sent(row.destination, row.name, row.message_id, row.delivered_at) for row in found.defer("body")]


def _origins(owner: str, traces: Collection[UUID]) -> dict[UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select trace, came_from from links_trace where owner = %s and trace = any(%s)",
            [owner, list(traces)],
        )
        return dict(cursor.fetchall())


_ARRIVED = """insert into links_trace (owner, trace, came_from)
 select %s, trace, %s from unnest(%s::uuid[]) as trace on conflict do nothing"""

_COLUMNS = {
    "owner": "text", "trace": "uuid", "station": "text", "message": "text", "message_id": "uuid", "state": "text",
    "code": "text", "at": "timestamptz", "told_by": "text",
}  # fmt: skip

_UNLESS_FINAL = """on conflict (message_id, station, trace, owner) do update
 set state = excluded.state, code = excluded.code, at = excluded.at, told_by = excluded.told_by
 where links_station.state = 'parked'"""
