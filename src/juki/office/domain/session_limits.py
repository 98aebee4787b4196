"""How long a sign-in lasts. All times are machine time."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """``idle`` without a use ends a session, and ``longest`` ends it in any case."""

    idle: timedelta
    longest: timedelta

    def is_over(self, *, began: datetime, seen: datetime, now: datetime) -> bool:
        """Whether a session begun at ``began`` and last used at ``seen`` has ended by itself."""
        return now - began >= self.longest or now - seen >= self.idle
