"""Writing signed roots: once a day at least, by each system over its own log.

Option ``trail_root_minutes``: how old the last root may be while there are new rows (60). The shorter, the smaller the
part of the log whose rewriting only its own chain could show.
"""

import hashlib
from datetime import timedelta
from pathlib import Path

import msgspec
from django.db import connection as django_connection
from django.db import transaction
from psycopg import Connection

from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.links.wire import keys
from juki.oversight.trail.domain.roots import FIRST_BEFORE, Statement, digest_of
from juki.oversight.trail.domain.walk import walk
from juki.oversight.trail.errors import ChainBroken
from juki.oversight.trail.records.models import Root
from juki.oversight.trail.services import reading
from juki.oversight.trail.services.keeping import ZERO
from juki.screens.settings import own_system

MOST = 500_000
"""Rows of one root: a log that was never signed gets several."""
_LOCK = "select pg_advisory_xact_lock(hashtextextended('trail-root', 0))"


def root_if_due(times: Times) -> int:
    """Write a root if the day has changed or the last one is old, and there are new rows; how many roots."""
    last = Root.objects.defer("marks").order_by("-number").first()
    wait = timedelta(minutes=float(current().options.get("trail_root_minutes", "60")))
    if last and last.day == times.legal_day and times.machine - last.machine_time < wait:
        return 0
    return root_now(times)


def root_now(times: Times) -> int:
    """Sign what was added since the last root; how many roots were written.

    Raises:
        ChainBroken: what is to be signed does not hold.
    """
    written = 0
    while _one(times):
        written += 1
    return written


def psycopg_of() -> Connection:
    """The connection under Django's, for what COPY brings."""
    django_connection.ensure_connection()
    return django_connection.connection


def _one(times: Times) -> bool:
    with transaction.atomic():
        plain = psycopg_of()
        plain.execute(_LOCK)
        before = Root.objects.order_by("-number").defer("marks").first()
        end = reading.end_of(plain)
        first = before.last + 1 if before else 1
        if end is None or end.number < first:
            return False
        last = min(end.number, first + MOST - 1)
        previous = reading.digest_at(plain, first - 1) or ZERO
        found = walk(reading.lines(plain, first, last), first=first, last=last, previous=previous)
        if found.broken:
            raise ChainBroken(number=found.broken.number)
        system = own_system()
        said = Statement(
            system=system, number=(before.number if before else 0) + 1, day=times.legal_day, first=first, last=last,
            count=last - first + 1, digest=found.digest.decode(), marks=hashlib.sha256(found.marks).hexdigest(),
            previous=digest_of(before.token) if before else FIRST_BEFORE, at=times.machine.isoformat(),
        )  # fmt: skip
        token, certificate = signed(msgspec.json.encode(said))
        Root.objects.create(
            number=said.number, day=said.day, first=first, last=last, marks=found.marks, token=token,
            certificate=certificate, machine_time=times.machine,
        )  # fmt: skip
    return True


def signed(content: bytes) -> tuple[str, str]:
    """``content`` as a JWS by this system's key, and the certificate that belongs to it."""
    system = own_system()
    file = Path(current().identities[system].sign_key)
    token = keys.sign(content, key=keys.private_key(str(file)), signer=system)
    return token, file.with_suffix(".pem").read_text(encoding="ascii")
