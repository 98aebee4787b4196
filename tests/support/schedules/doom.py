"""Processes that die: at the n-th statement, commit or call from now everything of the one at work ends, as by kill -9."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Result = TypeVar("Result")


class Died(BaseException):
    """The process at work is no more; whoever started it goes on."""


class Doom:
    """Counts what processes do; an armed one kills the process that does the n-th thing, before or just after it."""

    def __init__(self) -> None:
        self._left: int | None = None
        self._dead = False
        self.deaths: dict[str, int] = {}

    def arm(self, things: int) -> None:
        """Let the process die that does the ``things``-th thing from now (1: the very next)."""
        self._left = things

    def disarm(self) -> None:
        """Nobody dies any more."""
        self._left = None

    def passed(self, what: str) -> None:
        """Something is about to be done, or was done.

        Raises:
            Died: the process does it no more, nor anything else until it is buried.
        """
        if self._dead:
            raise Died
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            self._left, self._dead = None, True
            self.deaths[what] = self.deaths.get(what, 0) + 1
            if connection.connection is not None:
                connection.connection.close()  # as the kernel would: without a word to the server
            raise Died

    def outlived(self, work: Callable[[], Result]) -> Result | None:
        """What a process came to; None when it died over it, whatever its last words were."""
        try:
            result = work()
        except BaseException:
            if not self._dead:
                raise
        if not self._dead:
            return result
        self._bury()
        return None

    def _bury(self) -> None:
        """The dead process leaves nothing behind; the next one begins with a connection of its own."""
        self._dead = False
        connection.in_atomic_block = False
        connection.savepoint_ids, connection.run_on_commit = [], []
        connection.needs_rollback = connection.closed_in_transaction = False
        connection.close()


def install(monkeypatch: pytest.MonkeyPatch) -> Doom:
    """Watch every statement and every commit of this thread's connection."""
    doom = Doom()

    def watched(execute: Callable[..., Any], *call: Any) -> Any:
        doom.passed("statement")
        return execute(*call)

    commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]

    def committing(wrapper: BaseDatabaseWrapper) -> None:
        doom.passed("before commit")
        commit(wrapper)
        doom.passed("after commit")

    monkeypatch.setattr(connections["default"], "execute_wrappers", [watched])
    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", committing)
    return doom
