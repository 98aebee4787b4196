"""Where tests start races: one process that has everything loaded, on this worker's database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from support import server
from support.races.plan import Outcome, Plan

CONNECTIONS = 60
TESTS = Path(__file__).parents[2]


class Track:
    """Runs one race after another, each on an empty database."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def race(self, **plan: Any) -> Outcome:
        """The outcome of one race.

        Raises:
            AssertionError: it broke; its own words are on the standard error.
        """
        server.empty()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(msgspec.json.encode(Plan(**plan)).decode() + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line.strip(), f"the race broke: {plan}"
        return msgspec.json.decode(line, type=Outcome)


@contextmanager
def track() -> Iterator[Track]:
    """A track on the present database, closed with the block."""
    environ = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "support.settings",
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")]),
    }  # fmt: skip
    server.admit(CONNECTIONS)
    command = [sys.executable, "-m", "support.races.running"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ
    ) as process:
        try:
            yield Track(process)
        finally:
            process.communicate()
            server.empty()
