"""Telling the dispatcher of this process that something waits; another process finds it at its next look."""

import threading

_waiting: set[tuple[str, str]] = set()
_changed = threading.Condition()


def wake(owner: str, destination: str) -> None:
    """Something new waits for ``destination``."""
    with _changed:
        _waiting.add((owner, destination))
        _changed.notify_all()


def woken(timeout: float) -> set[tuple[str, str]]:
    """What was woken since the last call, waiting up to ``timeout`` seconds for it."""
    with _changed:
        if not _waiting:
            _changed.wait(timeout)
        found = set(_waiting)
        _waiting.clear()
        return found
