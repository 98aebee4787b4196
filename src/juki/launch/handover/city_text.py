"""city.toml as text: what the two machines' files say after a handing over."""

import json
import os
from collections.abc import Iterator, Mapping

import msgspec

from juki.launch.home import City, Home

HEADING = """\
# script/juki hand-over が書き直しました。値の意味は docs/howto/move-a-system.md にあります。
"""

_DEFAULTS = City()
Value = str | bool | int | tuple[str, ...] | list[str]


def write_city(home: Home, city: City) -> None:
    """Replace ``city.toml`` in one step (0600: it may hold connection strings); comments of the former file are lost."""
    fresh = home.city_file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text_of(city), encoding="utf-8")
    os.replace(fresh, home.city_file)


def text_of(city: City) -> str:
    """``city`` as TOML: what differs from the default, and always the four things that make a city this one."""
    return HEADING + "\n".join(_lines(city)) + "\n"


def _lines(city: City) -> Iterator[str]:
    values = msgspec.structs.asdict(city)
    always = ("municipality", "production", "seed", "residents")
    tables = {key: value for key, value in values.items() if isinstance(value, dict)}
    for key, value in values.items():
        if key not in tables and (key in always or value != getattr(_DEFAULTS, key)):
            yield f"{key} = {_written(value)}"
    for key, table in tables.items():
        yield from _table(key, table)


def _table(name: str, table: Mapping[str, Value | Mapping[str, str]]) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    if plain:
        yield f"[{name}]"
        yield from (f"{_quoted(key)} = {_written(value)}" for key, value in plain.items())
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _table(f"{name}.{_quoted(key)}", value)


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(_quoted(one) for one in value)}]"


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for U+007F.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
