"""発行番号: the number that each copy carries, page by page.

Source: STD 5.5.
"""

import msgspec


class IssueNumber(msgspec.Struct, frozen=True, kw_only=True):
    """One copy's number: day of issue, municipality, terminal, printer, serial.

    ``day`` is written as eight digits. ``terminal`` and ``printer`` may be empty when the device cannot
    be told. Page and total are added by the sheet. Two copies of the same certificate have two numbers.
    """

    day: str
    municipality: str
    serial: str
    terminal: str = ""
    printer: str = ""

    def text(self) -> str:
        """As printed, without page and total, such as ``20261123 西東京市 本庁1 プリンタ001 011``."""
        parts = (self.day, self.municipality, self.terminal, self.printer, self.serial)
        return " ".join(part for part in parts if part)
