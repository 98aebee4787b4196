"""One state of the database for many reads, and locks that hold across all workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection, transaction

from juki.systems.kiosk.errors import DialogInTransaction

_SNAPSHOT = "set transaction isolation level repeatable read, read only"


class Gate(IntEnum):
    """Keys of advisory locks of the database (first half; the second tells the thing)."""

    SERVICE = 7201
    """Held shared by whoever lets a certificate out, alone by whoever stops or resumes."""
    ISSUING = 7202
    CARD = 7203


@contextmanager
def one_state() -> Iterator[None]:
    """Everything read inside comes from one committed state of the database, and nothing can be written.

    Source: field (a certificate mixed from two states).

    Raises:
        DialogInTransaction: the caller has a transaction of its own already.
    """
    if connection.in_atomic_block:
        raise DialogInTransaction
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_SNAPSHOT)
        yield


def lock(gate: Gate, thing: str = "") -> None:
    """Wait for ``gate`` until the transaction ends: one at a time for the same ``thing``, over all workers."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [gate.value, thing])


def share(gate: Gate) -> None:
    """As :func:`lock`, together with all others who share."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s, hashtext(''))", [gate.value])
