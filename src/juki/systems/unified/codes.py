"""Codes of this system. All are our own; none is a national code."""

from enum import StrEnum


class CodeState(StrEnum):
    """How far the acquisition of 符号 is. Source: document I-2 system 4 (5), of which only the state is kept here."""

    NONE = "none"
    ASKED = "asked"
    ACQUIRED = "acquired"
    FAILED = "failed"


class Verdict(StrEnum):
    """What a person decided about a candidate (同一人候補)."""

    SAME = "same"
    DIFFERENT = "different"


class ErrorKind(StrEnum):
    """The three error lists. Source: document I-2 system 4 (13)."""

    INDIVIDUAL_NUMBER = "individual_number"
    UNIFIED_NUMBER = "unified_number"
    FOUR_ITEMS = "four_items"
