"""Rows that were there before 個人番号 were encrypted: the migration takes them along, and back again."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from juki.launch.postgres.dsn import Role, dsn_for

from .conftest import LoadedCity

ROOT = Path(__file__).parents[4]
BEFORE = {
    "registry": ("0023", ("registry_resident", "registry_resident_version")),
    "jukinet": ("0003", ("jukinet_identification", "jukinet_identification_version")),
    "kiosk": ("0002", ("kiosk_person",)),
    "unified": ("0001", ("unified_person", "unified_version")),
}
_MIGRATE = """
import sys
from pathlib import Path
from django.core.management import call_command
from django.db import connections
from juki.kernel.settings import database
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import activate
home, system, target = Home(Path(sys.argv[1])), sys.argv[2], sys.argv[3:]
activate(home, system)
connections["default"].settings_dict.update(database(dsn_for(system, Role.OWNER, home=home.root), connections=1))
call_command("migrate", system, *target, interactive=False, verbosity=0)
"""


def numbers(city: LoadedCity, system: str, table: str) -> list[str]:
    with psycopg.connect(dsn_for(system, Role.OWNER, home=city.home.root)) as owner:
        rows = owner.execute(f"select individual_number from {table} order by ctid")  # type: ignore[arg-type]
        return [number for (number,) in rows.fetchall()]


def migrate(city: LoadedCity, system: str, *target: str) -> None:
    command = [sys.executable, "-c", _MIGRATE, str(city.home.root), system, *target]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, timeout=120)


@pytest.mark.parametrize("system", BEFORE)
def test_rows_are_taken_along(loaded: LoadedCity, system: str):
    target, tables = BEFORE[system]
    sealed = {table: sorted(number or "" for number in numbers(loaded, system, table)) for table in tables}
    try:
        migrate(loaded, system, target)
        for table in tables:
            plain = [number for number in numbers(loaded, system, table) if number]
            assert len(plain) > 100
            assert all(len(number) == 12 and number.isdigit() for number in plain)
    finally:
        migrate(loaded, system)
    for table in tables:
        again = numbers(loaded, system, table)
        assert sorted(number or "" for number in again) == sealed[table]
        assert any(number.startswith("v1:") for number in again if number)
