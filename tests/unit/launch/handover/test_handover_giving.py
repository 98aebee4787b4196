"""What is written for the other machine is its owner's alone."""

import os
from pathlib import Path

import msgspec

from juki.launch.handover import giving
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.links.identity import Identity


def test_ports_are_nobody_elses_under_any_umask(tmp_path: Path):
    allocation = settle(tmp_path / "ports.json")
    new = Home(tmp_path / "new")
    new.root.mkdir()
    before = os.umask(0)
    try:
        giving._write_ports(new, Identity.KIOSK, allocation)
    finally:
        os.umask(before)
    file = new.root / "ports.json"
    assert file.stat().st_mode & 0o777 == 0o600
    kept = msgspec.json.decode(file.read_bytes())
    assert kept == {
        "plain": {"kiosk": allocation.plain["kiosk"]},
        "link": {"kiosk": allocation.link["kiosk"]},
    }
