"""The right to work on a home: one supervisor, or one founding, at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juki.launch.errors import AlreadyUp
from juki.launch.holding.births import Birth, birth_of, myself
from juki.launch.home import Home

NAME = "supervisor.lock"


@contextmanager
def held(home: Home) -> Iterator[None]:
    """Hold the lock of ``home``; the kernel gives it back when this process ends, however it ends.

    Raises:
        AlreadyUp: another process holds it.
    """
    with _file(home).open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = holder_of(home)
            raise AlreadyUp(pid=holder.pid if holder else "?") from None
        handle.truncate(0)
        handle.write(str(myself()))
        handle.flush()
        yield


def holder_of(home: Home) -> Birth | None:
    """The process that holds the lock, or None."""
    try:
        with _file(home).open("r") as handle:
            if _is_free(handle.fileno()):
                return None
            birth = Birth.parse(handle.read())
    except FileNotFoundError:
        return None
    return birth if birth and birth_of(birth.pid) == birth else None


def _is_free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _file(home: Home) -> Path:
    return home.run_file(NAME)
