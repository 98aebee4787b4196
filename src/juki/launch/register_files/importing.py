"""A register from its files into an empty city: all of it or nothing, and every other system from its last versions.

Source: STD 10.6; registry invariants.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import Connection

from juki.launch.home import City, Home
from juki.launch.keys import store_of
from juki.launch.loading import audit, databases, indexes
from juki.launch.loading.errors import NotAllHere
from juki.launch.loading.filling import Filling
from juki.launch.loading.loading import piped
from juki.launch.loading.pipe import Pipe
from juki.launch.loading.stamp import Stamp
from juki.launch.register_files import table_checks, whole_register
from juki.launch.register_files.errors import CopyRefused, Refused
from juki.launch.register_files.intake import Intake
from juki.launch.register_files.layout import code_tables, layout
from juki.launch.register_files.living import Living
from juki.launch.register_files.plain import (
    AFTERWARDS,
    BESIDE,
    EVENTS,
    HOUSEHOLDS,
    UPDATE_NUMBERS,
    Column,
    Plain,
    columns_of,
)
from juki.launch.register_files.private_files import demand_private
from juki.launch.register_files.report import Report
from juki.launch.register_files.versions import Versions
from juki.vault.columns import PURPOSE as NUMBER

TABLES = (
    "registry_event", "registry_resident_version", "registry_resident", "registry_household_version",
    "registry_household", "registry_update_number", *(plain.table for plain in BESIDE),
)  # fmt: skip
TRIGGERED = ("registry_resident", "registry_resident_version")
REPORT = "import-register.csv"
ACTION = "register.imported"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken, what was left out (counted), where the report is, and how long it took."""

    versions: int
    residents: int
    left_out: int
    report: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Wish:
    """How to import: another register's codes, whether only to try, who hears how far it is."""

    mapping: Path | None = None
    dry_run: bool = False
    progress: Progress = lambda _done, _total: None


def import_register(home: Home, folder: Path, wish: Wish) -> Imported:
    """Take the register in ``folder`` into the empty databases of ``home``.

    A city in earnest gets its register alone: its counterparts have their own records, and nothing is invented for them.

    Raises:
        NoFile, OpenToOthers: the files are not there, or others may read them.
        MappingUnreadable, UnreadableCsv: no mapping, or no CSV.
        AlreadyLoaded, PartlyLoaded, NotEmpty, NotAllHere: not these databases.
        Refused: rows have faults, see the report; nothing was kept.
        CopyRefused: the database refused rows that the checks had passed.
    """
    began = time.monotonic()
    city = home.require_founded()
    if city.processes:
        raise NotAllHere
    for file in _given(folder):
        demand_private(file)
    stamp = Stamp(times=home.clock().now(), trace=uuid4())
    report = Report()
    file = home.root / "log" / REPORT
    with databases.opened(home) as connections:
        databases.reserve(connections)
        with piped(home, connections) as pipes:
            try:
                intake = _register(folder, city, pipes["registry"], stamp, report, wish)
                if not report.refusals and not wish.dry_run:
                    _others(home, city, stamp, pipes, intake, wish)
            except psycopg.Error as error:
                raise CopyRefused(sqlstate=error.sqlstate or "") from None
            finally:
                report.write(file)
    if report.refusals:
        raise Refused(count=report.refusals, report=str(file))
    left_out = sum(report.counts.values())
    return Imported(intake.count, len(intake.people), left_out, file, time.monotonic() - began)


def _given(folder: Path) -> list[Path]:
    shape = layout()
    optional = (
        folder / name for name in (shape.more_file, EVENTS.file, *(plain.file for plain in AFTERWARDS))
    )
    return [folder / shape.file, *(file for file in optional if file.exists())]


def _register(folder: Path, city: City, pipe: Pipe, stamp: Stamp, report: Report, wish: Wish) -> Intake:
    """Fill the register and ask everything that the tables ask."""
    register = pipe.connection
    tables = code_tables(wish.mapping)
    versions = Versions(layout(), tables, city.municipality)
    types = {plain: columns_of(register, plain.table) for plain in (EVENTS, *AFTERWARDS)}
    checks = {table: table_checks.set_aside(register, table) for table in TABLES}
    aside = indexes.set_aside(register, TABLES)
    for table in TRIGGERED:
        register.execute(f"alter table {table} disable trigger user")
    intake = Intake(folder, versions, report, pipe, today=stamp.legal_day, statuses=tables.get("status"))
    _plain(folder, intake, EVENTS, types)
    expected = _lines(folder / versions.layout.file)
    intake.read_versions(lambda done: wish.progress(done, expected))
    for plain in AFTERWARDS:
        _plain(folder, intake, plain, types)
    pipe.finish()
    if not report.refusals:
        whole_register.complete(
            register, with_households=(folder / HOUSEHOLDS.file).exists(),
            with_update_numbers=(folder / UPDATE_NUMBERS.file).exists(),
        )  # fmt: skip
        whole_register.judge(register, intake, versions.layout.file, folder, checks)
    if not report.refusals:
        for table, dropped in checks.items():
            table_checks.make(register, table, dropped)
        indexes.make(register, aside)
        databases.analyze_tables(register, TABLES)
        for table in TRIGGERED:
            register.execute(f"alter table {table} enable trigger user")
    return intake


def _plain(folder: Path, intake: Intake, plain: Plain, types: dict[Plain, list[Column]]) -> None:
    if (folder / plain.file).exists():
        intake.read_plain(plain, types[plain])


def _others(home: Home, city: City, stamp: Stamp, pipes: dict[str, Pipe], intake: Intake, wish: Wish) -> None:
    """Fill the other systems from the last versions, and commit everywhere."""
    register = pipes["registry"].connection
    living = Living(register, store_of(home).column("registry", NUMBER))
    if city.production:
        register.execute("select setval('registry_household_serial', %s)", [living.placing.last_household])
        _log(register, stamp, intake)
        register.commit()
        return
    filling = Filling(home, city, stamp, pipes, wish.progress, people=living)
    filling.run()
    _log(register, stamp, intake)
    databases.commit(pipes)
    databases.analyze(pipes)


def _log(register: Connection, stamp: Stamp, intake: Intake) -> None:
    counted = {"residents": len(intake.people), "versions": intake.count}
    audit.record(register, stamp, counted, action=ACTION, reason="import-register", operator="job:import")


def _lines(file: Path) -> int:
    """About how many rows there are, for whoever wants to know how far it is."""
    with file.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
