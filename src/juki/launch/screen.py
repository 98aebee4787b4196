"""The launcher's own voice: lines on standard output, at once, in columns that stay straight in Japanese."""

import sys
from unicodedata import combining, east_asian_width


def say(text: str) -> None:
    """One line for whoever started us."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def padded(text: str, width: int) -> str:
    """``text`` filled with blanks to ``width`` columns of a terminal, where Japanese signs take two."""
    taken = sum(
        0 if combining(sign) or is_selector(sign) else 1 + (east_asian_width(sign) in "WFA") for sign in text
    )
    return text + " " * max(1, width - taken)


def is_selector(sign: str) -> bool:
    """Whether ``sign`` only chooses the glyph of the one before."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
