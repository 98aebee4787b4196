"""One browser for all browser tests, and desks in it."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from support.desk import Desk
from support.running import RunningCity

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium that script/browser found or fetched; ended with each module, for its loop is in the way of others."""
    found = subprocess.run(
        [ROOT / "script" / "browser"], check=True, capture_output=True, text=True
    ).stdout.strip()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def desk(running: RunningCity, browser: Browser) -> Iterator[Callable[[str], Desk]]:
    """Sits somebody down at a desk of their own."""
    desks: list[Desk] = []

    def sit(client: str) -> Desk:
        made = Desk.at(running, browser)
        desks.append(made)
        made.sign_in(client)
        return made

    yield sit
    for one in desks:
        one.close()
