"""Whether what the register tells us is recent enough to certify from."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class FeedState:
    """``heard_at``: the latest moment of which the register proved that nothing was missing (machine clock, UTC), if any.

    ``stale_since``: None while fresh; when the register was never heard both are None and ``fresh`` is false.
    """

    fresh: bool
    heard_at: datetime | None
    stale_since: datetime | None


def feed_state(
    *, now: datetime, heard_at: datetime | None, unclear_since: datetime | None, max_age: timedelta
) -> FeedState:
    """Judge the feed at ``now`` (machine clock): fresh up to and including ``max_age`` after it was last heard.

    ``unclear_since``: since when a parked message lies here of which nobody can tell whom it concerns; while it does,
    every household may be meant, so the whole feed counts as stale.

    Source: document III(4)2 (in doubt: not fresh).
    """
    if heard_at is None:
        return FeedState(fresh=False, heard_at=None, stale_since=None)
    limit = heard_at + max_age
    began = [moment for moment in (limit if now > limit else None, unclear_since) if moment is not None]
    return FeedState(fresh=not began, heard_at=heard_at, stale_since=min(began, default=None))
