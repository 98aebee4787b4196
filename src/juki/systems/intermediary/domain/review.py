"""How long a clerk's word about a held inquiry lasts."""

from datetime import datetime, timedelta

RULING_LASTS = timedelta(days=3)
"""Our own decision: the inquirer asks again with a fresh key; after this a new look is needed."""


def still_stands(*, ruled_at: datetime, now: datetime) -> bool:
    """Whether a ruling still counts. Both moments on the machine clock."""
    return now - ruled_at <= RULING_LASTS
