"""Cells of a CSV that a spreadsheet shows and never computes.

A cell that begins with one of :data:`STARTERS` is a formula to a spreadsheet. It is written with an apostrophe before it,
and so is one that has apostrophes before such a character already; reading takes exactly one away again. So every text
comes back as it was, and a text that begins with an apostrophe and then something harmless is left alone both ways.
"""

STARTERS = frozenset("=+-@\t\r\n＝＋－＠")
"""What begins a formula, or a line of its own, in the spreadsheets known to us; full width as in Japanese input."""
MARK = "'"
_SUSPECT = STARTERS | {MARK}


def harmless(cell: str) -> str:
    """The cell as it is written."""
    return MARK + cell if cell and cell[0] in _SUSPECT and _starts(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before :func:`harmless`."""
    return cell[1:] if cell[:1] == MARK and _starts(cell) else cell


def _starts(cell: str) -> bool:
    return cell.lstrip(MARK)[:1] in STARTERS
