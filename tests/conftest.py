"""One throw-away PostgreSQL per worker, migrated as owner, used as app role; every test rolls back.

Modules that need no database pay nothing: the server starts with the first test that asks for ``db``.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

sys.path.insert(0, str(Path(__file__).parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "support.settings"
django.setup()

from django.db import connection, connections, transaction  # noqa: E402

from juki.kernel.settings import database  # noqa: E402
from support import city, loopback, published, server  # noqa: E402
from support.running import RunningCity, running_city  # noqa: E402

published.install()
pytest_plugins = ["support.proving"]


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with server.app_dsn(tmp_path_factory) as dsn:
        os.environ["JUKI_SYSTEM_FILE"] = str(city.write(tmp_path_factory.mktemp("home"), dsn=dsn))
        connections["default"].settings_dict.update(database(dsn, connections=6))
        yield
        connection.close()
        connection.close_pool()


@pytest.fixture
def db(_server: None) -> Iterator[None]:
    """A database whose changes are rolled back after the test."""
    connection.testing = True  # type: ignore[attr-defined]
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture
def committing_db(_server: None) -> Iterator[None]:
    """A database whose changes are really committed; afterwards its owner empties it."""
    connection.testing = False  # type: ignore[attr-defined]
    yield
    connection.close()
    server.empty()


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> loopback.Wire:
    """Links without a network: what one identity posts, the link door of another takes at once."""
    return loopback.install(monkeypatch)


@pytest.fixture(scope="session")
def running() -> Iterator[RunningCity]:
    """A city of real processes, for tests marked ``city``."""
    with running_city(residents=1000) as found:
        yield found
