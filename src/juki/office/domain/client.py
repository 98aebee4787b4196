"""What a client is, and which texts may stand for one."""

import re
from enum import StrEnum

_ID = re.compile(r"[a-z](?:[a-z0-9.-]{0,61}[a-z0-9])?")
SECTION_LIMIT = 100
REASON_LIMIT = 200


class ClientKind(StrEnum):
    """A member of staff, or a program that acts on its own."""

    PERSON = "person"
    PROGRAM = "program"


def is_id(text: str) -> bool:
    """Whether ``text`` may be the id of a client: it is also the name in a certificate."""
    return _ID.fullmatch(text) is not None


def is_line(text: str, *, limit: int) -> bool:
    """Whether ``text`` is one written line of at most ``limit`` characters."""
    return len(text.strip()) > 0 and len(text) <= limit and text.isprintable()
