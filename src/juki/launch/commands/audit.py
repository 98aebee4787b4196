"""``juki audit verify``: walk the hash chain of every system's audit log."""

import argparse

import django
from django.conf import settings
from django.db import Error, connections

from juki.kernel.audit.chain import Broken, verify
from juki.kernel.settings import base_settings, database
from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import known, running_here
from juki.launch.screen import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which systems."""
    parser.add_argument("action", choices=("verify",), help="verify")
    parser.add_argument("systems", nargs="*", help="省略時は全て / all when omitted")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Exit code 1 when a chain is broken; the first break of each is printed.

    Raises:
        UnknownProcess: no such system.
        DatabaseDown: the city is not up.
    """
    home.require_founded()
    systems = [known(name) for name in options.systems] or running_here(home)
    settings.configure(**base_settings(apps=[]))
    django.setup()
    found = {system: chain_of(home, system) for system in systems}
    for system, broken in found.items():
        say(
            f"{system:<13}"
            + (f"破断 BROKEN  {broken.number} 行目 / row: {broken.why}" if broken else "正常 intact")
        )
    return 1 if any(found.values()) else 0


def chain_of(home: Home, system: str) -> Broken | None:
    """The first break of one system's chain, read as its app role.

    Raises:
        DatabaseDown: the database does not answer.
    """
    alias = "default"
    entry = database(dsn_for(system, Role.APP, home=home.root), connections=1)
    entry["OPTIONS"].pop("pool")
    connections.settings = connections.configure_settings({alias: entry})
    try:
        return verify()
    except Error:
        raise DatabaseDown(system=system) from None
    finally:
        connections[alias].close()
        del connections[alias]
