"""改製, 再製, 回復. Source: 住基法施行令16条; STD 1.1.4, 1.2.2."""

from dataclasses import replace

from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.history import state_on
from juki.systems.registry.domain.household import demand_same_place
from juki.systems.registry.domain.movement import STAY, Numbers
from juki.systems.registry.domain.outcomes.errors import NoPlacement, NotResident, StillResident
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.outcomes.moving import placed
from juki.systems.registry.domain.resident import Cause, Removed, State

_CLOSING = {"KAISEI_KISAI": "KAISEI_SHOJO", "SAISEI_KISAI": "SAISEI_SHOJO"}


def remake(floor: Floor) -> None:
    """Close the 住民票 and open another with what stands on it now: it is counted, and history begins anew.

    Raises:
        NotResident: somebody is no resident.
    """
    movement = floor.movement
    closing = REASONS[_CLOSING[movement.reason.code]]
    cause = Cause(reason=closing.code, notified_on=None, basis=movement.basis)
    for person in movement.persons:
        before = floor.now[person.addressee_number or ""]
        if not before.is_present:
            raise NotResident
        closed = replace(before, state=State.REMOVED, removed=Removed(day=movement.day, cause=cause))
        floor.close(closed, floor.event(closing))
        administration = replace(
            before.administration, remade_number=before.administration.remade_number + 1,
            remade_on=movement.day.internal,
        )  # fmt: skip
        opened = replace(
            before,
            record=floor.next_record(before),
            prior=None,
            administration=administration,
        )
        floor.put(opened, floor.event())


def restore(floor: Floor, numbers: Numbers) -> None:
    """回復: the same 住民票 is in force again from the day; that it was removed stays in its history.

    Raises:
        StillResident: somebody is a resident.
        NoPlacement: their household has no members any more and no other one is named.
        HouseholdElsewhere: the household lives elsewhere (it moved meanwhile).
    """
    movement = floor.movement
    target = "" if movement.household == STAY else placed(floor, numbers)
    for person in movement.persons:
        number = person.addressee_number or ""
        before = floor.now[number]
        if before.is_present:
            raise StillResident
        before = state_on(floor.history(number)) or before
        household = target or before.household_number
        if household not in floor.founded and not floor.members.get(household):
            raise NoPlacement
        for member in floor.members[household][:1]:
            demand_same_place(floor.now[member].address, before.address)
        after = replace(
            before, state=State.RESIDENT, removed=None, planned=None, confirmed=None,
            relationship=person.relationship or before.relationship,
        )  # fmt: skip
        floor.put(after, floor.event())
        floor.join(number, household)
