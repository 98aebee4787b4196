"""Who comes: 転入 from the country and abroad, 出生, 職権記載, 30条の47, and who comes back."""

from datetime import date

from juki.launch.simulation.acts.writing import items_of, movement, stays
from juki.launch.simulation.deeds import Deed, Fate, Follow, newcomer
from juki.launch.simulation.souls import Soul, relationship
from juki.launch.simulation.world import World
from juki.systems.registry.domain.flat import address_row
from juki.systems.registry.domain.movement import NEW, PersonChange
from juki.systems.registry.domain.resident import (
    Category,
    FormerAddress,
    Kind,
    Resident,
    Sex,
    State,
)

_FOREIGN = 0.12
_ENTERED = State.RESIDENT


def family(world: World, *, japanese: bool = False) -> list[Soul]:
    """People who live together, the later 世帯主 first."""
    rng, inventor, today = world.rng, world.inventor, world.today
    nation = None if japanese or rng.random() >= _FOREIGN else inventor.nation()
    head = inventor.soul(
        today=today, age=19 + rng.random() * (60 if rng.random() < 0.8 else 75), nation=nation
    )
    found, roll = [head], rng.random()
    if roll < 0.45:
        return found
    if roll < 0.85:
        other = Sex.FEMALE if head.sex is Sex.MALE else Sex.MALE
        partner = inventor.soul(
            today=today, age=max(19, head.age(today) - 4 + rng.random() * 8), sex=other, like=head
        )
        head.spouse, partner.spouse = partner, head
        found.append(partner)
    for _ in range(int(rng.random() * 4) if head.age(today) < 60 else 0):
        found.append(_child(world, head, found[1] if head.spouse else None))
    return found


def _child(world: World, head: Soul, partner: Soul | None) -> Soul:
    youngest = min(one.age(world.today) for one in (head, partner) if one)
    child = world.inventor.soul(
        today=world.today, age=world.rng.random() * max(0.5, youngest - 19), like=head
    )
    adopt(child, (head, partner))
    return child


def adopt(child: Soul, parents: tuple[Soul | None, Soul | None]) -> None:
    """Make ``child`` theirs."""
    for parent in parents:
        if parent is None:
            continue
        parent.children.append(child)
        if parent.sex is Sex.MALE:
            child.father = parent
        else:
            child.mother = parent


def entry(
    world: World, reason: str, souls: list[Soul], *, day: date, former: FormerAddress | None, name: str,
    joins: str = "", new_here: bool = False, follow: tuple[Follow, ...] = (),
) -> Deed:  # fmt: skip
    """記載 of ``souls``, who found a household or join the one of ``joins`` (a resident)."""
    members = world.members(joins) if joins else ()
    head = world.head(members) if members else None
    first = world.souls[head] if head else (None if members else souls[0])
    persons, fates = [], {}
    fresh = []
    house = world.resident(joins).household_number if members else NEW
    skipped = address_row("registered", world.inventor.elsewhere()) if reason == "MITODOKE_TENNYU" else {}
    for place, soul in enumerate(souls):
        items = items_of(world, soul, day=day, former=former, new_here=new_here) | skipped
        earlier = soul.addressee_number or None
        key = earlier or newcomer(place)
        fates[key] = Fate(state=_ENTERED, house=house)
        if earlier is None:
            fresh.append(soul)
        persons.append(
            PersonChange(addressee_number=earlier, items=items, relationship=relationship(first, soul))
        )
    address = world.resident(joins).address if members else world.inventor.address()
    return Deed(
        name=name, fates=fates, newcomers=tuple(fresh),
        movement=movement(world, reason, tuple(persons), day=day, household=house, address=address),
        households=(house,) if members else (), follow=follow,
    )  # fmt: skip


