"""A clock that only the schedule moves, and ids that its seed decides."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from juki.kernel.clock import JAPAN, Times

START = datetime(2026, 11, 24, 1, tzinfo=UTC)


class ScheduleClock:
    """Both clocks together, a millisecond further with every look."""

    def __init__(self) -> None:
        self._machine = START

    def now(self) -> Times:
        """This moment, which comes only once."""
        self._machine += timedelta(milliseconds=1)
        return Times(city=self._machine.astimezone(JAPAN), machine=self._machine)

    def advance(self, time: timedelta) -> None:
        """Let ``time`` pass."""
        self._machine += time


def install(monkeypatch: pytest.MonkeyPatch, seed: int) -> ScheduleClock:
    """Put the schedule's clock and ids in the place of the machine's."""
    clock, ids = ScheduleClock(), Random(f"ids {seed}")
    monkeypatch.setattr("juki.kernel.clock.Clock.now", lambda _clock: clock.now())
    for module in ("juki.kernel.work", "juki.links.post.outbox", "juki.links.post.dispatcher"):
        monkeypatch.setattr(f"{module}.uuid4", lambda: UUID(int=ids.getrandbits(128), version=4))
    return clock
