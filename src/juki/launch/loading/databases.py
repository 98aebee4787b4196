"""All databases of the city for one load: opened together, found empty together, committed together."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import psycopg
from psycopg import Connection, sql

from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.loading.errors import AlreadyLoaded, NotEmpty, PartlyLoaded
from juki.launch.loading.pipe import Pipe
from juki.launch.loading.stamp import OPERATOR
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import PROGRAMS

RECORDS = {
    "registry": ("registry_resident", "registry_event", "registry_data_use"),
    "jukinet": ("jukinet_identification",),
    "kiosk": ("kiosk_household",),
    "unified": ("unified_person",),
    "intermediary": ("intermediary_acquisition", "intermediary_copy", "intermediary_permit_entry"),
    "addressee": ("addressee_addressee", "addressee_range"),
    "office": ("office_client",),
    "outside": ("nation_person", "nation_secret", "prefecture_identification", "nws_processing_number",
                "nws_permit_entry", "inquirer_code", "business_resident"),
}  # fmt: skip
"""Per database, tables that nothing but a load or a day's work fills."""

_MARK = "select exists (select from audit_entry where who = %s and action = %s)"
ACTION = "city.loaded"
_COARSE = 10


class Found(NamedTuple):
    """What a look at the databases found."""

    loaded: list[str]
    empty: list[str]


@contextmanager
def opened(home: Home) -> Iterator[dict[str, Connection]]:
    """A connection per database as its owner; whatever is not committed at the end is undone.

    Raises:
        DatabaseDown: one does not answer.
    """
    with ExitStack() as stack:
        found: dict[str, Connection] = {}
        for system in PROGRAMS:
            try:
                connection = psycopg.connect(dsn_for(system, Role.OWNER, home=home.root))
            except psycopg.OperationalError:
                raise DatabaseDown(system=system) from None
            stack.callback(connection.close)
            found[system] = connection
        yield found


def look(connections: dict[str, Connection]) -> Found:
    """Which databases a load has filled.

    Raises:
        PartlyLoaded: some, but not all.
    """
    loaded = [system for system, connection in connections.items() if _is_marked(connection)]
    if loaded and len(loaded) < len(connections):
        raise PartlyLoaded(done=", ".join(loaded))
    return Found(loaded, [system for system in connections if system not in loaded])


def reserve(connections: dict[str, Connection]) -> None:
    """Take every database for this load alone, and refuse unless all are empty.

    The head of the audit chain is locked first, always in the same order: of two loads the second one waits and is
    then refused.

    Raises:
        AlreadyLoaded, PartlyLoaded, NotEmpty: see each.
    """
    for connection in connections.values():
        connection.execute("select number from audit_head where id = 1 for update")
    if look(connections).loaded:
        raise AlreadyLoaded
    for system, connection in connections.items():
        for table in RECORDS[system]:
            query = sql.SQL("select exists (select from {})").format(sql.Identifier(table))
            if _is_true(connection, query):
                raise NotEmpty(system=system)
        connection.execute("set constraints all immediate")


def commit(pipes: dict[str, Pipe]) -> None:
    """Commit all, one at once after another: what can fail has been done and checked before."""
    for pipe in pipes.values():
        pipe.connection.commit()


def analyze(pipes: dict[str, Pipe]) -> None:
    """Tell the planner what is there now; a coarse picture will do until the server makes its own finer one."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(_analyze, pipe.connection, pipe.tables) for pipe in pipes.values()]:
            done.result()


def analyze_tables(connection: Connection, tables: Sequence[str]) -> None:
    """The same for some tables, within the transaction."""
    connection.execute(sql.SQL("set local default_statistics_target = {}").format(sql.Literal(_COARSE)))
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    connection.execute(sql.SQL("analyze {}").format(names))


def _analyze(connection: Connection, tables: Sequence[str]) -> None:
    if tables:
        analyze_tables(connection, tables)
        connection.commit()


def _is_marked(connection: Connection) -> bool:
    return _is_true(connection, sql.SQL(_MARK), OPERATOR, ACTION)


def _is_true(connection: Connection, query: sql.SQL | sql.Composed, *values: str) -> bool:
    row = connection.execute(query, values).fetchone()
    return bool(row and row[0])
