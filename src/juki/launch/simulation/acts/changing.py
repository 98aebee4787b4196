"""What becomes otherwise on a record: numbers, residence, places written otherwise, slips of the pen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from juki.kernel.values.legal_date import LegalDate
from juki.launch.simulation.acts.writing import foreign_of, movement, person, stays
from juki.launch.simulation.deeds import LATER_FIRST, Deed, Effect, Fate
from juki.launch.simulation.inventing import legal
from juki.launch.simulation.world import World
from juki.systems.registry.domain.flat import address_row, foreign_row
from juki.systems.registry.domain.resident import Category, Kind, Resident, Sex


def different(resident: Resident, items: dict[str, Any], world: World) -> dict[str, Any]:
    """Those of ``items`` that the record has otherwise."""
    row = world.register.sheet(resident.addressee_number)[-1].row
    return {column: value for column, value in items.items() if row[column] != value}


def amended(
    world: World, number: str, reason: str, items: dict[str, Any], name: str, *, back: bool = True
) -> Deed | None:
    """修正 of those of ``items`` that are otherwise; ``back``: it may have been so for some days."""
    new = different(world.resident(number), items, world)
    if not new:
        return None
    day = world.late([number]) if back else world.today
    return Deed(
        name=name, movement=movement(world, reason, (person(number, **new),), day=day),
        fates={number: Fate(holds=new)},
    )  # fmt: skip


def designate(world: World, people: tuple[str, ...]) -> Deed | None:
    """個人番号の指定 of somebody who has none yet."""
    number = people[0]
    resident = world.resident(number)
    if not resident.is_present or resident.individual_number:
        return None
    return amended(
        world,
        number,
        "KOJIN_BANGO_SHITEI",
        {"individual_number": world.inventor.individual_number()},
        "designate",
    )


def new_number(world: World) -> Deed | None:
    """Another 個人番号 or 住民票コード, on request."""
    number = world.somebody(lambda one, _: bool(one.individual_number))
    if number is None:
        return None
    if world.chance(0.5):
        return Deed(
            name="new_code", movement=movement(world, "CODE_HENKO", (person(number),), day=world.today),
            fates={number: Fate(holds={"individual_number": world.resident(number).individual_number})},
        )  # fmt: skip
    items = {"individual_number": world.inventor.individual_number()}
    return amended(world, number, "KOJIN_BANGO_HENKO", items, "new_number", back=False)


def written_otherwise(world: World) -> Deed | None:
    """軽微な修正 of the 方書, 住居表示: the same place has another lot. Everybody of the household lives there."""
    number = world.somebody(lambda one, _: stays(one))
    if number is None:
        return None
    renumbered = world.chance(0.4)
    other = world.inventor.address()
    rows: dict[str, dict[str, Any]] = {}
    for one in world.members(number):
        address = world.resident(one).address
        new = replace(address, lot=other.lot) if renumbered else replace(address, building=other.building)
        if new != address:
            rows[one] = different(world.resident(one), address_row("address", new), world)
    if not rows:
        return None
    return Deed(
        name="written_otherwise",
        movement=movement(
            world, "JUKYO_HYOJI" if renumbered else "KEIBI_SHUSEI",
            tuple(person(one, **row) for one, row in rows.items()), day=world.late(rows),
        ),
        fates={one: Fate(holds=row) for one, row in rows.items()},
    )  # fmt: skip


def remark(world: World) -> Deed | None:
    """備考, phone, 成年被後見人."""
    number = world.somebody()
    if number is None:
        return None
    items = {"remarks": f"備考{world.step}", "phone": f"0{world.rng.randrange(10**9):09}"}
    return amended(world, number, "BIKO", items, "remark")


def sex_or_birth(world: World) -> Deed | None:
    """職権修正 of an item that is otherwise than it stood."""
    number = world.somebody()
    if number is None:
        return None
    row = {
        "sex": str(
            Sex.UNRECORDED if world.resident(number).sex is not Sex.UNRECORDED else world.souls[number].sex
        )
    }
    return amended(world, number, "SHOKKEN_SHUSEI", row, "amend")


def correct(world: World) -> Deed | None:
    """誤記修正 of something that an earlier 異動 wrote: it holds from the day of that 異動."""
    number = world.somebody()
    if number is None:
        return None
    sheet, soul = world.register.sheet(number), world.souls[number]
    given = world.inventor.soul(today=world.today, age=30, nation=soul.nation).given
    written = {one.resident.names.kana_given for one in sheet}
    if len(written) != 1 or given[1] in written:
        return None  # once is enough: a second correction of the same item would have to cancel the first
    return Deed(
        name="correct", tolerated=frozenset({LATER_FIRST}), effects=((soul, "given", (soul.given[0], given[1])),),
        movement=movement(
            world, "GOKI_SHUSEI", (person(number, kana_given=given[1]),), day=world.today, target=sheet[0].trace
        ),
        fates={number: Fate(holds={"kana_given": given[1]})},
    )  # fmt: skip


def residence(world: World, people: tuple[str, ...]) -> Deed | None:
    """在留情報: a child born here gets a status."""
    number = people[0]
    soul = world.souls[number]
    if not world.resident(number).is_present or soul.kind is not Kind.FOREIGN or soul.card_number:
        return None
    card = world.inventor.card_number()
    granted = replace(soul, category=Category.MID_TO_LONG_TERM, card_number=card)
    block = foreign_of(world, granted, since=_since(world, number))
    effects: tuple[Effect, ...] = ((soul, "category", granted.category), (soul, "card_number", card))
    deed = amended(world, number, "ZAIRYU_SHUSEI", foreign_row(block), "residence")
    return replace(deed, effects=effects) if deed else None


def prolonged(world: World) -> Deed | None:
    """在留情報: the period of stay is extended, with a new card."""
    number = world.somebody(lambda one, _: one.foreign is not None and one.foreign.expires_on is not None)
    if number is None:
        return None
    soul = world.souls[number]
    card = world.inventor.card_number()
    until = world.today + timedelta(days=365 + int(world.rng.random() * 700))
    items = {"card_number": card, "stay_expires_on": until, "card_expires_on": until}
    deed = amended(world, number, "ZAIRYU_SHUSEI", items, "prolonged")
    return replace(deed, effects=((soul, "card_number", card),)) if deed else None


def _since(world: World, number: str) -> LegalDate:
    foreign = world.resident(number).foreign
    return foreign.since if foreign else legal(world.today)
