"""``juki up``: start everything and watch it."""

import argparse

from juki.launch.home import Home
from juki.launch.screen import say
from juki.launch.supervisor.background import start_detached
from juki.launch.supervisor.supervising import Supervisor


def arguments(parser: argparse.ArgumentParser) -> None:
    """Foreground or background."""
    parser.add_argument("--detach", action="store_true", help="背後で動かす / return when everything is up")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Serve until Ctrl-C, or leave a supervisor behind."""
    if options.detach:
        say("起動しています… / starting")
        start_detached(home)
        say("稼働中 / up  →  script/juki status")
        return 0
    Supervisor(home, say).serve()
    return 0
