"""Where people live and with whom: 転居, 世帯分離, 合併, 変更, 世帯主変更, 30条の48, 記載順位."""

from juki.kernel.values.address import Address
from juki.kernel.values.relationship import Relationship
from juki.launch.simulation.acts.leaving import group, left_behind, successor
from juki.launch.simulation.acts.writing import movement, person, stays
from juki.launch.simulation.deeds import Deed, Fate
from juki.launch.simulation.souls import relationship
from juki.launch.simulation.world import World
from juki.systems.registry.domain.movement import NEW, STAY
from juki.systems.registry.domain.resident import Kind

_MOST = 12
"""Nobody joins a household that has so many members: chance would heap people up."""


def move(world: World) -> Deed | None:
    """転居 of a household, of a part that founds another, or of a part that joins one."""
    movers = group(world)
    if not movers:
        return None
    whole = len(movers) == len(world.members(movers[0]))
    if whole and world.chance(0.7):
        return _move(world, movers, STAY)
    if world.chance(0.6):
        return _move(world, movers, NEW)
    other = _another(world, movers)
    return _move(world, movers, world.resident(other).household_number) if other else None


def _another(world: World, movers: tuple[str, ...]) -> str | None:
    own = world.resident(movers[0]).household_number
    return world.somebody(
        lambda one, _: one.household_number != own and len(world.members(one.addressee_number)) < _MOST
    )


def _move(world: World, movers: tuple[str, ...], target: str) -> Deed:
    there = world.register.households[target].members if target not in {STAY, NEW} else ()
    address = world.resident(there[0]).address if there else _elsewhere(world, movers[0])
    day = world.late([*movers, *there[:1]])
    labels = placed(world, movers, there) if target != STAY else {}
    rest = left_behind(world, movers) if target != STAY else {}
    was = {one: world.resident(one).address.town for one in movers}
    house = None if target == STAY else target
    return Deed(
        name="move", households=(target,) if there else (),
        movement=movement(
            world, "TENKYO", tuple(person(one, labels.get(one)) for one in movers), day=day, household=target,
            address=address, rest=rest,
        ),
        fates={
            one: Fate(house=house, holds={"settled": day, "prior_town": was[one], "address_lot": address.lot})
            for one in movers
        },
    )  # fmt: skip


def _elsewhere(world: World, mover: str) -> Address:
    here = world.resident(mover).address
    while True:
        address = world.inventor.address()
        if (address.town, address.lot) != (here.town, here.lot):
            return address


def placed(world: World, movers: tuple[str, ...], there: tuple[str, ...]) -> dict[str, Relationship]:
    """続柄 of ``movers`` among themselves, or in the household of ``there``."""
    if there:
        head = world.head(there)
        soul = world.souls[head] if head else None
        return {one: relationship(soul, world.souls[one]) for one in movers}
    own = world.head(movers) or successor(world, list(movers))
    return {one: relationship(world.souls[own], world.souls[one]) for one in movers}


def split(world: World) -> Deed | None:
    """世帯分離: a part founds a household at the same address."""
    movers = group(world)
    members = world.members(movers[0]) if movers else ()
    if not movers or len(movers) == len(members):
        return None
    return regroup(world, "SETAI_BUNRI", movers, NEW)


def neighbours(world: World, number: str) -> str | None:
    """A household at the same address."""
    here = world.resident(number)
    for kin in _kin(world, number):
        other = world.resident(kin)
        if (
            other.is_present
            and other.household_number != here.household_number
            and other.address == here.address
        ):
            return other.household_number
    return None


def _kin(world: World, number: str) -> list[str]:
    """People near enough to live at one address."""
    soul = world.souls[number]
    near = [soul.spouse, soul.father, soul.mother, *soul.children]
    near += [one for parent in (soul.father, soul.mother) if parent for one in parent.children]
    return [one.addressee_number for one in near if one and one.addressee_number in world.register.present]


