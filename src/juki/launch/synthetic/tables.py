"""Reads the data files of this package (TOML, UTF-8)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``. Raises FileNotFoundError for an unknown name."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))
