"""Saying where a body has the wrong shape without repeating what stood there."""

import re

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def place_of(error: Exception) -> str:
    """The JSON path in a decoding error's text, never the value found at it."""
    text = str(error)
    return text.rpartition(" - at ")[2].strip("`") if " - at " in text else "JSON"


def has_nul(content: bytes) -> bool:
    """Whether JSON text carries the character NUL, which no database column can hold; it can only stand there escaped."""
    return b"\\u0000" in content and _NUL.search(content) is not None


def origin_of(error: BaseException) -> str:
    """File and line where an unforeseen error arose: all that may be logged of it, since its text may name a person."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
