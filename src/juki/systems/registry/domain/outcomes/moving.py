"""転居: to another address within this municipality. Source: 住基法23条; STD 4.0.1, 4.0.2, 4.1.2.

住民となった日, the day of the 転入届 and 転入前住所 stay as they are.
"""

from dataclasses import replace

from juki.systems.registry.domain.flat import address_row, flat, unflat
from juki.systems.registry.domain.movement import NEW, STAY, Numbers
from juki.systems.registry.domain.outcomes.errors import NoPlacement, NotResident, WholeHousehold
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.resident import Areas, Cause, PlaceDetail


def move(floor: Floor, numbers: Numbers) -> None:
    """Everybody of the movement to the new address: as a whole household, a new one, or into another.

    Raises:
        NotResident: somebody is no resident.
        NoPlacement: no address, or no such household.
        WholeHousehold: they stay one household, and somebody of it does not move.
    """
    movement, address = floor.movement, floor.movement.address
    if address is None:
        raise NoPlacement
    target = placed(floor, numbers)
    cause = Cause(reason=movement.reason.code, notified_on=movement.notified_on, basis=movement.basis)
    for person in movement.persons:
        number = person.addressee_number or ""
        before = floor.now[number]
        if not before.is_present:
            raise NotResident
        moved = replace(
            before, address=address, prior=before.address, settled=movement.day, settled_by=cause,
            detail=PlaceDetail(), areas=Areas(), relationship=person.relationship or before.relationship,
        )  # fmt: skip
        row = flat(moved) | dict(person.items) | address_row("address", address)
        floor.put(unflat(row), floor.event())
        if target:
            floor.leave(number)
    for person in movement.persons if target else ():
        floor.join(person.addressee_number or "", target)


def placed(floor: Floor, numbers: Numbers) -> str:
    """The household that the persons go to; empty where all members of theirs go together and it stays one.

    Raises:
        NoPlacement: no such household.
        WholeHousehold: some members would stay behind in the household that moves.
    """
    movement = floor.movement
    movers = {person.addressee_number for person in movement.persons}
    if movement.household == STAY:
        for members in floor.members.values():
            if movers.intersection(members) and not movers.issuperset(members):
                raise WholeHousehold
        return ""
    if movement.household == NEW:
        floor.found(numbers.household, institution=movement.institution)
        return numbers.household
    if not set(floor.members.get(movement.household, ())) - movers:
        raise NoPlacement
    return movement.household
