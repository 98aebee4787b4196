"""The savepoint around each message of a batch, moved on in one round trip where begin, check and release would be four."""

from types import TracebackType
from typing import Self

from django.db import connection


class Guard:
    """A savepoint in the open transaction; ``hold`` keeps what was done since the last one, ``undo`` takes it back.

    Constraints that wait for the end of the transaction are looked at by ``hold``: else one message would fail them all.
    """

    def __init__(self) -> None:
        self._number = 0

    def __enter__(self) -> Self:
        with connection.cursor() as cursor:
            cursor.execute(f"savepoint {self._name}")
        connection.savepoint_ids.append(self._name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        connection.savepoint_ids.pop()
        if kind is None:
            with connection.cursor() as cursor:
                cursor.execute(f"release savepoint {self._name}")

    @property
    def _name(self) -> str:
        return f"message_{self._number}"

    def hold(self) -> None:
        """Keep what was done.

        Raises:
            IntegrityError: a constraint that waited does not hold; nothing was kept, ``undo`` is still possible.
        """
        old = self._name
        self._number += 1
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "set constraints all immediate; set constraints all deferred; "
                    f"release savepoint {old}; savepoint {self._name}"
                )
        except BaseException:
            self._number -= 1
            raise
        connection.savepoint_ids[-1] = self._name

    def undo(self) -> None:
        """Take back what was done, with what was to happen after the commit."""
        connection.needs_rollback = (
            False  # set by a write of a model that broke a constraint: else nothing more runs
        )
        connection.savepoint_rollback(self._name)
