"""Everybody who moves in during the journeys does so once; schedules have a database with tables of their own."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from support import server
from support.moving import Movers
from support.running import RunningCity
from support.schedules import tables


@pytest.fixture(scope="session")
def movers(running: RunningCity) -> Iterator[Movers]:
    """Those who may still move in."""
    found = Movers(running)
    yield found
    found.clerk.close()


@pytest.fixture(scope="module")
def owner(_server: None) -> Iterator[psycopg.Connection]:
    """The owner of the database, with the schedules' own tables in it."""
    connection.testing = False  # type: ignore[attr-defined]
    with tables.made(server._owner_dsn) as found:
        yield found
        connection.close()
        tables.empty(found)
