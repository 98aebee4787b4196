"""Fresh up to the maximum age, stale a moment later."""

from datetime import UTC, datetime, timedelta

import pytest

from juki.systems.kiosk.domain.feed import feed_state

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
AGE = timedelta(seconds=60)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("heard", "unclear", "fresh", "since"),
    [
        (None, None, False, None),
        (None, NOW, False, None),
        (NOW, None, True, None),
        (NOW - AGE, None, True, None),
        (NOW - AGE - MOMENT, None, False, NOW - MOMENT),
        (NOW, NOW - AGE, False, NOW - AGE),
        (NOW - 2 * AGE, NOW - 3 * AGE, False, NOW - 3 * AGE),
        (NOW - 4 * AGE, NOW - AGE, False, NOW - 3 * AGE),
    ],
)
def test_state(heard, unclear, fresh, since):
    state = feed_state(now=NOW, heard_at=heard, unclear_since=unclear, max_age=AGE)
    assert (state.fresh, state.stale_since, state.heard_at) == (fresh, since, heard)