def move_in(world: World) -> Deed | None:
    """転入 of a new family, into a household of their own or, as kin or lodger, into another."""
    if world.is_crowded:
        return None
    souls = family(world)
    foreign = any(soul.kind is Kind.FOREIGN for soul in souls)
    joins = ""
    if len(souls) == 1 and world.chance(0.2):
        joins = world.somebody(lambda one, _: stays(one)) or ""
    roll = world.rng.random()
    day = world.late([joins] if joins else ())
    day = max(day, *(soul.birth.internal for soul in souls))
    if roll < (0.5 if foreign else 0.06):
        return entry(
            world, "H30_46" if foreign else "KOKUGAI_TENNYU", souls, day=day, joins=joins, name="move_in_abroad",
            former=world.inventor.abroad(souls[0].nation), new_here=foreign,
        )  # fmt: skip
    reason = "TENNYU" if roll < 0.9 else ("TOKUREI_TENNYU" if roll < 0.96 else "MITODOKE_TENNYU")
    former = FormerAddress(address=world.inventor.elsewhere(), head=souls[0].full_name)
    return entry(world, reason, souls, day=day, former=former, name="move_in", joins=joins)


def come_back(world: World) -> Deed | None:
    """再転入: the 宛名番号 is kept, a new 住民票 opened."""
    number = world.register.away.pick(world.rng)
    if number is None:
        return None
    together = [one for one in _left_together(world, number) if one == number or world.chance(0.8)]
    souls = [world.souls[one] for one in together]
    for one, soul in zip(together, souls, strict=True):
        _remember(world.resident(one), soul)
    earliest = max(version.holds_from for one in together for version in world.register.sheet(one))
    day = max(world.late(), min(earliest, world.today))
    former = FormerAddress(address=world.inventor.elsewhere())
    return entry(world, "TENNYU", souls, day=day, former=former, name="come_back")


def _left_together(world: World, number: str) -> list[str]:
    soul = world.souls[number]
    kin = [one.addressee_number for one in (soul.spouse, *soul.children) if one]
    return [number, *(one for one in dict.fromkeys(kin) if one in world.register.away and one != number)]


def _remember(resident: Resident, soul: Soul) -> None:
    """Numbers given meanwhile are the person's own."""
    soul.individual_number, soul.resident_code = resident.individual_number, resident.resident_code


def birth(world: World) -> Deed | None:
    """出生 to a resident mother."""
    number = world.somebody(
        lambda one, soul: stays(one) and soul.sex is Sex.FEMALE and 18 <= soul.age(world.today) <= 44
    )
    if number is None:
        return None
    mother = world.souls[number]
    parents = [one for one in (mother, mother.spouse) if one]
    foreign = all(one.kind is Kind.FOREIGN for one in parents)
    like = mother if foreign or mother.kind is Kind.JAPANESE else parents[-1]
    day = world.late([number])
    child = world.inventor.soul(today=day, age=0, like=like, numbered=False)
    if foreign:
        child.category, child.card_number = Category.TRANSITIONAL_BIRTH, ""
    adopt(child, (mother, mother.spouse))
    follow = [(3 + int(world.rng.random() * 10), "designate", (newcomer(0),))]
    if foreign:
        follow.append((10 + int(world.rng.random() * 50), "residence", (newcomer(0),)))
    return entry(
        world, "SHUSSEI", [child], day=day, former=None, name="birth", joins=number, new_here=True,
        follow=tuple(follow),
    )  # fmt: skip


def found_unrecorded(world: World) -> Deed | None:
    """職権記載, 就籍: somebody lives here and was never recorded."""
    soul = world.inventor.soul(today=world.today, age=20 + world.rng.random() * 50, numbered=False)
    day = world.late()
    reason = "SHUSEKI" if world.chance(0.3) else "SHOKKEN_KISAI"
    return entry(world, reason, [soul], day=day, former=None, name="found_unrecorded")


def becomes_foreign_resident(world: World) -> Deed | None:
    """30条の47: somebody without an address here until now becomes a mid-to-long-term resident."""
    soul = world.inventor.soul(
        today=world.today, age=20 + world.rng.random() * 30, nation=world.inventor.nation(), numbered=False
    )
    soul.category = Category.MID_TO_LONG_TERM
    day = world.late()
    return entry(
        world, "H30_47", [soul], day=day, former=None, name="becomes_foreign_resident", new_here=True
    )
