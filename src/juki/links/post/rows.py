"""Many rows in one statement with one parameter: what was measured to be several times faster than a statement per row."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper


def insert(
    cursor: CursorWrapper,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[Any]],
    *,
    after: str = "",
) -> None:
    """Insert ``rows`` into ``columns`` (name: type) of ``table``, in their order, with ``after`` (``on conflict …``)."""
    names = ", ".join(columns)
    types = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    content = msgspec.json.encode([dict(zip(columns, row, strict=True)) for row in rows]).decode()
    cursor.execute(
        f"insert into {table} ({names}) select {names} from json_to_recordset(%s::json) as row ({types}) {after}",  # noqa: S608 - names of ours
        [content],
    )
