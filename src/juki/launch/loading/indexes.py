"""Indexes are made after the rows: once sorted is far cheaper than a million insertions at random places.

Primary keys stay, because foreign keys lean on them. Everything else is dropped before the load and made again by its
own definition, in the same transaction: whoever looks from outside never sees a table without its constraints.
"""

from collections.abc import Sequence
from typing import NamedTuple

from psycopg import Connection, sql

_MEMORY = "128MB"
_FIND = """
    select c.relname, i.relname, pg_get_indexdef(x.indexrelid), n.conname, pg_get_constraintdef(n.oid)
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    left join pg_constraint n on n.conindid = x.indexrelid and n.contype in ('u', 'x')
    where c.relnamespace = 'public'::regnamespace and c.relname = any(%s) and not x.indisprimary
    order by 1, 2
"""


class Index(NamedTuple):
    """An index, with the constraint that it stands for if it does."""

    table: str
    name: str
    definition: str
    constraint: str | None
    constraint_definition: str | None


def set_aside(connection: Connection, tables: Sequence[str]) -> list[Index]:
    """Drop the indexes of ``tables``, which must be empty; what was dropped."""
    found = [Index(*row) for row in connection.execute(_FIND, [list(tables)])]
    for index in found:
        if index.constraint:
            template, names = "alter table {} drop constraint {}", [index.table, index.constraint]
        else:
            template, names = "drop index {}", [index.name]
        connection.execute(sql.SQL(template).format(*map(sql.Identifier, names)))
    return found


def make(connection: Connection, indexes: list[Index]) -> None:
    """Make again what was set aside.

    Raises:
        psycopg.errors.IntegrityError: the rows break a constraint.
    """
    connection.execute(sql.SQL("set local maintenance_work_mem = {}").format(sql.Literal(_MEMORY)))
    for index in indexes:
        if index.constraint and index.constraint_definition:
            names = sql.Identifier(index.table), sql.Identifier(index.constraint)
            opening = sql.SQL("alter table {} add constraint {} ").format(*names).as_bytes(connection)
            connection.execute(opening + index.constraint_definition.encode())
        else:
            connection.execute(index.definition.encode())
