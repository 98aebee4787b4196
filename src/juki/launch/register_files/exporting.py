"""The whole register with its history as files: one snapshot, always in the same order.

Source: STD 10.6.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import uuid4

import psycopg
from psycopg import Connection, sql

from juki.kernel.clock import JAPAN
from juki.launch.home import Home
from juki.launch.keys import store_of
from juki.launch.loading import audit
from juki.launch.loading.stamp import Stamp
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.register_files.layout import code_tables, layout
from juki.launch.register_files.plain import (
    AFTERWARDS,
    EVENTS,
    Change,
    Plain,
    columns_of,
    rows_of,
    with_numbers,
)
from juki.launch.register_files.private_files import made, make_place
from juki.launch.register_files.versions import Versions
from juki.systems.registry.services import csv_text
from juki.vault.columns import PURPOSE as NUMBER

ACTION = "register.exported"
_SELECT = """copy (select {columns}, case when r.version = v.number then '1' else '0' end, e.processed_on
 from registry_resident_version v join registry_resident r using (addressee_number)
 join registry_event e on e.trace = v.trace order by v.addressee_number collate "C", v.number) to stdout"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    versions: int
    residents: int


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the files are written: with a BOM for programs that want one, lines ended by CR LF or LF."""

    bom: bool = False
    end: str = csv_text.CRLF


def export(
    home: Home, folder: Path, *, mapping: Path | None = None, dialect: Dialect | None = None
) -> Exported:
    """Write the register of ``home`` into ``folder``, which must be empty or new; only its owner may read it.

    Raises:
        PlaceTaken: there is something in ``folder``.
        MappingUnreadable, NotExportable: the mapping is none, or lacks a code.
    """
    city = home.require_founded()
    make_place(folder)
    versions = Versions(layout(), code_tables(mapping), city.municipality)
    cipher = store_of(home).column("registry", NUMBER)
    with psycopg.connect(dsn_for("registry", Role.OWNER, home=home.root)) as register:
        _log(register, Stamp(times=home.clock().now(), trace=uuid4()), folder)
        register.execute("set transaction isolation level repeatable read")
        register.execute("set local timezone to 'UTC'")
        register.execute("set local datestyle to 'ISO'")
        return _write_all(register, folder, versions, dialect or Dialect(), cipher.open)


def _log(register: Connection, stamp: Stamp, folder: Path) -> None:
    """Before anything leaves: who took the register out, and how many records stood in it."""
    row = register.execute("select count(*) from registry_resident").fetchone()
    counted = {"residents": row[0] if row else 0, "place": folder.name}
    audit.record(register, stamp, counted, action=ACTION, reason="export-register", operator="job:export")
    register.commit()


def _write_all(
    register: Connection, folder: Path, versions: Versions, dialect: Dialect, opened: Change
) -> Exported:
    residents = count = 0
    with made(folder / versions.layout.file) as one, made(folder / versions.layout.more_file) as other:
        put, put_more = _writer(one, versions.header, dialect), _writer(other, versions.more_header, dialect)
        for version, context in _versions(register, versions.columns, opened):
            standard, beside = versions.write(version, context)
            put(standard)
            put_more(beside)
            count += 1
            residents += context["最新フラグ"] == "1"
    for plain in (EVENTS, *AFTERWARDS):
        _write_plain(register, folder, plain, dialect, opened)
    return Exported(count, residents)


def _write_plain(register: Connection, folder: Path, plain: Plain, dialect: Dialect, opened: Change) -> None:
    columns = columns_of(register, plain.table)
    with made(folder / plain.file) as stream:
        put = _writer(stream, [column.name for column in columns], dialect)
        for row in rows_of(register, plain, columns):
            put(with_numbers(plain, columns, row, opened))


def _writer(stream: TextIO, header: Iterable[str], dialect: Dialect) -> Callable[[Iterable[str]], None]:
    def put(cells: Iterable[str]) -> None:
        stream.write(csv_text.written(cells, end=dialect.end))

    if dialect.bom:
        stream.write(csv_text.BOM)
    put(header)
    return put


def _versions(
    register: Connection, columns: list[str], opened: Change
) -> Iterator[tuple[dict[str, str | None], dict[str, str]]]:
    named = sql.SQL(", ").join(sql.SQL("v.{}").format(sql.Identifier(column)) for column in columns)
    with register.cursor().copy(sql.SQL(_SELECT).format(columns=named)) as copy:
        for row in copy.rows():
            *values, latest, processed = row
            version = dict(zip(columns, values, strict=True))
            version[NUMBER] = opened(version[NUMBER] or "")
            yield (
                version,
                {"最新フラグ": latest, "処理年月日": processed, **_recorded(version["recorded_at"] or "")},
            )


def _recorded(moment: str) -> dict[str, str]:
    at = datetime.fromisoformat(moment).astimezone(JAPAN)
    return {"操作年月日": at.date().isoformat(), "操作時刻": at.strftime("%H:%M:%S")}
