"""同一人候補: two numbers whose details look like one person's. A person decides; nothing here links."""

from enum import StrEnum

from juki.systems.unified.domain.four_items import Keys


class Grade(StrEnum):
    """``CLOSE`` agrees on all four items, ``PARTIAL`` on all but the address."""

    CLOSE = "close"
    PARTIAL = "partial"


def grade(one: Keys, other: Keys) -> Grade | None:
    """How alike two persons with different 個人番号 are, or ``None``.

    Birth and sex must be equal and name or kana too; with an equal address it is close, else partial. No product's
    rule is public, this one is ours. Source: document I-2 system 4 (2).
    """
    if (one.birth_day, one.birth_form, one.sex) != (other.birth_day, other.birth_form, other.sex):
        return None
    if one.name != other.name and (not one.kana or one.kana != other.kana):
        return None
    return Grade.CLOSE if one.address == other.address else Grade.PARTIAL
