"""What comes out of an 異動: one function for all of them, chosen by the family of the reason."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from juki.systems.registry.domain.event_reasons import EventClass, Family
from juki.systems.registry.domain.movement import Movement, Numbers, Outcome, Scene
from juki.systems.registry.domain.outcomes.amending import amend
from juki.systems.registry.domain.outcomes.cancelling import cancel
from juki.systems.registry.domain.outcomes.entering import enter
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.outcomes.grouping import group
from juki.systems.registry.domain.outcomes.leaving import confirm, leave, take_back
from juki.systems.registry.domain.outcomes.moving import move
from juki.systems.registry.domain.outcomes.nationality import change_nationality
from juki.systems.registry.domain.outcomes.remaking import remake, restore
from juki.systems.registry.domain.outcomes.removing import remove

_Carry = Callable[[Floor, Numbers], None]


def _leaving(floor: Floor, _numbers: Numbers) -> None:
    if floor.movement.reason.event_class is EventClass.REMOVAL:
        leave(floor)
    else:
        take_back(floor)


_CARRIED: Mapping[Family, _Carry] = MappingProxyType({
    Family.MOVE_IN: enter,
    Family.ENTRY: enter,
    Family.MOVE: move,
    Family.LEAVING: _leaving,
    Family.REMOVAL: lambda floor, _: remove(floor),
    Family.HOUSEHOLD: group,
    Family.NATIONALITY: lambda floor, _: change_nationality(floor),
    Family.AMENDMENT: amend,
    Family.NOTICE: lambda floor, _: confirm(floor),
    Family.REMAKING: lambda floor, _: remake(floor),
    Family.RESTORING: restore,
    Family.CANCELLING: cancel,
})  # fmt: skip


def outcome(scene: Scene, movement: Movement, numbers: Numbers) -> Outcome:
    """Everything that ``movement`` changes, nothing written: versions and households afterwards.

    ``numbers`` are for whom and what is new; those that are not needed are left.

    Raises:
        JukiError: it cannot be carried out on this scene (``REG-068…``, ``REG-069…``), see the families.
        SecondHead: a household would have two 世帯主.
    """
    floor = Floor(scene, movement)
    _CARRIED[movement.reason.family](floor, numbers)
    return floor.finish()
