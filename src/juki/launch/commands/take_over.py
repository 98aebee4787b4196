"""``juki take-over``: receive a system that another machine has handed over."""

import argparse

from juki.launch.founding.steps import Progress
from juki.launch.handover.taking import take_over
from juki.launch.home import Home
from juki.launch.screen import say


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def execute(home: Home, _options: argparse.Namespace) -> int:
    """Do it.

    Raises:
        JukiError: see :func:`juki.launch.handover.taking.take_over`.
    """
    system = take_over(home, Progress(say))
    say(f"{system} を引き継ぎました / taken over  →  script/juki up")
    return 0
