"""Columns of the files as data."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from juki.systems.registry.domain.address_errors import MasterColumns

Layout = Mapping[str, Sequence[str]]


def of_header(master: str, header: Sequence[str]) -> Layout:
    """The layout of ``master`` all of whose columns a file has.

    Raises:
        MasterColumns: none.
    """
    for layout in _layouts()[master].values():
        if {column for columns in layout.values() for column in columns} <= set(header):
            return layout
    raise MasterColumns


@cache
def _layouts() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((files(__package__) / "data" / "layouts.toml").read_text(encoding="utf-8"))
