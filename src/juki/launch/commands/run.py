"""``juki run SYSTEM``: be one process of the city."""

import argparse

from juki.launch.home import Home
from juki.launch.process.running import run

PARTS = ("web", "door", "dispatch", "jobs")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which process, and which part of it."""
    parser.add_argument(
        "system", help="registry, jukinet, kiosk, unified, intermediary, addressee, office, outside"
    )
    parser.add_argument(
        "--only", choices=PARTS, help="一部だけを動かす / only one part, to split or multiply it"
    )


def execute(home: Home, options: argparse.Namespace) -> int:
    """Serve until SIGTERM."""
    run(home, options.system, only=options.only)
    return 0
