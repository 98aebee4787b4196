"""Which terminals there are, which municipalities can be picked, and how long a dialog may take."""

import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path

import msgspec

from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.postal import towns
from juki.outside.centre.errors import NoSuchTerminal, NotServed

DATA = Path(__file__).parent / "terminals.toml"


class Terminals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file; ``terminal`` id → label, ``elsewhere`` code → name of municipalities without a link here."""

    statement_seconds: int
    dialog_seconds: int
    print_seconds: int
    terminal: dict[str, str]
    elsewhere: dict[str, str]

    @property
    def statement(self) -> timedelta:
        """How long a statement may be signed."""
        return timedelta(seconds=self.statement_seconds)

    @property
    def dialog(self) -> timedelta:
        """How long a resident may choose."""
        return timedelta(seconds=self.dialog_seconds)

    @property
    def printing(self) -> timedelta:
        """How long a certificate waits for its paper."""
        return timedelta(seconds=self.print_seconds)


@cache
def terminals() -> Terminals:
    """The data file, read once."""
    return msgspec.convert(tomllib.loads(DATA.read_text(encoding="utf-8")), type=Terminals)


def label_of(kiosk: str) -> str:
    """What a terminal is called.

    Raises:
        NoSuchTerminal: there is none of this id.
    """
    label = terminals().terminal.get(kiosk)
    if label is None:
        raise NoSuchTerminal
    return label


def municipalities() -> list[tuple[str, str]]:
    """Code and name of those that a resident may pick, this city first."""
    own = current().municipality
    others = [pair for pair in terminals().elsewhere.items() if pair[0] != own]
    return [(own, towns(MunicipalityCode(own))[0].city), *others]


def require_served(municipality: str) -> None:
    """Refuse a municipality to which no link leads.

    Raises:
        NotServed: see above.
    """
    if municipality != current().municipality:
        raise NotServed
