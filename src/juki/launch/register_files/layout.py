"""The layout of the files and the tables of codes, read from data. Source: STD 10.6."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from juki.launch.register_files.errors import MappingUnreadable, NotExportable, UnmappedCode

ITSELF = "itself"


@dataclass(frozen=True)
class CodeTable:
    """Codes of the file and what this register calls them. ``itself``: every word stands for itself, whatever it is."""

    name: str
    words: Mapping[str, str]
    itself: bool = False

    def word(self, code: str) -> str:
        """Our word.

        Raises:
            UnmappedCode: the table has no such code.
        """
        if self.itself:
            return code
        found = self.words.get(code)
        if found is None:
            raise UnmappedCode(table=self.name)
        return found

    def code(self, word: str) -> str:
        """The code for our word; of several the first.

        Raises:
            NotExportable: no code for it.
        """
        if self.itself:
            return word
        found = self._codes.get(word)
        if found is None:
            raise NotExportable(table=self.name)
        return found

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {word: code for code, word in reversed(list(self.words.items()))}


@dataclass(frozen=True)
class Part:
    """Cells that are read together and the columns that they fill."""

    kind: str
    names: tuple[str, ...]
    limits: tuple[int, ...]
    columns: tuple[str, ...]
    table: str = ""


@dataclass(frozen=True)
class Layout:
    """``standard`` are the parts of the standard file, ``more`` those of the file beside it."""

    file: str
    standard: tuple[Part, ...]
    more_file: str
    more: tuple[Part, ...]
    exact: str


def layout() -> Layout:
    """The shipped layout."""
    found = tomllib.loads(_data("layout.toml"))
    more = found["more"]
    return Layout(
        file=found["file"],
        standard=tuple(_part(one) for one in found["part"]),
        more_file=more["file"],
        more=tuple(
            Part(kind, (name,), (0,), (name,)) for kind, names in more["columns"].items() for name in names
        ),
        exact=more["exact"],
    )


def code_tables(mapping: Path | None = None) -> dict[str, CodeTable]:
    """This register's own codes, or for tables that ``mapping`` has those of another.

    Raises:
        MappingUnreadable: ``mapping`` is no TOML of tables of texts.
    """
    tables = _tables(tomllib.loads(_data("codes_own.toml")))
    if mapping is None:
        return tables
    try:
        given = tomllib.loads(mapping.read_text(encoding="utf-8"))
        return tables | _tables(given)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise MappingUnreadable(file=mapping.name, why=type(error).__name__) from None


def _tables(found: dict[str, Any]) -> dict[str, CodeTable]:
    itself = found.get(ITSELF, {}).get("tables", [])
    tables = {name: CodeTable(name, {}, itself=True) for name in itself}
    for name, words in found.items():
        if name == ITSELF or not isinstance(words, dict):
            continue
        if not all(isinstance(word, str) for word in words.values()):
            raise TypeError(name)
        tables[name] = CodeTable(name, words)
    return tables


def _part(found: dict[str, Any]) -> Part:
    names, limits = zip(*found["cells"], strict=True)
    return Part(found["kind"], names, limits, tuple(found["columns"]), found.get("table", ""))


def _data(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")
