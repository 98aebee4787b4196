"""個人番号 as tests compare them: what a database of a city has encrypted, plain again, by that city's keys."""

import re
from typing import Any

from juki.launch.home import Home
from juki.launch.keys import store_of
from juki.vault.columns import PURPOSE, SHAPE


def plain(home: Home, system: str, value: Any) -> Any:
    """``value``, opened if it is a number that ``system`` has encrypted."""
    if isinstance(value, str) and re.fullmatch(SHAPE, value):
        return store_of(home).column(system, PURPOSE).open(value)
    return value


def plain_rows(home: Home, system: str, rows: list[tuple]) -> list[tuple]:
    """Rows with every such number opened."""
    return [tuple(plain(home, system, value) for value in row) for row in rows]


def sealed(home: Home, system: str, number: str) -> str:
    """How a number lies in the columns of ``system``."""
    return store_of(home).column(system, PURPOSE).seal(number)
