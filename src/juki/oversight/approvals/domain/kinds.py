"""The kinds of approval, as ``kinds.toml`` has them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """Who may ask (any of ``ask``), who may approve, how long a request lasts, what is shown.

    ``look``: whoever approves opens the page of the act, too.
    """

    name: str
    title: str
    ask: frozenset[str]
    approve: str
    lasts: timedelta
    facts: Mapping[str, str]
    look: bool


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name."""
    table = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return {
        name: Kind(
            name, one["title"], frozenset(one["ask"]), one["approve"], timedelta(hours=one["hours"]), one["facts"],
            one.get("look", False)
        )
        for name, one in table.items()
    }  # fmt: skip
