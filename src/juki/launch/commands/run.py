"""``juki run SYSTEM``: be one process of the city."""

import argparse
import os

from juki.launch.errors import DatabaseDown, NothingToRunBeside, ServedHere
from juki.launch.home import Home
from juki.launch.peers.errors import RunsElsewhere
from juki.launch.process.running import SUPERVISOR, run
from juki.launch.supervisor import state

PARTS = ("web", "door", "dispatch", "jobs")
LISTENING = (None, "web", "door")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which process, and which part of it."""
    parser.epilog = (
        "稼働中の市か外部の PostgreSQL の横で、プロセスを一つ動かします / "
        "one process beside a running city or an external PostgreSQL"
    )
    parser.add_argument(
        "system", help="registry, jukinet, kiosk, unified, intermediary, addressee, office, outside"
    )
    parser.add_argument(
        "--only",
        choices=PARTS,
        help="一部だけを動かす。dispatch は待機用の送信プロセス / only one part; dispatch is a standby dispatcher",
    )


def execute(home: Home, options: argparse.Namespace) -> int:
    """Serve until SIGTERM.

    Raises:
        ServedHere: started by hand beside a supervisor that runs the same part.
        RunsElsewhere: another machine runs it.
        NothingToRunBeside: started by hand, and the database does not answer.
        JukiError: see :func:`juki.launch.process.running.run`.
    """
    if SUPERVISOR in os.environ:
        run(home, options.system, only=options.only)
        return 0
    if address := home.require_founded().elsewhere.get(options.system):
        raise RunsElsewhere(name=options.system, address=address)
    require_unserved(home, options.system, only=options.only)
    try:
        run(home, options.system, only=options.only)
    except DatabaseDown:
        raise NothingToRunBeside(system=options.system) from None
    return 0


def require_unserved(home: Home, system: str, *, only: str | None) -> None:
    """Refuse what would listen where a supervised process listens; senders and jobs may be many.

    Raises:
        ServedHere: with the supervisor's number.
    """
    found = state.supervising(home)
    if found and only in LISTENING and any(child.name == system for child in found.children):
        raise ServedHere(name=system, pid=found.pid)
