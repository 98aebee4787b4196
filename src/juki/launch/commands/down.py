"""``juki down``: stop everything."""

import argparse

from juki.launch.home import Home
from juki.launch.screen import say
from juki.launch.supervisor.background import stop


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def execute(home: Home, _options: argparse.Namespace) -> int:
    """Done when the supervisor and all its children are gone.

    Raises:
        NotFounded: there is no city here.
    """
    home.require_founded()
    say("停止しました / stopped" if stop(home) else "動いていません / not running")
    return 0
