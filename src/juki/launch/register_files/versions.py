"""A version as a row of the standard file and a row of ours beside it, and back. Nothing is lost between them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import itemgetter

from juki.kernel.errors import JukiError
from juki.launch.register_files.cells import Cells, Spec, Values
from juki.launch.register_files.derived import DERIVED
from juki.launch.register_files.errors import CellUnreadable, NotCarried
from juki.launch.register_files.kinds import KINDS, is_faithful
from juki.launch.register_files.layout import CodeTable, Layout, Part

KEY = ("宛名番号", "個人履歴番号", "個人履歴番号_枝番号")
MAY_BE_MISSING = frozenset({"derived", "context", "absent"})
_SAYS_NOTHING = frozenset({"derived", "context", "latest"})
_REMEMBERED = 4096
_KEY_COLUMNS = frozenset({"addressee_number", "number"})

Texts = dict[str, str | None]
"""A version by column, as COPY writes it."""
Fault = tuple[str, JukiError]
"""The name of the cell and what is wrong with it."""


@dataclass(frozen=True, eq=False)
class Reader:
    """One part of a file with a known header: takes its cells out of a row and reads them, remembering the last ones."""

    part: Part
    take: Callable[[Sequence[str]], Cells]
    read: Callable[[Cells], Texts]


class Readers:
    """The parts of a file with a known header. Most cells are blank: what blank cells mean is found out once for all."""

    def __init__(self, parts: Sequence[Part], header: Sequence[str], specs: dict[Part, Spec]) -> None:
        place = {name: index for index, name in enumerate(header)}
        self.blank: Texts = {}
        self._always: dict[Reader, None] = {}
        self._at: list[Reader | None] = [None] * len(header)
        for part in parts:
            if part.kind not in _SAYS_NOTHING and all(name in place for name in part.names):
                self._add(part, [place[name] for name in part.names], specs[part])

    def _add(self, part: Part, indexes: list[int], spec: Spec) -> None:
        read = lru_cache(_REMEMBERED)(partial(_read, KINDS[part.kind].read, spec))
        reader = Reader(part, _taker(indexes), read)
        try:
            self.blank.update(read(("",) * len(indexes)))
        except JukiError:
            self._always[reader] = None
        for index in indexes:
            self._at[index] = reader

    def saying(self, row: Sequence[str]) -> list[Reader]:
        """Those whose cells say something in ``row``, and those that must not be blank."""
        at = self._at
        said = dict.fromkeys([at[place] for place, cell in enumerate(row) if cell])
        return [reader for reader in (self._always | said) if reader is not None]


class Versions:
    """Rows by one layout, one set of code tables, for one municipality."""

    def __init__(self, layout: Layout, tables: dict[str, CodeTable], municipality: str) -> None:
        self.layout = layout
        self.specs = {
            part: Spec(part, tables.get(part.table), municipality)
            for part in (*layout.standard, *layout.more)
        }
        self._writers = {part: _writer(part, spec) for part, spec in self.specs.items()}
        self.columns = [column for part in (*layout.standard, *layout.more) for column in part.columns]
        self.header = [name for part in layout.standard for name in part.names]
        self.more_header = [*KEY, *(part.names[0] for part in layout.more), layout.exact]

    def read(
        self, standard: Readers, row: Sequence[str], more: Readers, beside: Sequence[str] | None,
        exact: Texts,
    ) -> tuple[Texts, list[Fault], list[Fault]]:  # fmt: skip
        """The version of a row with the row beside it; what is wrong with it, and what has no place in the register."""
        found = standard.blank | more.blank if beside is not None else standard.blank.copy()
        faults: list[Fault] = []
        lost: list[Fault] = []
        for reader in standard.saying(row):
            cells = reader.take(row)
            if reader.part.kind == "absent":
                lost += _lost(reader.part, cells)
            else:
                _into(found, reader, cells, faults, exact)
        if beside is not None:
            for reader in more.saying(beside):
                _into(found, reader, reader.take(beside), faults, exact)
        found.update(exact)
        return found, faults, lost

    def exact_of(self, cell: str) -> Texts:
        """The values that only stand in the column for what the layout cannot say.

        Raises:
            CellUnreadable: it is not what an export wrote.
        """
        if not cell:
            return {}
        try:
            found = json.loads(cell)
        except ValueError:
            raise CellUnreadable(wanted="標準様式で表せない値") from None
        known = set(self.columns) - _KEY_COLUMNS
        if not isinstance(found, dict) or not known.issuperset(found):
            raise CellUnreadable(wanted="標準様式で表せない値")
        if not all(value is None or isinstance(value, str) for value in found.values()):
            raise CellUnreadable(wanted="標準様式で表せない値")
        return found

    def write(self, version: Texts, context: dict[str, str]) -> tuple[list[str], list[str]]:
        """The row of the standard file and the row of ours.

        ``context``: cells that are no columns of the version (最新フラグ, 処理年月日 …).

        Raises:
            NotExportable: the mapping has no code for a value.
        """
        exact: Texts = {}
        standard = [
            cell for part in self.layout.standard for cell in self._cells(part, version, context, exact)
        ]
        beside = [cell for part in self.layout.more for cell in self._cells(part, version, context, exact)]
        key = [version["addressee_number"] or "", version["number"] or "", "0"]
        kept = json.dumps(exact, ensure_ascii=False, sort_keys=True) if exact else ""
        return standard, [*key, *beside, kept]

    def _cells(self, part: Part, version: Texts, context: dict[str, str], exact: Texts) -> Sequence[str]:
        if part.kind in ("context", "latest"):
            return [context.get(name, "") for name in part.names]
        if part.kind == "derived":
            return [DERIVED[name](version) if name in DERIVED else "" for name in part.names]
        values = tuple(version[column] for column in part.columns)
        cells, faithful = self._writers[part](values)
        if not faithful:
            exact.update(zip(part.columns, values, strict=True))
        return cells


def _into(found: Texts, reader: Reader, cells: Cells, faults: list[Fault], exact: Texts) -> None:
    try:
        found.update(reader.read(cells))
    except JukiError as error:
        columns = reader.part.columns
        if exact and columns and exact.keys() >= set(columns):
            return
        faults.append((reader.part.names[0], error))


def _lost(part: Part, cells: Cells) -> list[Fault]:
    """Only what says something: a flag that is down is nothing."""
    return [
        (name, NotCarried()) for name, cell in zip(part.names, cells, strict=True) if cell not in ("", "0")
    ]


def _writer(part: Part, spec: Spec) -> Callable[[Values], tuple[Cells, bool]]:
    """Cells for values, remembering the last ones: most items stay the same from version to version."""

    @lru_cache(_REMEMBERED)
    def write(values: Values) -> tuple[Cells, bool]:
        return is_faithful(KINDS[part.kind], values, spec)

    return write


def _read(read: Callable[[Cells, Spec], Values], spec: Spec, cells: Cells) -> Texts:
    return dict(zip(spec.part.columns, read(cells, spec), strict=True))


def _taker(indexes: list[int]) -> Callable[[Sequence[str]], Cells]:
    if len(indexes) > 1:
        return itemgetter(*indexes)
    return partial(_single, indexes[0])


def _single(index: int, row: Sequence[str]) -> Cells:
    return (row[index],)
