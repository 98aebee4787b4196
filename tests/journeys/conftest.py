"""Everybody who moves in during the journeys does so once."""

from collections.abc import Iterator

import pytest

from support.moving import Movers
from support.running import RunningCity


@pytest.fixture(scope="session")
def movers(running: RunningCity) -> Iterator[Movers]:
    """Those who may still move in."""
    found = Movers(running)
    yield found
    found.clerk.close()
