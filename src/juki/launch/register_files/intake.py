"""Reading the files row by row: what can be taken goes to the register's block, what cannot goes to the report."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from juki.kernel.errors import JukiError
from juki.kernel.values.kana import fold
from juki.kernel.values.person_name import BETWEEN, search_key
from juki.launch.loading.pipe import Pipe
from juki.launch.register_files import supposed
from juki.launch.register_files.errors import (
    CellUnreadable,
    NoEvent,
    NoFile,
    RowsApart,
    WrongHeader,
    WrongWidth,
)
from juki.launch.register_files.layout import CodeTable
from juki.launch.register_files.people import People
from juki.launch.register_files.plain import EVENTS, WHOLE_ROWS, Column, Plain, in_whole_row
from juki.launch.register_files.report import Report
from juki.launch.register_files.versions import KEY, MAY_BE_MISSING, Readers, Texts, Versions
from juki.systems.registry.services import csv_text

ROWS_AT_ONCE = 1_000
_DAYS = ("処理年月日", "操作年月日")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTEXT = ("最新フラグ", "処理年月日", "操作年月日", "操作時刻")
Tell = Callable[[int], None]


class Intake:
    """One import: its report, the people seen so far, and the pipe to the register."""

    def __init__(
        self, folder: Path, versions: Versions, report: Report, pipe: Pipe, *, today: str,
        statuses: CodeTable | None,
    ) -> None:  # fmt: skip
        self.people = People()
        self.count = 0
        self._folder, self._versions, self._report, self._pipe = folder, versions, report, pipe
        self._today, self._statuses = today, statuses
        self._events: set[str] = set()
        self._has_events = (folder / EVENTS.file).exists()

    def read_versions(self, tell: Tell) -> None:
        """The two files of versions, side by side; without the second one its columns are supposed.

        Raises:
            UnreadableCsv: no CSV from some row on.
        """
        layout = self._versions.layout
        with ExitStack() as stack:
            lines = csv_text.rows(stack.enter_context(csv_text.opened(self._folder / layout.file)))
            header = self._header(layout.file, lines, self._versions.header)
            standard = Readers(layout.standard, header, self._versions.specs)
            beside = _Beside(self, stack)
            at = {name: place for place, name in enumerate(header)}
            if not {*KEY, "最新フラグ"} <= at.keys():
                return
            for row, cells in lines:
                if len(cells) != len(header):
                    self._report.add(layout.file, row, "", WrongWidth())
                    continue
                self._version(row, cells, standard, beside, at)
                if row % ROWS_AT_ONCE == 0:
                    self._pipe.send()
                    tell(row)
            beside.end()
        for row, cell, error in self.people.faults():
            self._report.add(layout.file, row, cell, error)
        self._pipe.send()

    def read_plain(self, plain: Plain, columns: Sequence[Column]) -> None:
        """A file that repeats a table."""
        with csv_text.opened(self._folder / plain.file) as stream:
            lines = csv_text.rows(stream)
            header = self._header(plain.file, lines, [column.name for column in columns])
            known = {column.name: column for column in columns}
            chosen = [known[name] for name in header if name in known]
            for row, cells in lines:
                if len(cells) != len(header):
                    self._report.add(plain.file, row, "", WrongWidth())
                    continue
                self._plain_row(plain, row, chosen, cells)
                if row % ROWS_AT_ONCE == 0:
                    self._pipe.send()
        self._pipe.send()

    def fault(self, file: str, row: int, cell: str, error: JukiError) -> None:
        """One more finding that refuses the import."""
        self._report.add(file, row, cell, error)

    @property
    def more_file(self) -> Path:
        """Where the second file would be."""
        return self._folder / self._versions.layout.more_file

    @property
    def versions(self) -> Versions:
        """How rows are read."""
        return self._versions

    def _header(self, file: str, lines: Iterator[tuple[int, list[str]]], wanted: Sequence[str]) -> list[str]:
        try:
            _, header = next(lines)
        except StopIteration:
            raise NoFile(file=file) from None
        optional = {
            name
            for part in self._versions.layout.standard
            if part.kind in MAY_BE_MISSING
            for name in part.names
        }
        missing = [name for name in wanted if name not in header and name not in optional]
        unknown = sorted(set(header) - set(wanted))
        twice = sorted({name for name in header if header.count(name) > 1})
        for name in missing:
            self._report.add(file, 1, name, WrongHeader())
        for place, name in enumerate(header, start=1):
            if name in unknown or name in twice:
                self._report.add(file, 1, f"{place}列目", WrongHeader())
        return header

    def _plain_row(self, plain: Plain, row: int, columns: Sequence[Column], cells: Sequence[str]) -> None:
        values: Texts = {}
        for column, cell in zip(columns, cells, strict=False):
            try:
                values[column.name] = column.read(cell)
            except JukiError as error:
                self._report.add(plain.file, row, column.name, error)
        if plain is EVENTS:
            self._events.add(values.get("trace") or "")
        if not self._report.refusals:
            if plain.table == WHOLE_ROWS and (content := values["content"]):
                values["content"] = in_whole_row(content, self._pipe.block.sealed)
            self._pipe.block.add(plain.table, values)

    def _version(
        self, row: int, cells: list[str], standard: Readers, beside: "_Beside", at: dict[str, int]
    ) -> None:
        file = self._versions.layout.file
        key = tuple(cells[at[name]] for name in KEY[:2])
        context = {name: cells[at[name]] if name in at else "" for name in _CONTEXT}
        self.count += 1
        others = beside.row_for(key)
        exact = beside.exact()
        version, faults, lost = self._versions.read(standard, cells, beside.readers, others, exact)
        for name, error in lost:
            self._report.add(file, row, name, error, refuses=False)
        if not version.get("event_class"):
            version["event_class"] = supposed.event_class(version)
        if not faults:
            faults += self._whole_row(row, version, context, with_beside=others is not None)
        for name, error in faults:
            self._report.add(beside.file_of(name, at), row, name, error)
        if not self._report.refusals:
            self._put(version, context)

    def _whole_row(
        self, row: int, version: Texts, context: dict[str, str], *, with_beside: bool
    ) -> list[tuple[str, JukiError]]:
        faults: list[tuple[str, JukiError]] = [
            (name, CellUnreadable(wanted="日付（2026-04-01の形）"))
            for name in _DAYS
            if context[name] and _ISO.fullmatch(context[name]) is None
        ]
        try:
            self.people.see(
                version["addressee_number"] or "", int(version["number"] or 0), row,
                latest=context["最新フラグ"] == "1",
            )  # fmt: skip
            if not with_beside and not faults:
                supposed.complete(
                    version, context, self._versions.columns, today=self._today, statuses=self._statuses
                )
            if self._has_events and version.get("trace") not in self._events:
                faults.append(("trace", NoEvent()))
        except JukiError as error:
            faults.append(("個人履歴番号", error))
        return faults

    def _put(self, version: Texts, context: dict[str, str]) -> None:
        block = self._pipe.block
        if version["trace"] not in self._events:
            self._events.add(version["trace"] or "")
            block.add("registry_event", supposed.event_of(version, context, today=self._today))
        block.add("registry_resident_version", {column: version[column] for column in self._versions.columns})
        if context["最新フラグ"] == "1":
            block.add("registry_resident", head_of(version))


class _Beside:
    """The second file, walked in step with the first."""

    def __init__(self, intake: Intake, stack: ExitStack) -> None:
        self._intake = intake
        self.readers = Readers((), (), {})
        self._lines: Iterator[tuple[int, list[str]]] = iter(())
        self._next: tuple[int, list[str]] | None = None
        self._current: list[str] | None = None
        self._exact = -1
        versions = intake.versions
        self._file = versions.layout.more_file
        if intake.more_file.exists():
            self._lines = csv_text.rows(stack.enter_context(csv_text.opened(intake.more_file)))
            header = intake._header(self._file, self._lines, versions.more_header)
            self._width = len(header)
            self._key = [header.index(name) for name in KEY[:2] if name in header]
            self._exact = header.index(versions.layout.exact) if versions.layout.exact in header else -1
            self.readers = Readers(versions.layout.more, header, versions.specs)
            self._step()

    def row_for(self, key: tuple[str, ...]) -> list[str] | None:
        """The row of this version, if it is the next one; None where there is none."""
        self._current = None
        if self._next is not None and tuple(self._next[1][place] for place in self._key) == key:
            self._current = self._next[1]
            self._row = self._next[0]
            self._step()
        return self._current

    def exact(self) -> Texts:
        """What the row says in its last column; a fault is reported."""
        if self._current is None or self._exact < 0:
            return {}
        try:
            return self._intake.versions.exact_of(self._current[self._exact])
        except JukiError as error:
            self._intake.fault(self._file, self._row, self._intake.versions.layout.exact, error)
            return {}

    def file_of(self, name: str, at: dict[str, int]) -> str:
        """Which file has a cell of this name."""
        return self._intake.versions.layout.file if name in at else self._file

    def end(self) -> None:
        """Rows that found no version are reported."""
        if self._next is not None:
            self._intake.fault(self._file, self._next[0], KEY[0], RowsApart())

    def _step(self) -> None:
        self._next = None
        for row, cells in self._lines:
            if len(cells) == self._width:
                self._next = row, cells
                return
            self._intake.fault(self._file, row, "", WrongWidth())


def head_of(version: Texts) -> Texts:
    """The row of ``registry_resident`` that points at the last version."""
    kana = BETWEEN.join(part for part in (version["kana_surname"], version["kana_given"]) if part)
    return {
        "addressee_number": version["addressee_number"], "version": version["number"], "record": version["record"],
        "state": version["state"], "household_number": version["household_number"], "position": version["position"],
        "is_head": "t" if version["relationship_1"] == "02" else "f",
        "individual_number": version["individual_number"], "resident_code": version["resident_code"],
        "card_number": version["card_number"], "name_key": search_key(version["full_name"] or ""),
        "kana_key": fold(kana), "birth": version["birth"],
    }  # fmt: skip
