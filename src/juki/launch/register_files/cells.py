"""What every kind of part is given and gives: cells of the file on one side, texts for COPY on the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from juki.kernel.values import written_text
from juki.launch.loading.lines import NULL
from juki.launch.register_files.errors import CellMissing, CellTooLong, CellUnreadable
from juki.launch.register_files.layout import CodeTable, Part

Cells = tuple[str, ...]
Values = tuple[str | None, ...]
"""As PostgreSQL writes them in COPY: ``t`` and ``f``, ISO days, None for NULL."""


@dataclass(frozen=True)
class Spec:
    """A part with what its kind needs beside the cells."""

    part: Part
    codes: CodeTable | None
    municipality: str

    @property
    def table(self) -> CodeTable:
        """The code table of the part."""
        return self.codes or CodeTable(self.part.table, {})


class Kind(NamedTuple):
    """``read`` raises a JukiError for cells that it refuses; ``write`` is its inverse."""

    read: Callable[[Cells, Spec], Values]
    write: Callable[[Values, Spec], Cells]


def demand_text(text: str, limit: int) -> str:
    """A text that may stand in a record, or nothing.

    Raises:
        JukiError: see ``written_text.check``.
    """
    if text:
        written_text.check(text, limit=limit or 10_000)
    return text


def demand_remark(text: str, limit: int) -> str:
    """A free text, which may have several lines.

    Raises:
        CellTooLong: more characters than ``limit`` (0: any number).
        CellUnreadable: what no column can hold.
    """
    if limit and len(text) > limit:
        raise CellTooLong(limit=limit)
    if "\0" in text or NULL in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise CellUnreadable(wanted="文字")
    return text


def demand_digits(text: str, *, least: int, wanted: str) -> str:
    """A whole number without sign, as PostgreSQL writes it.

    Raises:
        CellMissing, CellUnreadable: nothing, or something else.
    """
    if not text:
        raise CellMissing
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) >= least):
        raise CellUnreadable(wanted=wanted)
    return str(int(text))
