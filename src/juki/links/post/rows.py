"""Many rows in one statement: what is measured to be several times faster than a statement per row."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

CHUNK = 500


def insert(cursor: CursorWrapper, into: str, rows: Sequence[Sequence[Any]], *, after: str = "") -> None:
    """Run ``into`` (``insert into table (columns)``) for all ``rows``, with ``after`` (``on conflict …``) behind."""
    for first in range(0, len(rows), CHUNK):
        chunk = rows[first : first + CHUNK]
        places = "(" + ", ".join(["%s"] * len(chunk[0])) + ")"
        values = [value for row in chunk for value in row]
        cursor.execute(f"{into} values {', '.join([places] * len(chunk))} {after}", values)
