"""Revocations: written in the transaction that makes them true, read by every system within seconds.

Source: document III 3 risk 2 (withdrawal takes effect at once: every system asks within 5 seconds).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from juki.kernel.work import Act
from juki.office.records.models import Revocation, RevocationHead

MOST = 1_000
_NEXT = """insert into office_revocation_head as head (id, number) values (1, 1)
 on conflict (id) do update set number = head.number + 1 returning number"""


@dataclass(frozen=True, slots=True)
class Revoked:
    """The revocations after a number, at most :data:`MOST`, and the number to ask after next time."""

    last: int
    rows: list[Revocation]


def revoke_session(act: Act, sid: UUID, *, why: str) -> None:
    """Tell all systems that the session ``sid`` ended."""
    _add(act, sid=sid, client=None, why=why)


def revoke_person(act: Act, client: str, *, why: str) -> None:
    """Tell all systems that every session of ``client`` ended."""
    _add(act, sid=None, client=client, why=why)


def after(number: int) -> Revoked:
    """What was revoked since ``number``."""
    rows = list(Revocation.objects.filter(number__gt=number).order_by("number")[:MOST])
    if rows:
        return Revoked(rows[-1].number, rows)
    head = RevocationHead.objects.filter(id=1).first()
    return Revoked(head.number if head else 0, [])


def forget(*, before: datetime) -> int:
    """Drop what is older than any session could be; how many."""
    return Revocation.objects.filter(recorded_at__lt=before).delete()[0]


def _add(act: Act, *, sid: UUID | None, client: str | None, why: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
        row = cursor.fetchone()
    Revocation.objects.create(
        number=row[0], sid=sid, client=client, why=why, recorded_at=act.times.machine, trace=act.trace
    )
