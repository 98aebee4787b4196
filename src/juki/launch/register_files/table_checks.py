"""The tables' own checks, asked of all rows at once after they are there: every row that breaks one is found.

They are dropped and added again by their own definitions within the transaction, as ``loading.indexes`` does.
"""

from collections.abc import Iterator
from typing import NamedTuple

from psycopg import Connection, sql

_FIND = """select conname, pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid) from pg_constraint
 where conrelid = %s::regclass and contype = 'c' order by conname"""
_MOST = 1_000


class Check(NamedTuple):
    """A check with its definition and the bare expression."""

    name: str
    definition: str
    expression: str


def set_aside(connection: Connection, table: str) -> list[Check]:
    """Drop the checks of ``table``; what was dropped."""
    found = [Check(*row) for row in connection.execute(_FIND, [table])]
    for check in found:
        names = sql.Identifier(table), sql.Identifier(check.name)
        connection.execute(sql.SQL("alter table {} drop constraint {}").format(*names))
    return found


def broken(connection: Connection, table: str, key: str, checks: list[Check]) -> Iterator[tuple[str, str]]:
    """The key and the name of the check, for the first rows that break one; ``key`` is an SQL expression of the table."""
    for check in _some_broken(connection, table, checks):
        query = f"select ({key})::text from {table} where ({check.expression}) is false limit {_MOST}"  # noqa: S608 - own catalogue
        for (found,) in connection.execute(query.encode()):
            yield found, check.name


def make(connection: Connection, table: str, checks: list[Check]) -> None:
    """Add again what was set aside, in one pass over the table.

    Raises:
        psycopg.errors.CheckViolation: a row breaks one.
    """
    if checks:
        added = ", ".join(f'add constraint "{check.name}" {check.definition}' for check in checks)
        connection.execute(f"alter table {table} {added}".encode())


def _some_broken(connection: Connection, table: str, checks: list[Check]) -> list[Check]:
    """Which checks any row breaks, in one pass."""
    if not checks:
        return []
    asked = ", ".join(f"coalesce(bool_or(({check.expression}) is false), false)" for check in checks)
    row = connection.execute(f"select {asked} from {table}".encode()).fetchone()  # noqa: S608 - own catalogue
    return [check for check, is_broken in zip(checks, row or (), strict=True) if is_broken]
