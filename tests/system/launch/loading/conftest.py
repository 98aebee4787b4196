"""One small city, founded and loaded once per run, with its databases served until the end."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from psycopg.rows import dict_row

from juki.kernel.settings import database
from juki.launch import loading
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.home import Home
from juki.launch.keys import store_of
from juki.launch.loading import jukinet
from juki.launch.ports import settle
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import PROGRAMS
from juki.launch.serving import served
from juki.vault import given
from support.sealed import plain

RESIDENTS = 300


class Broken(RuntimeError):
    """What the first attempt dies of."""


@dataclass
class LoadedCity:
    """The home, what ``load`` said, how far it said it was, and what a load that failed left behind."""

    home: Home
    result: loading.Loaded
    said: list[tuple[int, int]]
    left_by_failure: dict[str, int] = field(default_factory=dict)

    def rows(self, system: str, query: str, *values: object) -> list[dict[str, Any]]:
        """Rows of a system's database, read as its app role; 個人番号 opened."""
        with psycopg.connect(
            dsn_for(system, Role.APP, home=self.home.root), row_factory=dict_row
        ) as connection:
            found = connection.execute(query, values).fetchall()
        return [{name: plain(self.home, system, value) for name, value in row.items()} for row in found]

    def value(self, system: str, query: str) -> Any:
        """The only value of the only row."""
        ((_, found),) = self.rows(system, query)[0].items()
        return found

    @contextmanager
    def at(self, system: str) -> Iterator[None]:
        """Django speaks with this system's database, as its app role and with this city's keys."""
        wrapper = connections["default"]
        wrapper.close()
        before = dict(wrapper.settings_dict)
        entry = database(dsn_for(system, Role.APP, home=self.home.root), connections=1)
        entry["OPTIONS"].pop("pool")
        wrapper.settings_dict.update(entry)
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(given, "store", lambda: store_of(self.home))
                yield
        finally:
            wrapper.close()
            wrapper.settings_dict.clear()
            wrapper.settings_dict.update(before)


@pytest.fixture(scope="session")
def loaded() -> Iterator[LoadedCity]:
    """A city of 300, with a failing load before the real one."""
    root = Path(tempfile.mkdtemp(prefix="juki-loading-"))
    root.chmod(0o755)
    home = Home(root / "home")
    kept: dict[str, Any] = {"said": []}

    def fill(given: Home) -> None:
        kept["left"] = _failed(given)
        kept["result"] = loading.load(given, progress=lambda done, total: kept["said"].append((done, total)))

    try:
        allocation = found(
            home, Founding(residents=RESIDENTS, seed=7, load=fill), Progress(lambda _text: None)
        )
        with served(home, allocation):
            assert settle(home.root / "ports.json") == allocation
            yield LoadedCity(home, kept["result"], kept["said"], kept["left"])
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _failed(home: Home) -> dict[str, int]:
    """Load with a mover that cannot be written; the rows left in each database, audit rows of the load included."""

    def fail(*_: object) -> None:
        raise Broken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jukinet, "add_elsewhere", fail)
        with pytest.raises(Broken):
            loading.load(home, progress=lambda _done, _total: None)
    return {system: _count(home, system) for system in PROGRAMS}


def _count(home: Home, system: str) -> int:
    with psycopg.connect(dsn_for(system, Role.OWNER, home=home.root)) as owner:
        tables = owner.execute(
            """select tablename from pg_tables where schemaname = 'public' and tablename !~
               '^(django_|audit_head|access_|door_|links_)'"""
        ).fetchall()
        counts = [
            owner.execute(
                f'select count(*) from "{name}" '
                + ("where who = 'job:load'" if name == "audit_entry" else "")
            )  # type: ignore[arg-type]
            for (name,) in tables
        ]
        return sum(row[0] for counted in counts for row in counted.fetchall())
