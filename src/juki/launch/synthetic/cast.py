"""The people whom the demonstration moves in: invented, with names that a careless program would spoil.

Their names and where they live are fixed; numbers, birthdays and streets follow from the seed.
They are the first households of ``movers``.
"""

from datetime import date
from itertools import accumulate
from random import Random
from typing import Any

import msgspec

from juki.kernel.values import postal
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.launch.synthetic import places
from juki.launch.synthetic.chance import stream
from juki.launch.synthetic.city import NISHITOKYO
from juki.launch.synthetic.facts import (
    Address,
    Arrival,
    FamilyRegister,
    FormerAddress,
    Household,
    Kind,
    Person,
)
from juki.launch.synthetic.numbers import NumberSpace, Region
from juki.launch.synthetic.relations import label
from juki.launch.synthetic.tables import table

_PURPOSE = 5
_DAYS = 365.2425


class Cast(msgspec.Struct, frozen=True):
    """``family``: a mother and her child; ``single``: one person; ``couple``: two who are not married, with two children,
    whose 転出証明書情報 another municipality may send; and the address to which each moves.
    """

    family: Household
    family_goes_to: Address
    single: Household
    single_goes_to: Address
    couple: Household
    couple_goes_to: Address

    @property
    def households(self) -> tuple[Household, ...]:
        """Everybody of the cast, where they live now."""
        return self.family, self.single, self.couple


def cast(seed: int, as_of: date, municipality: str = NISHITOKYO) -> Cast:
    """The cast of this seed. Raises KeyError when the postal table does not know ``municipality``."""
    rows = table("cast")["household"]
    rng = stream(seed=seed, purpose=_PURPOSE, index=0)
    numbers = NumberSpace(seed)
    before = accumulate((len(row["member"]) for row in rows), initial=0)
    homes = [
        _household(_stage(rng, numbers, row, as_of.toordinal()), row, serial, people)
        for serial, (row, people) in enumerate(zip(rows, before, strict=False), start=1)
    ]
    goals = [_goal(rng, municipality, row["goes_to_katagaki"]) for row in rows]
    return Cast(homes[0], goals[0], homes[1], goals[1], homes[2], goals[2])


def _goal(rng: Random, municipality: str, katagaki: str) -> Address:
    town = places.town_wheel(municipality).pick(rng)
    return places.address(rng, places.municipality(municipality), town, katagaki=katagaki)


class _Line(msgspec.Struct, frozen=True):
    """Those of a household who bear one surname and stand in one family register."""

    surname: str
    kana: str
    register: FamilyRegister


class _Stage(msgspec.Struct, frozen=True):
    """What the members of one household share; ``other`` is the second surname, where there are two."""

    rng: Random
    numbers: NumberSpace
    own: _Line
    other: _Line
    today: int
    came: int
    home: Address
    former: FormerAddress


def _stage(rng: Random, numbers: NumberSpace, row: dict[str, Any], today: int) -> _Stage:
    place = places.municipality(row["municipality"])
    postal_codes = {town.name: town.postal_code for town in postal.towns(MunicipalityCode(place.code))}
    town = places.Town(row["town"], postal_codes[row["town"]], row["chome"])
    origin = places.elsewhere(place.code).pick(rng)
    own = _line(rng, place, row["surname"], row["register_head"])
    other = (
        _line(rng, place, row["other_surname"], row["other_register_head"]) if "other_surname" in row else own
    )
    return _Stage(
        rng=rng,
        numbers=numbers,
        own=own,
        other=other,
        today=today,
        came=today - int((row["years_there"] + rng.random()) * _DAYS),
        home=places.address(rng, place, town, katagaki=row["katagaki"]),
        former=FormerAddress(places.address(rng, origin, places.any_town(rng, origin)).text, origin.code),
    )


def _line(rng: Random, place: places.Municipality, surname: list[str], register_head: str) -> _Line:
    kept = places.address(rng, place, places.any_town(rng, place))
    written, kana = surname
    return _Line(written, kana, FamilyRegister(kept.text, place.code, written, register_head))


def _household(stage: _Stage, row: dict[str, Any], serial: int, people_before: int) -> Household:
    members = tuple(
        _person(stage, member, people_before + order, order)
        for order, member in enumerate(row["member"], start=1)
    )
    return Household(serial, "cast", False, stage.home, members)


def _person(stage: _Stage, row: dict[str, Any], serial: int, order: int) -> Person:
    lived = int((row["age"] + 0.05 + 0.9 * stage.rng.random()) * _DAYS)
    born = date.fromordinal(stage.today - lived).isoformat()
    came = date.fromordinal(stage.came).isoformat()
    codes = tuple(row["relationship"])
    line = stage.other if row.get("other") else stage.own
    return Person(
        serial=serial,
        surname=line.surname,
        given=row["given"][0],
        kana_surname=line.kana,
        kana_given=row["given"][1],
        kana_certified=True,
        birth=born,
        birth_text="",
        birth_internal=born,
        sex=row["sex"],
        kind=Kind.JAPANESE,
        individual_number=stage.numbers.individual_number(Region.MOVER, serial),
        resident_code=stage.numbers.resident_code(Region.MOVER, serial),
        relationship=codes,
        relationship_label=label(codes),
        order=order,
        arrival=Arrival.MOVE_IN,
        became=came,
        settled=came,
        notified=date.fromordinal(stage.came + 3).isoformat(),
        former=stage.former,
        register=line.register,
        foreign=None,
    )
