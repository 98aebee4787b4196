"""What a counterpart holds, as a table for its page."""

from dataclasses import dataclass
from datetime import datetime

MOST = 50
"""Rows on a page: the newest."""


@dataclass(frozen=True, slots=True)
class Table:
    """``kinds`` is "", "name" or "number" (never wrapped) per column.

    A moment (machine time) is shown in Japan's time, a blank as 「－」.
    """

    title: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: list[tuple[str | datetime | None, ...]]
