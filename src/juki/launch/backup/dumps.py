"""One dump per database at one consistent cut, on whatever servers the databases stand.

Snapshots of several servers are never of the same moment. What matters is what passes between them: no sender may count
as delivered (and have erased) what its receiver's snapshot does not have, and no receiver may have what its sender's
snapshot has never heard of. So the outbox of every system is closed for writing first, then a snapshot is opened in each
database, then all are let go. While they are closed nothing new is put in and no acknowledgement is noted; what is on its
way was put in before. Acts that send something wait for as long as that takes.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection

from juki.launch.backup.errors import DatabaseNotEmpty, PostBusy
from juki.launch.backup.positions import TABLES
from juki.launch.backup.servers import output_of
from juki.launch.errors import DatabaseDown

PATIENCE = 10
_HOLD = "lock table links_outbox in exclusive mode"
_DUMP = ("--format=custom", "--compress=1", "--no-owner", "--no-acl", "--no-comments", "--no-password")
RESTORE = (
    "--no-owner",
    "--no-acl",
    "--no-comments",
    "--exit-on-error",
    "--single-transaction",
    "--no-password",
)


class Snapshot(NamedTuple):
    """A transaction that sees the database as it was at the cut, and the name under which others see the same."""

    conn: Connection[Any]
    name: str


@contextmanager
def cut(dsns: Mapping[str, str]) -> Iterator[dict[str, Snapshot]]:
    """A snapshot of each database (owner's connection strings by system), none of which misses what a peer has erased,
    or has what a peer has not sent.

    Raises:
        DatabaseDown: one does not answer.
        PostBusy: somebody's writing did not end within ten seconds.
    """
    with ExitStack() as snapshots:
        found = {}
        with ExitStack() as holding:
            for system, dsn in dsns.items():
                _hold(holding.enter_context(_connection(system, dsn)), system)
            for system, dsn in dsns.items():
                conn = snapshots.enter_context(_connection(system, dsn))
                conn.execute("begin isolation level repeatable read read only")
                row = conn.execute("select pg_export_snapshot()").fetchone()
                assert row is not None
                found[system] = Snapshot(conn, row[0])
        yield found


def dumped(program: str, dsn: str, snapshot: Snapshot) -> Iterator[bytes]:
    """The database of ``dsn`` as ``snapshot`` sees it, in pg_dump's own format.

    Raises:
        CopyFailed: it did not come to its end.
    """
    yield from output_of(program, [*_DUMP, f"--snapshot={snapshot.name}"], dsn=dsn)


def require_empty(system: str, dsn: str) -> None:
    """Raises DatabaseDown, DatabaseNotEmpty: there is something that a restore would write over."""
    with _connection(system, dsn) as conn:
        if conn.execute(TABLES).fetchone():
            raise DatabaseNotEmpty(system=system, key=system.upper())


@contextmanager
def _connection(system: str, dsn: str) -> Iterator[Connection[Any]]:
    try:
        conn = psycopg.connect(dsn, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError:
        raise DatabaseDown(system=system) from None
    with conn:
        yield conn


def _hold(conn: Connection[Any], system: str) -> None:
    conn.execute(f"set lock_timeout = '{PATIENCE}s'")
    conn.execute("begin")
    try:
        conn.execute(_HOLD)
    except psycopg.errors.LockNotAvailable:
        raise PostBusy(system=system, seconds=PATIENCE) from None
