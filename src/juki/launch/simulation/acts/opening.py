"""Another 住民票 for the same person: 帰化, 国籍取得, 国籍喪失, 改製, 再製; and the same one again: 回復."""

from dataclasses import replace
from typing import Any

from juki.launch.simulation.acts.writing import movement, names_of, person, register_of, stays
from juki.launch.simulation.deeds import Deed, Fate
from juki.launch.simulation.souls import Soul, relationship
from juki.launch.simulation.world import World
from juki.systems.registry.domain.flat import date_row, names_row, register_row
from juki.systems.registry.domain.movement import NEW, STAY
from juki.systems.registry.domain.resident import Basis, Category, Kind, State


def becomes_japanese(world: World) -> Deed | None:
    """帰化, 国籍取得: closes the record of a foreign resident and opens that of a Japanese."""
    number = world.somebody(lambda one, _: one.kind is Kind.FOREIGN and stays(one))
    if number is None:
        return None
    soul = world.souls[number]
    like = world.inventor.soul(today=world.today, age=30)
    changed = replace(soul, kind=Kind.JAPANESE, nation=None, category=None, card_number="", surname=like.surname,
                      given=like.given, origin=like.origin)  # fmt: skip
    items = names_row(names_of(changed)) | register_row(register_of(changed))
    return _nationality(
        world, number, changed, items, "KIKA_KISAI" if world.chance(0.7) else "KOKUSEKI_SHUTOKU_KISAI"
    )


def becomes_foreign(world: World) -> Deed | None:
    """国籍喪失."""
    number = world.somebody(lambda one, _: one.kind is Kind.JAPANESE and stays(one))
    if number is None:
        return None
    nation = world.inventor.nation()
    like = world.inventor.soul(today=world.today, age=30, nation=nation)
    changed = replace(world.souls[number], kind=Kind.FOREIGN, nation=nation, category=Category.TRANSITIONAL_LOSS,
                      surname=like.surname, given=like.given, origin=("", "", ""), card_number="")  # fmt: skip
    items = names_row(names_of(changed)) | {"nationality": nation.alpha3, "nationality_name": nation.name}
    return _nationality(world, number, changed, items, "KOKUSEKI_SOSHITSU_KISAI", ("residence", 5))


def _nationality(
    world: World,
    number: str,
    changed: Soul,
    items: dict[str, Any],
    reason: str,
    follow: tuple[str, int] | None = None,
) -> Deed:
    soul, resident = world.souls[number], world.resident(number)
    effects = tuple(
        (soul, name, getattr(changed, name))
        for name in ("kind", "nation", "category", "card_number", "surname", "given", "origin")
    )
    day = world.late([number])
    return Deed(
        name=reason.lower(), effects=effects,
        movement=movement(world, reason, (person(number, **items),), day=day),
        follow=((follow[1], follow[0], (number,)),) if follow else (),
        fates={number: Fate(holds={
            "kind": str(changed.kind), "record": len(world.register.sheets[number]) + 1, "resident_code": resident.resident_code,
            "individual_number": resident.individual_number, "household_number": resident.household_number,
        })},
    )  # fmt: skip


def remake(world: World) -> Deed | None:
    """改製, 再製: the same person on a new sheet."""
    number = world.somebody(lambda one, _: stays(one))
    if number is None:
        return None
    resident = world.resident(number)
    reason = "SAISEI_KISAI" if world.chance(0.2) else "KAISEI_KISAI"
    count = resident.administration.remade_number + 1
    return Deed(
        name="remake", movement=movement(world, reason, (person(number),), day=world.late([number]), basis=Basis.EX_OFFICIO),
        fates={number: Fate(holds={"record": len(world.register.sheets[number]) + 1, "remade_number": count, "prior_town": ""})},
    )  # fmt: skip


def restore(world: World, people: tuple[str, ...]) -> Deed | None:
    """回復 of somebody who was removed and lives there all the same; alone where the household is gone or has moved."""
    number = people[0]
    resident = world.resident(number)
    if resident.state is not State.REMOVED or resident.event.reason != "SHOKKEN_SHOJO":
        return None
    here = resident.address
    house = world.register.households[resident.household_number]
    others = [world.resident(one).address for one in house.members[:1]]
    stays_there = [(one.town, one.lot) for one in others] == [(here.town, here.lot)]
    head = world.head(house.members) if stays_there else number
    label = relationship(world.souls[head] if head else None, world.souls[number])
    return Deed(
        name="restore",
        movement=movement(
            world, "KAIFUKU", (person(number, label),), day=world.today, household=STAY if stays_there else NEW
        ),
        fates={
            number: Fate(
                state=State.RESIDENT, house=house.number if stays_there else NEW, holds=date_row("removed_day", None)
            )
        },
    )  # fmt: skip
