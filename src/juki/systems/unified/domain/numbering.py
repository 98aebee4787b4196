"""付番: which number a request gets, and when it gets none."""

from dataclasses import dataclass
from enum import StrEnum

from juki.systems.unified.domain.four_items import Keys, agree


class Finding(StrEnum):
    """What a request turned out to be."""

    NEW = "new"
    JOINS = "joins"
    UPDATES = "updates"
    UNCHANGED = "unchanged"
    HELD_BY_ANOTHER = "held_by_another"
    TAKEN_BY_ANOTHER = "taken_by_another"
    FORMER_OF_ANOTHER = "former_of_another"


@dataclass(frozen=True, slots=True)
class Holder:
    """A numbered person, as far as the decision needs it."""

    person: int
    keys: Keys


def judge(
    *, keys: Keys, linked: Holder | None, holder: Holder | None, former: int | None, changed: bool
) -> Finding:
    """What to do with a request.

    ``linked`` is who has the request's 宛名番号, ``holder`` who has its 個人番号 now, ``former`` who had it before it was
    changed, ``changed`` whether anything written differs from what ``linked`` has. An automatic link needs an equal
    個人番号 and agreeing 4情報; details alone never link. Source: document II(1)3⑧, I-2 system 4.
    """
    if holder is None and former is not None and (linked is None or former != linked.person):
        return Finding.FORMER_OF_ANOTHER
    if linked is not None:
        if holder is not None and holder.person != linked.person:
            return Finding.TAKEN_BY_ANOTHER
        return Finding.UPDATES if changed else Finding.UNCHANGED
    if holder is None:
        return Finding.NEW
    return Finding.JOINS if agree(keys, holder.keys) else Finding.HELD_BY_ANOTHER
