"""Codes of this system. All are our own."""

from enum import StrEnum


class Ruling(StrEnum):
    """What a clerk decided about a held inquiry."""

    RELEASED = "released"
    REFUSED = "refused"
