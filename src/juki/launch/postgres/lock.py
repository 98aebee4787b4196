"""``postmaster.pid``: telling a server that runs from one that is gone.

PostgreSQL itself only asks whether a process of that number exists. That is wrong for a zombie (a killed
server whose new parent has not waited for it) and for a number that was given to somebody else since,
as happens when a container starts again on an old volume.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juki.launch.postgres.errors import AlreadyRunning

FILE = "postmaster.pid"
_STATUS_LINE = 7


@contextmanager
def one_at_a_time(place: Path) -> Iterator[None]:
    """Hold the only right to look at and remove the lock file in ``place``."""
    with (place / "start.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def clear_stale_lock(data: Path, *, patience: float) -> None:
    """Remove the lock file of a server that is gone.

    A server that runs is given ``patience`` seconds to end: it may be on its way down.

    Raises:
        AlreadyRunning: a server serves ``data``.
    """
    deadline = time.monotonic() + patience
    while (pid := _owner(data)) is not None and _serves(pid, data):
        if time.monotonic() >= deadline:
            raise AlreadyRunning(place=str(data), pid=pid)
        time.sleep(0.05)
    if pid is not None:
        (data / FILE).unlink(missing_ok=True)


def is_ready(data: Path, pid: int) -> bool:
    """Whether the server with this process number says that it accepts connections."""
    lines = _lines(data)
    return len(lines) > _STATUS_LINE and lines[0] == str(pid) and lines[_STATUS_LINE].strip() == "ready"


def _lines(data: Path) -> list[str]:
    try:
        return (data / FILE).read_text().splitlines()
    except FileNotFoundError:
        return []


def _owner(data: Path) -> int | None:
    first = next(iter(_lines(data)), "")
    # An empty file is a start in progress: PostgreSQL's own refusal stands.
    return int(first) if first.isdigit() else None


def _serves(pid: int, data: Path) -> bool:
    try:
        # A server works inside its data directory; a zombie has no directory any more.
        return os.readlink(f"/proc/{pid}/cwd") == str(data.resolve())
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False
