"""A resident at a kiosk terminal, with a city that answers."""

import pytest

from support import kiosk_dialog
from support.kiosk_dialog import City, Terminal


@pytest.fixture
def city(db, wire, monkeypatch) -> City:
    """The city's kiosk system of this test."""
    return kiosk_dialog.install(monkeypatch)


@pytest.fixture
def terminal() -> Terminal:
    """A terminal, now."""
    return Terminal()


@pytest.fixture
def card(city):
    """A test card in force."""
    return kiosk_dialog.make_card()
