"""What makes a snapshot one household."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from juki.kernel.values.relationship import Relationship


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """The keys of a member; ``individual_number`` is empty for a person who has none yet."""

    addressee_number: str
    resident_code: str
    individual_number: str
    relationship: Relationship


class Fault(StrEnum):
    """Why a list of members is no household; the value is said in the error text."""

    PERSON_TWICE = "同じ宛名番号が重複"
    NUMBER_TWICE = "個人番号又は住民票コードが重複"
    TWO_HEADS = "世帯主が二人以上"


def fault_of(members: Sequence[Member]) -> Fault | None:
    """The first fault of a household, or None. No head at all is lawful and kept so.

    Source: STD 1.1.10 (at most one head; a household without one is passed on as it is).
    """
    if _repeats([member.addressee_number for member in members]):
        return Fault.PERSON_TWICE
    codes = [member.resident_code for member in members]
    numbers = [member.individual_number for member in members if member.individual_number]
    if _repeats(codes) or _repeats(numbers):
        return Fault.NUMBER_TWICE
    if sum(member.relationship.is_head for member in members) > 1:
        return Fault.TWO_HEADS
    return None


def _repeats(values: Sequence[str]) -> bool:
    return any(times > 1 for times in Counter(values).values())
