"""One system's audit chain, read from outside its process."""

from typing import NamedTuple

from django.db import Error, connection, connections

from juki.kernel.audit.chain import Broken, verify
from juki.kernel.settings import database
from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for


class Chain(NamedTuple):
    """What was found: how many rows, the digest at the end, and the first break."""

    rows: int
    head: str
    broken: Broken | None


def chain_of(home: Home, system: str) -> Chain:
    """One system's chain, read as its app role.

    Raises:
        DatabaseDown: the database does not answer.
        DsnMissing: it was never made.
    """
    alias = "default"
    entry = database(dsn_for(system, Role.APP, home=home.root), connections=1)
    entry["OPTIONS"].pop("pool")
    connections.settings = connections.configure_settings({alias: entry})
    try:
        number, digest = _head()
        return Chain(number, digest.hex(), verify())
    except Error:
        raise DatabaseDown(system=system) from None
    finally:
        connections[alias].close()
        del connections[alias]


def _head() -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("select number, digest from audit_head where id = 1")
        row = cursor.fetchone()
    return (int(row[0]), bytes(row[1])) if row else (0, b"")