def merge(world: World) -> Deed | None:
    """世帯合併: the whole household joins another at the same address; 世帯変更 when it is a part."""
    number = world.somebody(lambda one, _: stays(one) and neighbours(world, one.addressee_number) is not None)
    if number is None:
        return None
    target = neighbours(world, number) or ""
    members = world.members(number)
    if len(world.register.households[target].members) >= _MOST or not all(
        stays(world.resident(one)) for one in members
    ):
        return None
    whole = len(members) == 1 or world.chance(0.6)
    return regroup(world, "SETAI_GAPPEI" if whole else "SETAI_HENKO", members if whole else (number,), target)


def regroup(world: World, reason: str, movers: tuple[str, ...], target: str) -> Deed:
    """``movers`` into another household without a change of address."""
    there = world.register.households[target].members if target not in {STAY, NEW} else ()
    labels = placed(world, movers, there)
    return Deed(
        name=reason.lower(), households=(target,) if there else (),
        movement=movement(
            world, reason, tuple(person(one, labels[one]) for one in movers), household=target,
            day=world.late([*movers, *there[:1]]), rest=left_behind(world, movers),
        ),
        fates={one: Fate(house=target) for one in movers},
    )  # fmt: skip


def change_head(world: World) -> Deed | None:
    """世帯主変更; first where there is none."""
    number = world.somebody(lambda one, _: stays(one) and not one.is_head)
    if number is None:
        return None
    return crown(world, (number,))


def crown(world: World, people: tuple[str, ...]) -> Deed | None:
    """One of ``people`` becomes 世帯主 of the household, whoever was it before."""
    number = next((one for one in people if one in world.register.present), None)
    if number is None or world.resident(number).is_head:
        return None
    members = world.members(number)
    labels = world.labels(members, number)
    earlier = world.head(members)
    about = tuple(one for one in (number, earlier) if one)
    rest = {one: label for one, label in labels.items() if one not in about}
    return Deed(
        name="change_head",
        movement=movement(
            world, "SETAINUSHI_HENKO", tuple(person(one, labels.get(one)) for one in about),
            day=world.late(about), rest=rest,
        ),
    )  # fmt: skip


def relate(world: World) -> Deed | None:
    """続柄 that are otherwise than kinship says: 世帯変更, or 30条の48."""
    number = world.somebody(lambda one, _: one.is_head and len(world.members(one.addressee_number)) > 1)
    return related(world, number) if number else None


def related(world: World, head: str) -> Deed | None:
    """続柄 of the household of ``head`` as kinship has it, of those whom somebody called otherwise."""
    labels = world.labels(world.members(head), head)
    labels.pop(head, None)
    if not labels:
        return None
    foreign = all(world.resident(one).kind is Kind.FOREIGN for one in labels)
    return Deed(
        name="relate",
        movement=movement(
            world, "H30_48" if foreign else "SETAI_HENKO", tuple(person(one, label) for one, label in labels.items()),
            day=world.late(labels),
        ),
    )  # fmt: skip


def reorder(world: World) -> Deed | None:
    """記載順位の変更."""
    number = world.somebody(lambda one, _: len(world.members(one.addressee_number)) > 1)
    if number is None:
        return None
    members = list(world.members(number))
    wanted = sorted(members, key=lambda _: world.rng.random())
    if wanted == members:
        wanted.reverse()
    return Deed(
        name="reorder",
        movement=movement(
            world, "KISAIJUN_HENKO", (person(number),), day=world.today, positions=tuple(wanted)
        ),
    )  # fmt: skip


def move_together(world: World, people: tuple[str, ...]) -> Deed | None:
    """A couple: one moves to the other, or is called otherwise where they live together already."""
    one, other = people
    if not all(stays(world.resident(number)) for number in people):
        return None
    target = world.resident(one).household_number
    if world.resident(other).household_number == target:
        head = world.head(world.members(one))
        return related(world, head) if head else None
    if world.resident(one).address == world.resident(other).address:
        return regroup(world, "SETAI_HENKO", (other,), target)
    return _move(world, (other,), target)
