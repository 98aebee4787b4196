"""Files that repeat a table of ours column by column: 異動, versions of households, update numbers."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from psycopg import Connection, sql

from juki.launch.register_files.cells import demand_remark
from juki.launch.register_files.errors import CellMissing, CellUnreadable
from juki.vault.columns import PURPOSE as NUMBER

_COLUMNS = """select attname, format_type(atttypid, null), attnotnull from pg_attribute
 where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum"""


@dataclass(frozen=True)
class Plain:
    """A file, its table, and the columns by which its rows are told apart and ordered."""

    file: str
    table: str
    order: tuple[str, ...]


Change = Callable[[str], str]
"""What makes a number plain, or encrypts it."""

EVENTS = Plain("events.csv", "registry_event", ("trace",))
HOUSEHOLDS = Plain("households.csv", "registry_household_version", ("household_number", "number"))
UPDATE_NUMBERS = Plain("update_numbers.csv", "registry_update_number", ("resident_code",))
BESIDE = (
    Plain("alias_history.csv", "registry_alias_history", ("addressee_number", "history_number")),
    Plain("memos.csv", "registry_memo", ("memo", "number")),
    Plain("removed_events.csv", "registry_removed_event", ("trace",)),
    Plain("removed_residents.csv", "registry_removed_version", ("addressee_number", "number")),
    Plain("removed_households.csv", "registry_removed_household", ("household_number", "number")),
)
"""Histories beside the versions, and the 除票 that have left them: files that only this register writes."""
WHOLE_ROWS = "registry_removed_version"
"""The table that keeps rows of the register whole, 個人番号 within them."""

AFTERWARDS = (HOUSEHOLDS, UPDATE_NUMBERS, *BESIDE)
"""All but the events, in the order in which they are read."""


@dataclass(frozen=True)
class Column:
    """A column with its type and whether it may be NULL."""

    name: str
    type: str
    required: bool

    def read(self, cell: str) -> str | None:
        """The value; a blank cell is NULL where there may be one.

        Raises:
            CellMissing, CellUnreadable: nothing, or not of the type.
        """
        if not cell and (not self.required or self.type != "text"):
            if self.required:
                raise CellMissing
            return None
        check = _CHECKS.get(self.type)
        if check is None:
            return demand_remark(cell, 0)
        try:
            check(cell)
        except ValueError:
            raise CellUnreadable(wanted=self.type) from None
        return demand_remark(cell, 0)


def _boolean(cell: str) -> None:
    if cell not in ("t", "f"):
        raise ValueError


_CHECKS: Mapping[str, Callable[[str], object]] = MappingProxyType({
    "uuid": UUID, "date": date.fromisoformat, "timestamp with time zone": datetime.fromisoformat, "integer": int,
    "bigint": int, "jsonb": json.loads, "boolean": _boolean,
})  # fmt: skip


def with_numbers(plain: Plain, columns: Sequence[Column], row: Sequence[str], change: Change) -> list[str]:
    """``row`` with 個人番号 changed: in its column, and in a row of the register that is kept as JSON."""
    if plain.table != WHOLE_ROWS:
        return list(row)
    return [
        change(cell)
        if column.name == NUMBER
        else in_whole_row(cell, change)
        if column.type == "jsonb"
        else cell
        for column, cell in zip(columns, row, strict=True)
    ]


def in_whole_row(content: str, change: Change) -> str:
    """A row that is kept as JSON, with its 個人番号 changed."""
    kept = json.loads(content)
    if not isinstance(kept, dict):
        return content
    return json.dumps({**kept, NUMBER: change(kept.get(NUMBER) or "")}, ensure_ascii=False)


def columns_of(connection: Connection, table: str) -> list[Column]:
    """The columns of ``table`` in their order."""
    return [Column(*row) for row in connection.execute(_COLUMNS, [table])]


def rows_of(connection: Connection, plain: Plain, columns: Sequence[Column]) -> Iterator[list[str]]:
    """All rows as cells, in order."""
    types = {column.name: column.type for column in columns}
    keys = [
        sql.SQL('{} collate "C"' if types[one] == "text" else "{}").format(sql.Identifier(one))
        for one in plain.order
    ]
    query = sql.SQL("copy (select {} from {} order by {}) to stdout").format(
        sql.SQL(", ").join(sql.Identifier(column.name) for column in columns), sql.Identifier(plain.table),
        sql.SQL(", ").join(keys),
    )  # fmt: skip
    with connection.cursor().copy(query) as copy:
        for row in copy.rows():
            yield [value or "" for value in row]
