"""CSV as it comes and goes: UTF-8 with or without BOM, lines ended by CR LF or LF, cells quoted or not.

A spreadsheet computes nothing of what is written (``juki.oversight.output.domain.cells``); reading takes the mark away again.
Nothing is trimmed or normalised. What is no UTF-8 comes through as surrogates, which every check of a text refuses.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from juki.kernel.errors import JukiError
from juki.oversight.output.domain.cells import harmless, restored

BOM = "\ufeff"
CRLF, LF = "\r\n", "\n"
_QUOTED = frozenset('",\r\n')


class UnreadableCsv(JukiError):
    """Quotes that do not close, or a NUL."""

    code = "REG-0915"
    text = "{row}行目から先をCSVとして読み取れません。引用符と文字コード（UTF-8）を確かめて、ファイルを作り直してください。"


def rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, the header being row 1; blank rows are passed over but counted.

    ``lines`` keep their line ends, so that a cell may span several.

    Raises:
        UnreadableCsv: with the number of the row.
    """
    reader = csv.reader(_without_bom(lines), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableCsv(row=number) from None
        if cells:
            yield number, [restored(cell) for cell in cells]


def opened(file: Path) -> TextIO:
    """``file`` as text whose lines keep their ends."""
    return file.open(encoding="utf-8", errors="surrogateescape", newline="")


def written(cells: Iterable[str], *, end: str = CRLF) -> str:
    """One row; a cell is quoted only where it has to be, and none begins a formula."""
    return ",".join(_cell(harmless(cell)) for cell in cells) + end


def _cell(cell: str) -> str:
    if _QUOTED.isdisjoint(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _without_bom(lines: Iterable[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield line.removeprefix(BOM) if place == 0 else line
