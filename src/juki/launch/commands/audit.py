"""``juki audit verify``: walk the hash chain of every system's audit log."""

import argparse

import django
from django.conf import settings

from juki.kernel.errors import JukiError
from juki.kernel.settings import base_settings
from juki.launch.chains import chain_of
from juki.launch.home import Home
from juki.launch.process.activation import known, running_here
from juki.launch.screen import padded, say

SHOWN = 12
"""Hexadecimal digits of the head's digest: enough to compare with what was noted elsewhere."""


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
