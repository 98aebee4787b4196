"""The log of a process: one JSON object per line, rotating, without personal data.

An exception leaves its type and place, never its text: a database's or a decoder's text repeats values. What Django
says of requests is dropped: it repeats addresses and headers as the caller wrote them.
"""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

BYTES, KEPT = 5_000_000, 4
logger = logging.getLogger("juki.process")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, process, level, logger, text, and the exception's type and place."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "process": self._process,
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = place_of(record.exc_info[1], record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def begin(file: Path, process: str) -> None:
    """Send everything that is logged, and what nobody caught, to ``file`` (0600)."""
    file.touch(mode=0o600)
    handler = RotatingFileHandler(file, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(Lines(process))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in ("django.request", "django.security"):
        logging.getLogger(name).propagate = False
        logging.getLogger(name).addHandler(logging.NullHandler())
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def place_of(error: BaseException, trace: TracebackType | None) -> str:
    """Type of ``error`` and the line where it rose."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logger.critical("uncaught", exc_info=(kind, error, trace))


def _uncaught_in_thread(seen: threading.ExceptHookArgs) -> None:
    if seen.exc_value is not None:
        logger.critical("uncaught in thread", exc_info=(seen.exc_type, seen.exc_value, seen.exc_traceback))
