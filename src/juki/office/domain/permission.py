"""Systems and permissions by name. A right belongs to a client of a section, never to a rank.

Source: STD 10.3 (rights by rank must not exist).
"""

import re
from enum import StrEnum

_PERMISSION = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
LIMIT = 80


class System(StrEnum):
    """Where a permission holds."""

    REGISTRY = "registry"
    JUKINET = "jukinet"
    KIOSK = "kiosk"
    UNIFIED = "unified"
    INTERMEDIARY = "intermediary"
    ADDRESSEE = "addressee"
    OFFICE = "office"


ELSEWHERE = tuple(system for system in System if system is not System.OFFICE)
"""The six systems that are told by message; the office's own permissions stand in its own database."""


def is_permission(text: str) -> bool:
    """Whether ``text`` is shaped like a permission: ``kiosk.feed.see``."""
    return len(text) <= LIMIT and _PERMISSION.fullmatch(text) is not None
