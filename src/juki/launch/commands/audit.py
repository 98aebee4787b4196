"""``juki audit verify``: walk the hash chain of every system's audit log."""

import argparse
from typing import NamedTuple

import django
from django.conf import settings
from django.db import Error, connection, connections

from juki.kernel.audit.chain import Broken, verify
from juki.kernel.errors import JukiError
from juki.kernel.settings import base_settings, database
from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import known, running_here
from juki.launch.screen import padded, say

SHOWN = 12
"""Hexadecimal digits of the head's digest: enough to compare with what was noted elsewhere."""


class Chain(NamedTuple):
    """What was found: how many rows, the digest at the end, and the first break."""

    rows: int
    head: str
    broken: Broken | None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which systems."""
    parser.add_argument("action", choices=("verify",), help="verify")
    parser.add_argument("systems", nargs="*", help="省略時は全て / all when omitted")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Exit code 1 when a chain is broken or could not be read; one line per system, with the first break.

    Raises:
        UnknownProcess: no such system.
    """
    home.require_founded()
    systems = [known(name) for name in options.systems] or running_here(home)
    settings.configure(**base_settings(apps=[]))
    django.setup()
    intact = [_is_intact(home, system) for system in systems]
    return 0 if all(intact) else 1


def chain_of(home: Home, system: str) -> Chain:
    """One system's chain, read as its app role.

    Raises:
        DatabaseDown: the database does not answer.
        DsnMissing: it was never made.
    """
    alias = "default"
    entry = database(dsn_for(system, Role.APP, home=home.root), connections=1)
    entry["OPTIONS"].pop("pool")
    connections.settings = connections.configure_settings({alias: entry})
    try:
        number, digest = _head()
        return Chain(number, digest.hex(), verify())
    except Error:
        raise DatabaseDown(system=system) from None
    finally:
        connections[alias].close()
        del connections[alias]


def _is_intact(home: Home, system: str) -> bool:
    try:
        chain = chain_of(home, system)
    except JukiError as error:
        say(f"{padded(system, 14)}{padded('不明 UNKNOWN', 14)}{error}")
        return False
    verdict = "破断 BROKEN" if chain.broken else "正常 intact"
    why = f"  {chain.broken.number} 行目 / row: {chain.broken.why}" if chain.broken else ""
    say(
        f"{padded(system, 14)}{padded(verdict, 14)}{chain.rows:>10,} 行 / rows  "
        f"末尾 / head {chain.head[:SHOWN] or '-'}{why}"
    )
    return chain.broken is None


def _head() -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("select number, digest from audit_head where id = 1")
        row = cursor.fetchone()
    return (int(row[0]), bytes(row[1])) if row else (0, b"")
