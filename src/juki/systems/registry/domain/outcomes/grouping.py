"""世帯変更等: who is 世帯主, who belongs together, in which order. The address does not change. Source: 住基法25条; STD 4.1.4."""

from dataclasses import replace

from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.domain.movement import STAY, Numbers
from juki.systems.registry.domain.outcomes.errors import NoPlacement, NotResident
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.outcomes.moving import placed


def group(floor: Floor, numbers: Numbers) -> None:
    """New 続柄, and for 分離, 合併 and 変更 another household.

    Raises:
        NotResident: somebody is no resident.
        NoPlacement: no such household, or an order that does not name its members.
    """
    movement = floor.movement
    target = "" if movement.household == STAY else placed(floor, numbers)
    for person in movement.persons:
        number = person.addressee_number or ""
        before = floor.now[number]
        if not before.is_present:
            raise NotResident
        after = unflat(flat(before) | dict(person.items))
        floor.put(replace(after, relationship=person.relationship or before.relationship), floor.event())
        if target:
            floor.leave(number)
    for person in movement.persons if target else ():
        floor.join(person.addressee_number or "", target)
    if movement.positions:
        reorder(floor)


def reorder(floor: Floor) -> None:
    """記載順位 as the movement has it.

    Raises:
        NoPlacement: it does not name exactly the members of one household.
    """
    wanted = list(floor.movement.positions)
    for household, members in floor.members.items():
        if sorted(members) == sorted(wanted):
            floor.members[household] = wanted
            return
    raise NoPlacement
