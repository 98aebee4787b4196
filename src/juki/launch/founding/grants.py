"""The rights that a new demonstration city gives its first clients; later ones come from office by message."""

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "grants.toml"

Table = dict[str, dict[str, list[str]]]


@cache
def table() -> Table:
    """Client → system → permissions."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def clients() -> list[str]:
    """Everyone who gets a certificate on the first day."""
    return list(table())
