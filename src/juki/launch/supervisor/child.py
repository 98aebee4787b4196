"""A child of the supervisor: started, watched, started again after a pause that grows."""

import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from juki.kernel.errors import JukiError
from juki.launch.holding.births import birth_of

SHORTEST, LONGEST = 0.2, 10.0
STEADY = 30.0
"""Seconds after which a child counts as running well, so that its next pause is short again."""


class ChildState(msgspec.Struct, frozen=True):
    """What ``run/state.json`` says of a child: running when ``pid`` is given; ``why`` it ended last time."""

    name: str
    pid: int | None
    ticks: int | None
    started: datetime | None
    restarts: int
    why: str


class Child:
    """``spawn`` starts the program, ``explain`` says why it ended, given its exit code."""

    def __init__(
        self, name: str, spawn: Callable[[], subprocess.Popen[bytes]], explain: Callable[[int], str]
    ) -> None:
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = -1
        self.why = ""
        self.exit_code: int | None = None
        self._spawn, self._explain = spawn, explain
        self._pause, self._not_before, self._began = 0.0, 0.0, 0.0
        self._started: datetime | None = None

    def start(self) -> None:
        """Start the program; a coded failure counts as an end with that reason."""
        self.restarts += 1
        self._began = time.monotonic()
        self._started = datetime.now(UTC)
        try:
            self.process = self._spawn()
        except JukiError as error:
            self._ended(str(error))

    def has_ended(self) -> bool:
        """Notice and bury a program that ended since the last call."""
        if self.process is None or (code := self.process.poll()) is None:
            return False
        self.process = None
        self.exit_code = code
        self._ended(self._explain(code))
        return True

    def due_in(self) -> float | None:
        """Seconds until the program should be started again; None while it runs."""
        return None if self.process else max(0.0, self._not_before - time.monotonic())

    def order_to_end(self) -> None:
        """Ask the program to end, and do not start it again."""
        self._not_before = float("inf")
        if self.process is not None:
            self.process.terminate()

    def bury(self, deadline: float) -> None:
        """Wait for the end that was ordered until ``deadline`` (monotonic); then by force."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def state(self) -> ChildState:
        """For ``run/state.json``."""
        birth = birth_of(self.process.pid) if self.process else None
        return ChildState(
            name=self.name,
            pid=birth.pid if birth else None,
            ticks=birth.ticks if birth else None,
            started=self._started if birth else None,
            restarts=max(self.restarts, 0),
            why=self.why,
        )

    def _ended(self, why: str) -> None:
        ran_well = time.monotonic() - self._began >= STEADY
        self._pause = SHORTEST if ran_well or not self._pause else min(LONGEST, self._pause * 2)
        self._not_before = time.monotonic() + self._pause
        self.why = why
