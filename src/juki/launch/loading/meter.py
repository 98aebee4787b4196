"""How far the load is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from typing import TextIO

_WIDTH = 32
_TENTHS = 10


class Meter:
    """Call it with people done and people in all."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._is_terminal = self._stream.isatty()
        self._began = time.monotonic()
        self._said = 0

    def __call__(self, done: int, total: int) -> None:
        """Show it."""
        rate = done / max(time.monotonic() - self._began, 0.001)
        if self._is_terminal:
            filled = _WIDTH * done // total
            end = "\r\x1b[K" if done >= total else ""
            bar = f"{'█' * filled}{'·' * (_WIDTH - filled)}"
            self._write(f"\r  {bar} {done:,} / {total:,} 人  {rate:,.0f} 人/秒 {end}")
            return
        tenth = _TENTHS * done // total
        if tenth > self._said and total >= _TENTHS:
            self._said = tenth
            self._write(f"  住民データ / residents {done:,} / {total:,}  ({rate:,.0f}/s)\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
