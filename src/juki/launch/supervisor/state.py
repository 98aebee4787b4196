"""``run/state.json``: what the supervisor says about itself and its children."""

import os
from datetime import datetime

import msgspec

from juki.launch.holding.lock import holder_of
from juki.launch.home import Home
from juki.launch.supervisor.child import ChildState

NAME = "state.json"


class State(msgspec.Struct, frozen=True):
    """``ready`` once every process answered; ``failure`` why a start was given up."""

    pid: int
    started: datetime
    ready: bool
    failure: str
    children: list[ChildState]


def write(home: Home, state: State) -> None:
    """Replace the file in one step."""
    file = home.run_file(NAME)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(state))
    os.replace(fresh, file)


def supervising(home: Home) -> State | None:
    """What the supervisor that holds ``home`` now says; None when none does."""
    holder, found = holder_of(home), read(home)
    return found if holder and found and found.pid == holder.pid else None


def read(home: Home) -> State | None:
    """The last state written, or None."""
    try:
        return msgspec.json.decode(home.run_file(NAME).read_bytes(), type=State)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
