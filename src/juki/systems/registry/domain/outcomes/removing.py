"""職権消除: death, disappearance, nobody lives there, a notice of the immigration authority.

Source: 住基法8条; 住基法施行令8条; STD 4.2.2, 4.5.6. The end of a period of stay alone removes nobody.
"""

from dataclasses import replace

from juki.systems.registry.domain.outcomes.errors import NotResident
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.resident import Cause, Removed, State

_STATES = {"SHIBO": State.DEAD, "SHISSO": State.DEAD}


def remove(floor: Floor) -> None:
    """Everybody of the movement is removed on its day.

    Raises:
        NotResident: somebody is removed already.
    """
    movement = floor.movement
    cause = Cause(reason=movement.reason.code, notified_on=movement.notified_on, basis=movement.basis)
    for person in movement.persons:
        number = person.addressee_number or ""
        before = floor.now[number]
        if not before.is_present:
            raise NotResident
        state = _STATES.get(movement.reason.code, State.REMOVED)
        after = replace(before, state=state, removed=Removed(day=movement.day, cause=cause))
        floor.put(after, floor.event())
        floor.leave(number)
