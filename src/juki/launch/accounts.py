"""The demonstration's members of staff and their passwords, as ``accounts.json`` keeps them (0600)."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from juki.launch.home import Home


class Account(msgspec.Struct, frozen=True):
    """Somebody who may sign in: id, name, section, password."""

    client: str
    name: str
    section: str
    password: str


def file_of(home: Home) -> Path:
    """Where they stand."""
    return home.root / "accounts.json"


def keep(home: Home, accounts: Sequence[Account]) -> None:
    """Write them, for the home's owner alone."""
    place = os.open(file_of(home), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(place, "wb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(accounts), indent=2))


def kept(home: Home) -> list[Account]:
    """Them; nobody in a city that was not made as a demonstration."""
    if not file_of(home).exists():
        return []
    return msgspec.json.decode(file_of(home).read_bytes(), type=list[Account])


def lines(accounts: Iterable[Account]) -> list[str]:
    """One line each, for the screen of whoever runs the demonstration."""
    return [f"  {one.client:<16} {one.password}  {one.section} {one.name}" for one in accounts]
