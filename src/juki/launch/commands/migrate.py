"""``juki migrate``: bring the databases to this release."""

import argparse
from datetime import UTC, datetime

from juki.launch import keys
from juki.launch.founding.databases import prepare_all
from juki.launch.founding.steps import Progress
from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.process.activation import running_here
from juki.launch.screen import say
from juki.launch.serving import served


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def execute(home: Home, _options: argparse.Namespace) -> int:
    """Migrate and grant, on a city that is down."""
    home.require_founded()
    keys.make(home, running_here(home), now=datetime.now(UTC))
    progress = Progress(say)
    allocation = settle(home.root / "ports.json")
    with (
        held(home),
        served(home, allocation, progress.step),
        progress.step("migrate", "表の更新 / tables"),
    ):
        prepare_all(home, running_here(home), first_time=False)
    return 0
