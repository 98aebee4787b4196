"""What may leave as a file, as ``exports.toml`` has it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of file: which kinds of places it may go to, on what grounds, what it holds, how long it may be kept."""

    name: str
    system: str
    title: str
    places: frozenset[str]
    basis: tuple[str, ...]
    items: tuple[str, ...]
    keep_days: int
    by_passphrase: bool


@cache
def exports() -> Mapping[str, Export]:
    """All of them by name."""
    table = tomllib.loads(Path(__file__).with_name("exports.toml").read_text(encoding="utf-8"))
    return {
        name: Export(
            name, one["system"], one["title"], frozenset(one["places"]), tuple(one["basis"]), tuple(one["items"]),
            one["keep_days"], one["sealed"] == "passphrase",
        )
        for name, one in table.items()
    }  # fmt: skip
