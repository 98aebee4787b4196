"""The version of the data standard layout under which 副本 are written."""

import tomllib
from functools import cache
from importlib import resources

from juki.kernel.settings import current
from juki.systems.unified.errors import LayoutUnknown

OPTION = "layout_version"


def layout_version() -> str:
    """The city's setting, or else the version in the data file.

    Raises:
        LayoutUnknown: neither names one.
    """
    version = current().options.get(OPTION) or _shipped()
    if not version:
        raise LayoutUnknown
    return version


@cache
def _shipped() -> str:
    text = resources.files("juki.systems.unified").joinpath("data/layout.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text).get("version", ""))
