"""照会許可照合リスト as shipped: a data file with our own keys, loaded into the network and into every provider's copy.

The item numbers are those of 主務省令2条の表 that name 住民票関係情報 (document I-6); agencies, duties and procedures are
opaque keys with labels of ours, because the official codes are distributed to bodies only. A city replaces the file.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Annotated, NamedTuple

import msgspec

from juki.outside.nws.errors import PermitListUnreadable

Key = Annotated[str, msgspec.Meta(min_length=1)]


class Entry(NamedTuple):
    """Who may ask what for which duty and procedure; ``valid_to`` is excluded, ``None`` is open."""

    item: int
    agency: Key
    duty: Key
    procedure: Key
    information: Key
    valid_from: date
    valid_to: date | None


def entries() -> Iterator[Entry]:
    """The entries of the data file; an entry's own ``information``, ``valid_from`` or ``valid_to`` wins over the file's.

    Raises:
        PermitListUnreadable: the file or an entry does not read.
    """
    text = resources.files("juki.outside.nws").joinpath("data/permit_list.toml").read_text(encoding="utf-8")
    yield from read(text)


def read(text: str) -> Iterator[Entry]:
    """The entries of a list's text.

    Raises:
        PermitListUnreadable: it or an entry does not read.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise PermitListUnreadable(place=0) from None
    for place, own in enumerate(table.get("entries", ()), start=1):
        row = {**table, **own}
        try:
            yield msgspec.convert([row.get(name) for name in Entry._fields], type=Entry)
        except msgspec.ValidationError:
            raise PermitListUnreadable(place=place) from None
