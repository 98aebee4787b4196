"""What a counterpart holds, as a table for its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

MOST = 50
"""Rows on a page: the newest."""


class Link(NamedTuple):
    """A cell that leads to a page of its own."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """``kinds`` is "", "name" or "number" (never wrapped) per column.

    A moment (machine time) is shown in Japan's time, a blank as 「－」.
    """

    title: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: list[tuple[str | datetime | Link | None, ...]]
