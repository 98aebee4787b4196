"""A list of what is to be changed: its columns as data, and its rows read one by one. Source: STD 9.7."""

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from juki.kernel.errors import JukiError
from juki.systems.registry.domain.bulk_errors import (
    BulkColumns,
    BulkLineUnreadable,
    BulkNothingNew,
    BulkTwice,
)
from juki.systems.registry.services import csv_text


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of one kind of list, each with the column of the version that it is about."""

    key: str
    before: Mapping[str, str]
    before_optional: Mapping[str, str]
    after: Mapping[str, str]
    after_optional: Mapping[str, str]
    cleared: Sequence[str]

    @property
    def header(self) -> tuple[str, ...]:
        """All columns that the list may have."""
        return (self.key, *self.before, *self.before_optional, *self.after, *self.after_optional)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns that it must have."""
        return (self.key, *self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: its number, 世帯番号 or 宛名番号, columns before and after; ``fault`` if it cannot be used."""

    row: int
    key: str
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    fault: JukiError | None = None


@cache
def shapes() -> Mapping[str, Shape]:
    """The shipped columns by kind of list."""
    text = (files(__package__) / "data" / "lists.toml").read_text(encoding="utf-8")
    return {kind: Shape(**found) for kind, found in tomllib.loads(text).items()}


def read(content: str, *, kind: str) -> list[Line]:
    """The rows of a list.

    Raises:
        BulkColumns: a column is missing, unknown or there twice.
        UnreadableCsv: no CSV.
    """
    shape = shapes()[kind]
    rows = csv_text.rows(io.StringIO(content, newline=""))
    _, header = next(rows, (1, []))
    _demand_header(header, shape)
    lines, seen = [], set[str]()
    for number, cells in rows:
        line = _line(number, dict(zip(header, cells, strict=False)), shape, whole=len(cells) == len(header))
        if line.fault is None and line.key in seen:
            line = Line(number, line.key, fault=BulkTwice())
        seen.add(line.key)
        lines.append(line)
    return lines


def _demand_header(header: Sequence[str], shape: Shape) -> None:
    for name in shape.required:
        if name not in header:
            raise BulkColumns(column=name)
    for place, name in enumerate(header, start=1):
        if name not in shape.header or header.count(name) > 1:
            raise BulkColumns(column=f"{place}列目")


def _line(number: int, cells: Mapping[str, str], shape: Shape, *, whole: bool) -> Line:
    key = cells.get(shape.key, "")
    if not (whole and key.isascii() and key.isdigit()):
        return Line(number, "", fault=BulkLineUnreadable())
    before = _side(cells, {**shape.before, **shape.before_optional})
    after = _side(cells, {**shape.after, **shape.after_optional})
    if all(before.get(column) == value for column, value in after.items()):
        return Line(number, key, before, after, BulkNothingNew())
    return Line(number, key, before, dict.fromkeys(shape.cleared, "") | after)


def _side(cells: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    return {column: cells[name] for name, column in columns.items() if name in cells}
