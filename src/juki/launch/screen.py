"""The launcher's own voice: lines on standard output, at once."""

import sys


def say(text: str) -> None:
    """One line for whoever started us."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
