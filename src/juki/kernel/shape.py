"""Saying where a body has the wrong shape without repeating what stood there."""

import re

_PATH = re.compile(r" - at `(?:key` in `)?(\$[^`]*)`\Z")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def place_of(error: Exception) -> str:
    """Where a body has the wrong shape: a JSON path, with the name of a field of ours that is missing.

    Never a value, nor the name of a field that is not ours: both are the caller's text. Such a name may hold anything,
    so nothing is read from the text behind it either.
    """
    text = str(error)
    if text.startswith("Object contains unknown field "):
        return "不明な項目"
    path = _PATH.search(text)
    if missing := _MISSING.match(text):
        return f"{path[1] if path else '$'}.{missing[1]} がありません"
    return path[1] if path else "JSON"


def has_nul(content: bytes) -> bool:
    """Whether JSON text carries the character NUL, which no database column can hold; it can only stand there escaped."""
    return b"\\u0000" in content and _NUL.search(content) is not None


def origin_of(error: BaseException) -> str:
    """File and line where an unforeseen error arose: all that may be logged of it, since its text may name a person."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
