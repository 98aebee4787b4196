"""The network around the inquirer."""

import pytest

from support.network import Network, install


@pytest.fixture
def network(db, wire, monkeypatch) -> Network:
    """Unified, intermediary, nws and inquirer for real; the register listens."""
    return install(wire, monkeypatch)
