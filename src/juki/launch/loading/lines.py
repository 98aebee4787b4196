"""Rows as lines of PostgreSQL's COPY text format."""

from collections.abc import Callable, Iterable, Sequence

from psycopg import sql

from juki.vault.columns import PURPOSE as NUMBER

NULL = "\x02"
"""Stands for NULL: a control character, which no name and no address may hold."""

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Row = dict[str, str | None]
Seal = Callable[[str], str]


def line(cells: Iterable[str | None]) -> str:
    """One row. What the format reserves is escaped; such rows are rare, so they are looked for as a whole."""
    written = [NULL if cell is None else cell for cell in cells]
    text = "\t".join(written)
    if "\\" in text or "\n" in text or "\r" in text or text.count("\t") != len(written) - 1:
        text = "\t".join(cell.translate(_ESCAPES) for cell in written)
    return f"{text}\n"


def statement(table: str, columns: Sequence[str]) -> sql.Composed:
    """The COPY that takes such lines."""
    return sql.SQL("copy {} ({}) from stdin with (format text, null {})").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Literal(NULL)
    )


class Block:
    """Rows that wait to be sent, by table in the order in which the tables were first named.

    ``seal`` encrypts 個人番号 where the system keeps them so.
    """

    def __init__(self, seal: Seal | None = None) -> None:
        self._seal = seal
        self._columns: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, list[str]] = {}

    def sealed(self, number: str) -> str:
        """A 個人番号 as this database keeps it."""
        return self._seal(number) if self._seal else number

    def add(self, table: str, row: Row) -> None:
        """One row; all rows of a table have the same columns in the same order."""
        if table not in self._columns:
            self._columns[table] = tuple(row)
            self._lines[table] = []
        if self._seal and (number := row.get(NUMBER)):
            row = {**row, NUMBER: self._seal(number)}
        self._lines[table].append(line(row.values()))

    def taken(self) -> list[tuple[str, tuple[str, ...], bytes]]:
        """Table, columns and lines of what has gathered; the block is empty afterwards."""
        full = [
            (table, self._columns[table], "".join(lines).encode())
            for table, lines in self._lines.items()
            if lines
        ]
        for lines in self._lines.values():
            lines.clear()
        return full
