"""Exit codes; the supervisor understands the first two."""

import signal

REFUSED = 78
"""What the process was told cannot be right (EX_CONFIG): trying again does not help."""

LATER = 75
"""What the process needs does not answer now (EX_TEMPFAIL): trying again may help."""

INTERRUPTED, TERMINATED, UNHEARD = (
    128 + number for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE)
)
"""Ended by Ctrl-C, by an order, or because nobody reads on: as a shell counts them."""
