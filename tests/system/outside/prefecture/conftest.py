"""The basic resident network in one process."""

import pytest

from support import identification


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch, wire):
    """The CS, the prefecture, the nation and the other cities, on a wire without a network."""
    identification.install(monkeypatch)
    return wire
