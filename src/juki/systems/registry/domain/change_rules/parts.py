"""Which parts of the form a reason takes, and whom it may be about: data, read by the rules and by the forms.

Source: STD 4.0.1, 4.0.2, 4.1.3.1.1, 4.1.4.1, 4.2.3.3, 4.6.0.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from juki.systems.registry.domain.event_reasons import EventReason, Family
from juki.systems.registry.domain.resident import State


class Where(Enum):
    """Where they live afterwards: as now, in a new household, in one that is there."""

    STAY = "stay"
    NEW = "new"
    JOIN = "join"


class Need(Enum):
    """Whether a part is refused, taken, or demanded."""

    NONE = 0
    MAY = 1
    MUST = 2


class Destination(Enum):
    """What the part 転出先 is."""

    NONE = "none"
    PLANNED = "planned"
    CONFIRMED = "confirmed"


_STAY, _NEW, _JOIN = frozenset({Where.STAY}), frozenset({Where.NEW}), frozenset({Where.JOIN})
_PRESENT = frozenset({State.RESIDENT})
_REMOVED = frozenset({State.MOVED_OUT, State.DEAD, State.REMOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a reason takes. ``states`` are those of persons who have a 宛名番号; ``newcomers``: others may be there too.

    ``rest`` are 続柄 of who is no 異動者, ``one_household`` whether all 異動者 are of one.
    """

    placements: frozenset[Where] = _STAY
    states: frozenset[State] = _PRESENT
    newcomers: bool = False
    one_household: bool = False
    address: Need = Need.NONE
    destination: Destination = Destination.NONE
    items: bool = False
    relationship: Need = Need.NONE
    rest: bool = False
    positions: Need = Need.NONE
    target: Need = Need.NONE


_BY_FAMILY: Mapping[Family, Parts] = MappingProxyType({
    Family.ENTRY: Parts(
        placements=_NEW | _JOIN, states=frozenset({State.MOVED_OUT, State.REMOVED}), newcomers=True, address=Need.MAY,
        items=True, relationship=Need.MUST, rest=True,
    ),
    Family.MOVE: Parts(
        placements=_STAY | _NEW | _JOIN, address=Need.MUST, items=True, relationship=Need.MAY, rest=True,
    ),
    Family.LEAVING: Parts(one_household=True, destination=Destination.PLANNED, rest=True),
    Family.REMOVAL: Parts(rest=True),
    Family.HOUSEHOLD: Parts(
        placements=_STAY | _NEW | _JOIN, one_household=True, items=True, relationship=Need.MAY, rest=True,
        positions=Need.MAY,
    ),
    Family.NATIONALITY: Parts(items=True),
    Family.AMENDMENT: Parts(items=True),
    Family.NOTICE: Parts(
        states=_PRESENT | {State.MOVED_OUT, State.REMOVED}, destination=Destination.CONFIRMED, rest=True,
    ),
    Family.REMAKING: Parts(),
    Family.RESTORING: Parts(
        placements=_STAY | _NEW | _JOIN, states=_REMOVED, relationship=Need.MAY, rest=True,
    ),
    Family.CANCELLING: Parts(states=_PRESENT | _REMOVED, rest=True, target=Need.MUST),
    Family.MOVE_IN: Parts(),
    Family.INTERNAL: Parts(),
})  # fmt: skip

_HOUSEHOLD = _BY_FAMILY[Family.HOUSEHOLD]
_BY_REASON: Mapping[str, Parts] = MappingProxyType({
    "SHUSSEI": replace(_BY_FAMILY[Family.ENTRY], states=frozenset()),
    "TENSHUTSU_TORIKESHI": Parts(one_household=True),
    "SETAI_BUNRI": replace(_HOUSEHOLD, placements=_NEW),
    "SETAI_GAPPEI": replace(_HOUSEHOLD, placements=_JOIN),
    "SETAINUSHI_HENKO": replace(_HOUSEHOLD, placements=_STAY),
    "H30_48": replace(_HOUSEHOLD, placements=_STAY, relationship=Need.MUST),
    "KISAIJUN_HENKO": Parts(one_household=True, positions=Need.MUST),
    "GOKI_SHUSEI": Parts(states=_PRESENT | _REMOVED, items=True, relationship=Need.MAY, target=Need.MAY),
    "SHOKKEN_SHUSEI": Parts(items=True, relationship=Need.MAY),
    "KOSEKI_HANEI": Parts(items=True, relationship=Need.MAY),
})  # fmt: skip


def of(reason: EventReason) -> Parts:
    """What ``reason`` takes: what its family does, unless it is itself in the table."""
    return _BY_REASON.get(reason.code) or _BY_FAMILY[reason.family]
