"""Reads the parameters of the CS (``parameters.toml``), once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from juki.systems.jukinet.domain.update import Rules


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is data and not law; each entry is explained where it stands in the file."""

    charset: str
    most_hits: int
    search_pairs: tuple[frozenset[str], ...]
    check_pairs: tuple[frozenset[str], ...]
    rules: Rules


@cache
def parameters() -> Parameters:
    """The parameters of this release."""
    table = tomllib.loads((files(__package__) / "parameters.toml").read_text(encoding="utf-8"))
    return Parameters(
        charset=table["charset"],
        most_hits=table["most_hits"],
        search_pairs=tuple(frozenset(pair) for pair in table["search_pairs"]),
        check_pairs=tuple(frozenset(pair) for pair in table["check_pairs"]),
        rules=Rules(
            reasons={name: frozenset(reasons) for name, reasons in table["reasons"].items()},
            moves_within=frozenset(table["moves_within"]),
            first_ever=frozenset(table["first_ever"]),
            certified_days=frozenset(table["certified_days"]),
            number_changes=frozenset(table["number_changes"]),
            code_changes=frozenset(table["code_changes"]),
        ),
    )
