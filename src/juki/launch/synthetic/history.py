"""When and whence the members of a household became residents.

The household came on one day; whoever was born later was born a resident; parents, lodgers and spouses of
those born here came after it. All days are proleptic ordinals and none lies after ``today``.
"""

from random import Random
from typing import NamedTuple

from juki.launch.synthetic.facts import Arrival
from juki.launch.synthetic.kinship import Sketch

_JOINED_LATER = frozenset({"mother", "father", "spouse.mother", "spouse.father", "lodger", "kin"})
_PARTNERS = frozenset({"spouse", "partner", "child.spouse"})
_CHILDREN = frozenset({"child", "spouse.child", "partner.child"})
_MOVED_WITHIN = 0.38
_FROM_ABROAD = 0.03
_FOREIGN_FROM_ABROAD = 0.55
_GROWN = 19.0
_DAYS = 365.2425


class Stay(NamedTuple):
    """How one person became a resident: first day, day of the present address, day of the notification."""

    arrival: Arrival
    became: int
    settled: int
    notified: int | None


class Coming:
    """The coming of one household; ``of`` gives each member's part in it."""

    __slots__ = ("_abroad", "_came", "_eldest", "_moved", "_notified", "_rng", "_today")

    def __init__(self, rng: Random, members: list[tuple[Sketch, int]], *, today: int, foreign: bool) -> None:
        """``members``: sketch and ordinal of birth, the head first; ``foreign``: all of them are foreign."""
        head, born = members[0]
        mean = 2.5 if head.age < 30 else 8.0 if head.age < 50 else 20.0 if head.age < 65 else 38.0
        grown = born + int(_GROWN * _DAYS) if foreign and head.age > _GROWN else born
        self._rng = rng
        self._today = today
        self._eldest = min((day for member, day in members if member.role in _CHILDREN), default=today)
        self._came = max(today - int(rng.expovariate(1.0 / mean) * _DAYS), grown)
        moved = rng.random() < _MOVED_WITHIN
        self._moved = self._came + int(rng.random() * (today - self._came)) if moved else self._came
        self._notified = min(self._came + int(rng.random() * 14), today)
        self._abroad = rng.random() < (_FOREIGN_FROM_ABROAD if foreign else _FROM_ABROAD)

    def of(self, member: Sketch, born: int) -> Stay:
        """The stay of a member born on the ordinal ``born``."""
        came = self._came_on(member, born)
        if born >= came:
            return Stay(Arrival.BIRTH, born, max(born, self._moved), None)
        notified = self._notified
        if came != self._came:
            notified = min(came + int(self._rng.random() * 14), self._today)
        arrival = Arrival.FROM_ABROAD if self._abroad else Arrival.MOVE_IN
        return Stay(arrival, came, max(came, self._moved), notified)

    def _came_on(self, member: Sketch, born: int) -> int:
        came, today = self._came, self._today
        if member.role in _JOINED_LATER:
            return came + int(self._rng.random() * (today - came))
        if member.role in _PARTNERS:
            grown = born + int(_GROWN * _DAYS)
            if came < grown < today:
                latest = max(grown, min(today, self._eldest))
                return grown + int(self._rng.random() * (latest - grown))
        return came
