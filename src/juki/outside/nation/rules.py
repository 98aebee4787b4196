"""The rules of the national server, pure: what an update makes of a person, and what a check may answer."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from juki.outside.nation.errors import (
    LivesThereAlready,
    NationGap,
    NotLivingThere,
    NumberConflict,
    UnknownEventClass,
    UnknownPerson,
)

Outcome = Literal["match", "mismatch", "none", "one_by_details", "many", "removed"]


class Effect(Enum):
    """What an update does to the person."""

    ENTERED = "entered"
    AMENDED = "amended"
    REMOVED = "removed"
    NOTED = "noted"
    """消除 by a municipality that the person has left for another: the person lives on there."""


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """What is known of a person before an update. ``last``: the sender's last 更新順番号 for the person, or 0."""

    municipality: str
    living: bool
    individual_number: str


def check_order(number: int, *, last: int) -> None:
    """The update follows the last one of the same municipality and resident code (0: there was none).

    Raises:
        NationGap: it does not.
    """
    if number != last + 1:
        raise NationGap(expected=last + 1)


NUMBER_CHANGES = frozenset({
    "KOJIN_BANGO_SHITEI", "KOJIN_BANGO_HENKO", "KOJIN_BANGO_SHOKKEN_HENKO", "KOJIN_BANGO_SHUSEI", "KOJIN_BANGO_KISAI",
    "GOKI_SHUSEI", "TORIKESHI_SHUSEI",
})  # fmt: skip
"""Reasons by which a number becomes another one. The real nation gives the new number itself; here a city's word counts."""

DEATHS = frozenset({"SHIBO", "SHISSO"})
"""Reasons of a 消除 after which nobody can be entered anywhere."""


def effect(
    *,
    event_class: str,
    event_reason: str,
    municipality: str,
    individual_number: str,
    before: Standing | None,
    number_is_taken: bool,
) -> Effect:
    """What an update by ``municipality`` does. A move is an entry elsewhere; the former city's removal only notes it.

    ``number_is_taken``: whether another person has this individual number, or it was designated for another. An empty
    number says nothing of it; a person without one gets the first that is told.

    Raises:
        UnknownEventClass, UnknownPerson, NumberConflict, LivesThereAlready, NotLivingThere: see each.
    """
    if event_class not in {"entry", "amendment", "removal"}:
        raise UnknownEventClass
    if before is None and event_class != "entry":
        raise UnknownPerson
    had = before.individual_number if before else ""
    differs = had and individual_number not in {"", had} and event_reason not in NUMBER_CHANGES
    if number_is_taken or differs:
        raise NumberConflict
    here = before is not None and before.living and before.municipality == municipality
    match event_class:
        case "entry":
            if here:
                raise LivesThereAlready
            return Effect.ENTERED
        case "removal" if before and before.municipality != municipality:
            return Effect.NOTED
        case _:
            if not here:
                raise NotLivingThere
            return Effect.REMOVED if event_class == "removal" else Effect.AMENDED


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """A person beside the details of a check: the items that were given and differ."""

    resident_code: str
    municipality: str
    ended: bool
    differing: tuple[str, ...]


def judge(candidates: Sequence[Candidate], *, by_number: bool) -> tuple[Outcome, Candidate | None]:
    """The outcome of a check, and the person if it names one.

    With a number: ``match`` only if every given detail agrees as well. Without one, a single hit proves nothing:
    ``one_by_details`` is never identity. Who died is ``removed``; who left a city and is entered in none yet is who
    they are.

    Source: document III(1)2 risk 3; 住基法22条.
    """
    if by_number:
        if not candidates:
            return "none", None
        person = candidates[0]
        if person.differing:
            return "mismatch", person
        return ("removed" if person.ended else "match"), person
    agreeing = [person for person in candidates if not person.differing]
    alive = [person for person in agreeing if not person.ended]
    if not agreeing:
        return "none", None
    if not alive:
        return "removed", None
    return ("one_by_details" if len(alive) == 1 else "many"), None


def person_token(resident_code: str, *, key: bytes) -> str:
    """What stands for a person towards the network: HMAC-SHA256 of the resident code, in hex. Source: 番号法21条の2."""
    return hmac.new(key, resident_code.encode(), hashlib.sha256).hexdigest()
