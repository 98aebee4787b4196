"""Columns of the documents as data. Source: STD 10.8."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WORDS = "words"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, its place in the form and how it is read."""

    name: str
    path: str
    kind: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document. ``group`` names the column by which rows belong together; blank: every row by itself."""

    name: str
    label: str
    form: str
    group: str
    fixed: Mapping[str, str]
    common: tuple[Column, ...]
    person: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """All columns."""
        own = (self.group,) if self.group else ()
        return (*own, *(column.name for column in (*self.common, *self.person)))


@cache
def documents() -> Mapping[str, Document]:
    """The shipped layouts by name."""
    return {
        name: Document(
            name=name, label=found["label"], form=found["form"], group=found["group"], fixed=found["fixed"],
            common=_columns(found["common"]), person=_columns(found["person"]),
        )
        for name, found in _data().items()
        if name != WORDS
    }  # fmt: skip


@cache
def words() -> Mapping[str, Mapping[str, str | bool]]:
    """Tables of words by the kind of column that uses them."""
    return dict(_data()[WORDS])


def _columns(found: list[list[str]]) -> tuple[Column, ...]:
    return tuple(Column(name, path, kind, bool(more)) for name, path, kind, *more in found)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "layouts.toml").read_text(encoding="utf-8"))
