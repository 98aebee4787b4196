"""A city of real processes for tests with the ``city`` marker: founded and started once per run, ended with it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from juki.launch.demo.client import Client
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from support.sealed import plain_rows

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class RunningCity:
    """A city that runs: its home, and ways in."""

    home: Home

    def client(self, name: str) -> Client:
        """An API client with the certificate of ``name``."""
        return Client(self.home, name)

    def juki(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run ``juki`` on this home."""
        return juki(self.home.root, *words, check=check)

    def status(self) -> dict:
        """What ``juki status --json`` says."""
        return json.loads(self.juki("status", "--json", check=False).stdout)

    def rows(self, system: str, query: str, *values: object) -> list[tuple]:
        """Rows of a system's database, read as its app role; 個人番号 opened."""
        with psycopg.connect(dsn_for(system, Role.APP, home=self.home.root)) as connection:
            found = connection.execute(query, values).fetchall()  # type: ignore[arg-type]
        return plain_rows(self.home, system, found)


def juki(
    home: Path, *words: str, check: bool = True, seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m juki.launch`` with ``words`` on ``home``, for at most ``seconds``."""
    command = [sys.executable, "-m", "juki.launch", *words, "--home", str(home)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environ, cwd=ROOT, timeout=seconds
    )
    if check and done.returncode:
        pytest.fail(
            f"juki {' '.join(words)} exited {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        )
    return done


def found(home: Path, *, residents: int) -> None:
    """Found a city in ``home``; a large one may take its time."""
    juki(home, "init", "--residents", str(residents), seconds=300 + residents / 200)


@contextmanager
def running_city(*, residents: int) -> Iterator[RunningCity]:
    """Found a city, start it, and end it with the block."""
    root = Path(tempfile.mkdtemp(prefix="juki-city-"))
    root.chmod(0o755)
    home = root / "home"
    try:
        found(home, residents=residents)
        juki(home, "up", "--detach")
        yield RunningCity(Home(home))
    finally:
        juki(home, "down", check=False)
        shutil.rmtree(root, ignore_errors=True)
