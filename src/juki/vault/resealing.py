"""Rows from one key to the next, in batches, while the system goes on writing and reading.

A batch is a transaction: all rows that hold one of a few hundred numbers, in every table at once, so that what two tables
say of one number agrees at every commit. Whoever reads meanwhile has both keys.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from psycopg import Connection, errors, sql

from juki.vault.ciphers import ColumnCipher, FormCipher
from juki.vault.columns import PURPOSE
from juki.vault.errors import NumberTwice, StillWritten

BATCH = 1000
PERSON = "person:"


class Column(NamedTuple):
    """A column of ciphertext. ``within`` is the member of a JSON row that holds it, ``before`` what stands before it."""

    table: str
    name: str
    before: str = ""
    within: str = ""


NUMBERS: Mapping[str, Sequence[Column]] = {
    "unified": (Column("unified_person", PURPOSE), Column("unified_version", PURPOSE)),
    "kiosk": (Column("kiosk_person", PURPOSE),),
    "jukinet": (Column("jukinet_identification", PURPOSE), Column("jukinet_identification_version", PURPOSE)),
    "registry": (
        Column("registry_resident", PURPOSE), Column("registry_resident_version", PURPOSE),
        Column("registry_removed_version", PURPOSE), Column("registry_removed_version", "content", within=PURPOSE),
        Column("registry_move_out_person", PURPOSE), Column("registry_application_hold", "key", before=PERSON),
    ),
}  # fmt: skip
"""Where each system keeps 個人番号."""

FORMS: Mapping[str, Sequence[Column]] = {
    "registry": (
        Column("registry_application", "form"), Column("registry_application", "submitted_form"),
        Column("registry_move_out_certificate", "content"),
    ),
}  # fmt: skip
"""Where each system keeps forms that hold one."""


def reseal(
    owner: Connection, columns: Sequence[Column], cipher: ColumnCipher | FormCipher, old: str
) -> Iterator[int]:
    """Bring every value that is under the key ``old`` under the active one; how many values each batch changed.

    ``owner`` is the owner's connection and commits by itself: history may be rewritten by nobody else.

    Raises:
        NumberTwice: two rows would hold one number.
        psycopg.Error: the database is gone; the next call goes on.
    """
    for column in columns:
        while values := _some(owner, column, old):
            try:
                _batch(owner, columns, values, [_anew(cipher, value) for value in values])
            except errors.UniqueViolation:
                raise NumberTwice(table=column.table) from None
            except (errors.DeadlockDetected, errors.SerializationFailure):
                continue  # somebody's act went first; the rows are still there to be taken
            yield len(values)


def _batch(owner: Connection, columns: Sequence[Column], values: Sequence[str], fresh: Sequence[str]) -> None:
    with owner.transaction():
        for place in columns:
            _replace(owner, place, values, fresh)


def left(owner: Connection, columns: Sequence[Column], old: str) -> dict[str, int]:
    """How many rows of each table are under the key ``old``; tables without any are left out."""
    found: dict[str, int] = {}
    for column in columns:
        query = sql.SQL("select count(*) from {} where {} like %s").format(
            sql.Identifier(column.table), _value(column)
        )
        row = owner.execute(query, [_pattern(column, old)]).fetchone()
        if row and row[0]:
            found[column.table] = found.get(column.table, 0) + row[0]
    return found


def demand_none_left(owner: Connection, columns: Sequence[Column], old: str) -> None:
    """Refuse to let a key go that rows are under.

    Raises:
        StillWritten: with the table.
    """
    for table, count in left(owner, columns, old).items():
        raise StillWritten(table=table, count=count)


def _some(owner: Connection, column: Column, old: str) -> list[str]:
    """Ciphertexts without what stands before them."""
    query = sql.SQL("select substr({value}, %s) from {table} where {value} like %s limit %s").format(
        value=_value(column), table=sql.Identifier(column.table)
    )
    with owner.transaction():
        rows = owner.execute(query, [len(column.before) + 1, _pattern(column, old), BATCH]).fetchall()
    return sorted({value for (value,) in rows})


def _replace(owner: Connection, column: Column, values: Sequence[str], fresh: Sequence[str]) -> None:
    """Whoever holds a row finishes first; what was written meanwhile under the new key is not touched."""
    names = {
        "table": sql.Identifier(column.table), "name": sql.Identifier(column.name), "value": _value(column),
        "within": sql.Literal(column.within), "before": sql.Literal(column.before),
    }  # fmt: skip
    member = sql.SQL("jsonb_set({name}, array[{within}], to_jsonb(new.value))").format(**names)
    whole = sql.SQL("{before} || new.value").format(**names)
    statement = sql.SQL(
        "update {table} set {name} = {anew} from unnest(%s::text[], %s::text[]) as new (old, value)"
        " where {value} = {before} || new.old"
    )
    owner.execute(
        statement.format(anew=member if column.within else whole, **names), [list(values), list(fresh)]
    )


def _value(column: Column) -> sql.Composable:
    name = sql.Identifier(column.name)
    return sql.SQL("({} ->> {})").format(name, sql.Literal(column.within)) if column.within else name


def _pattern(column: Column, old: str) -> str:
    return f"{column.before}v1:{old}:%"


def _anew(cipher: ColumnCipher | FormCipher, stored: str) -> str:
    if isinstance(cipher, ColumnCipher):
        return cipher.seal(cipher.open(stored))
    return cipher.seal(cipher.open(stored))
