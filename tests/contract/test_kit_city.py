"""The contract kit against every door of a running city: our six systems and the simulated counterparts alike."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from juki.launch.home import links_file
from juki.links import topology
from juki.links.identity import Identity
from support.running import RunningCity, running_city

pytestmark = pytest.mark.city

LINKS = topology.load(str(links_file()))
HEARING = [str(one) for one in Identity if LINKS.senders(one)]


@pytest.fixture(scope="module")
def apart() -> Iterator[RunningCity]:
    """A city of its own: the kit applies example content and ends the real senders' epochs."""
    with running_city(residents=50) as city:
        yield city


@pytest.mark.parametrize("identity", HEARING)
def test_every_door_keeps_the_contract(apart: RunningCity, identity: str):
    done = subprocess.run(
        [sys.executable, "-m", "juki.links.kit", identity, "--home", str(apart.home.root), "--spoil"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report["failed"] == []
    assert done.returncode == 0
    assert report["tried"] >= 10
