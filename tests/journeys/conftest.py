"""Everybody who moves in during the journeys does so once."""

import pytest

from support.moving import Movers
from support.running import RunningCity


@pytest.fixture(scope="session")
def movers(running: RunningCity) -> Movers:
    """Those who may still move in."""
    return Movers(running)
