"""Names: marriage and divorce by the family register, 旧氏, 通称."""

from dataclasses import replace
from typing import Any

from juki.launch.simulation.acts.changing import amended, different
from juki.launch.simulation.acts.writing import movement, names_of, person, register_of, stays
from juki.launch.simulation.deeds import Deed, Effect, Fate
from juki.launch.simulation.souls import Soul
from juki.launch.simulation.world import World
from juki.systems.registry.domain.flat import names_row, register_row
from juki.systems.registry.domain.resident import Kind, Resident


def marry(world: World) -> Deed | None:
    """戸籍届出の反映 of a marriage of two Japanese: one name, one 戸籍; they move together afterwards."""
    one = world.somebody(lambda resident, soul: _free(world, resident, soul))
    if one is None:
        return None
    groom = world.souls[one]

    def fits(resident: Resident, soul: Soul) -> bool:
        return _free(world, resident, soul) and soul.sex is not groom.sex and not _kin(groom, soul)

    here = [number for number in world.members(one) if fits(world.resident(number), world.souls[number])]
    other = here[0] if here else world.somebody(fits)
    if other is None:
        return None
    bride = world.souls[other]
    origin = world.inventor.origin(groom)
    effects: tuple[Effect, ...] = (
        (groom, "spouse", bride), (bride, "spouse", groom), (groom, "origin", origin), (bride, "origin", origin),
        (bride, "surname", groom.surname),
    )  # fmt: skip
    return _family_register(
        world, "marry", {one: (groom, groom.surname, origin), other: (bride, groom.surname, origin)}, effects,
        follow=(1 + int(world.rng.random() * 20), "move_together", (one, other)),
    )  # fmt: skip


def divorce(world: World) -> Deed | None:
    """戸籍届出の反映 of a divorce: one of them gets a 戸籍 and perhaps a name of their own."""
    number = world.somebody(
        lambda resident, soul: stays(resident) and resident.kind is Kind.JAPANESE and soul.spouse is not None
    )
    if number is None:
        return None
    soul = world.souls[number]
    surname = world.inventor.soul(today=world.today, age=30).surname
    origin = world.inventor.origin(soul)
    effects: list[Effect] = [(soul, "spouse", None), (soul, "surname", surname), (soul, "origin", origin)]
    if soul.spouse:
        effects.append((soul.spouse, "spouse", None))
    return _family_register(world, "divorce", {number: (soul, surname, origin)}, tuple(effects))


def _family_register(
    world: World, name: str, people: dict[str, tuple[Soul, tuple[str, str], tuple[str, str, str]]],
    effects: tuple[Effect, ...], follow: tuple[int, str, tuple[str, ...]] | None = None,
) -> Deed | None:  # fmt: skip
    persons, fates = [], {}
    for number, (soul, surname, origin) in people.items():
        if surname[0] == world.resident(number).names.former_surname:
            return None  # the 旧氏 would have to be taken away first
        changed = replace(soul, surname=surname, origin=origin)
        names = names_row(names_of(changed))
        items = {column: names[column] for column in _NAME} | register_row(register_of(changed))
        items = different(world.resident(number), items, world)
        if not items:
            continue
        persons.append(person(number, **items))
        fates[number] = Fate(holds={"honseki": origin[0], "surname": surname[0]})
    return Deed(
        name=name, fates=fates, effects=effects, follow=(follow,) if follow else (),
        movement=movement(world, "KOSEKI_HANEI", tuple(persons), day=world.late(people)),
    ) if persons else None  # fmt: skip


_NAME = ("full_name", "surname", "given_name", "kana_surname", "kana_given")


def _free(world: World, resident: Resident, soul: Soul) -> bool:
    japanese = resident.kind is Kind.JAPANESE and resident.is_present
    return japanese and soul.spouse is None and 18 < soul.age(world.today) < 70 and stays(resident)


def _kin(one: Soul, other: Soul) -> bool:
    parents = {one.father, one.mother} - {None}
    return bool(parents & {other.father, other.mother}) or other in parents or one.has(other)


def former_surname(world: World) -> Deed | None:
    """旧氏: entered, changed, taken away."""
    number = world.somebody(lambda one, _: one.kind is Kind.JAPANESE)
    if number is None:
        return None
    names = world.resident(number).names
    surname, kana = world.inventor.soul(today=world.today, age=30).surname
    if surname == names.surname:
        return None
    new: dict[str, Any] = {"former_surname": surname, "former_surname_kana": kana}
    if not names.former_surname:
        reason = "KYUJI_KISAI"
    elif world.chance(0.5):
        reason, new = "KYUJI_SAKUJO", {
            "former_surname": "", "former_surname_kana": "", "former_surname_kana_certified": False,
            "former_surname_kana_confirmed": False,
        }  # fmt: skip
    else:
        reason = "KYUJI_HENKO"
    return amended(world, number, reason, new, "former_surname")


def alias(world: World) -> Deed | None:
    """通称: entered, taken away."""
    number = world.somebody(lambda one, _: one.kind is Kind.FOREIGN)
    if number is None:
        return None
    if world.resident(number).names.alias:
        return amended(world, number, "TSUSHO_SAKUJO", {"alias": "", "alias_kana": ""}, "alias")
    soul = world.inventor.soul(today=world.today, age=30, nation=None)
    new = {
        "alias": f"{soul.surname[0]}　{soul.given[0]}",
        "alias_kana": f"{soul.surname[1]}　{soul.given[1]}",
    }
    return amended(world, number, "TSUSHO_KISAI", new, "alias")
