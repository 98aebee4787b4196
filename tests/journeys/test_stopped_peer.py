"""The register stands still while a day passes in the city: the kiosk system notices by itself, and later trusts again."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3

from juki.launch.demo.client import Refused
from support.running import RunningCity

pytestmark = pytest.mark.city

OPERATOR = "officer.tanaka"
MAX_AGE = 14
"""Seconds of the machine clock after which the kiosk system trusts no more: a little over one heartbeat."""


def pid_of(running: RunningCity, process: str) -> int:
    """Its number, once everything is up."""
    deadline = time.monotonic() + 60
    while not (status := running.status())["up"]:
        assert time.monotonic() < deadline, status
        time.sleep(0.2)
    return next(one["pid"] for one in status["processes"] if one["name"] == process)


def wait_for(running: RunningCity, state: str, *, seconds: float = 60) -> None:
    """Until the kiosk system's own door says that the register's feed is ``state``."""
    deadline = time.monotonic() + seconds
    said = ""
    while time.monotonic() < deadline:
        try:
            with running.client(OPERATOR) as operator:
                reply = operator.expect(operator.get("kiosk", "/api/feed"), "kiosk")
                said = reply.json()["state"]
        except (urllib3.exceptions.HTTPError, Refused) as error:
            said = str(error)
        if said == state:
            return
        time.sleep(0.25)
    raise AssertionError(f"the feed is {said}, not {state}")


@contextmanager
def trusted_for(running: RunningCity, seconds: int) -> Iterator[None]:
    """The kiosk system with another patience; its supervisor starts it anew with what its settings say."""
    file: Path = running.home.root / "systems" / "kiosk.json"
    before = file.read_bytes()
    settings = json.loads(before)
    settings["options"]["kiosk.feed_max_age_seconds"] = str(seconds)
    try:
        file.write_text(json.dumps(settings))
        os.kill(pid_of(running, "kiosk"), signal.SIGKILL)
        yield
    finally:
        file.write_bytes(before)
        os.kill(pid_of(running, "kiosk"), signal.SIGKILL)


@contextmanager
def standing_still(pid: int) -> Iterator[None]:
    """A process that neither ends nor goes on."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_the_feed_is_stale_while_the_register_stands_still_and_fresh_afterwards(running: RunningCity):
    register = pid_of(running, "registry")
    with trusted_for(running, MAX_AGE):
        wait_for(running, "fresh")
        with standing_still(register):
            running.juki("clock", "advance", "1d")
            wait_for(running, "stale")
        wait_for(running, "fresh")
    assert pid_of(running, "registry") == register
