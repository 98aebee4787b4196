"""How failed attempts slow down whoever goes on trying. Source: STD 10.3 (repeated failures end the attempt by force)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LockRule:
    """``free`` attempts cost nothing; each one after waits ``first``, then twice as long, up to ``longest``.

    After ``forgotten`` without an attempt the count begins anew.
    """

    free: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta

    def count(self, before: int, last_at: datetime | None, now: datetime) -> int:
        """Attempts in a row with the one made ``now``, when there were ``before`` until ``last_at``."""
        if last_at is None or now - last_at >= self.forgotten:
            return 1
        return before + 1

    def wait_after(self, attempts: int) -> timedelta:
        """How long nothing is accepted after ``attempts`` in a row."""
        beyond = attempts - self.free
        if beyond < 0:
            return timedelta()
        doublings = min(beyond, 30)  # enough for any longest; keeps the number small
        return min(self.first * 2**doublings, self.longest)
