"""Every field that could not be carried: file, row, column, code and reason; never what stood there."""

import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from juki.kernel.errors import JukiError
from juki.systems.registry.services import csv_text

MOST = 10_000
"""Lines that the report lists one by one; all are counted."""
HEADER = ("ファイル", "行", "列", "コード", "理由", "扱い")
REFUSED, LEFT_OUT = "取込不可", "取り込まれない項目"


class Finding(NamedTuple):
    """One of them. ``refuses`` is whether the whole import is refused for it."""

    file: str
    row: int
    column: str
    code: str
    reason: str
    refuses: bool


class Report:
    """Collects findings in the order of the files."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.refusals = 0
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, file: str, row: int, column: str, error: JukiError, *, refuses: bool = True) -> None:
        """One finding; ``error`` gives code and reason."""
        self.counts[file, column, error.code] += 1
        self.refusals += refuses
        if len(self.findings) < MOST:
            self.findings.append(Finding(file, row, column, error.code, error.message, refuses))

    def write(self, file: Path) -> None:
        """The report as CSV, readable by its owner alone."""
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(csv_text.BOM + csv_text.written(HEADER))
            for one in self.findings:
                said = REFUSED if one.refuses else LEFT_OUT
                cells = (one.file, str(one.row), one.column, one.code, one.reason, said)
                stream.write(csv_text.written(cells))
