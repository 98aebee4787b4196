"""What the inquirer decides for itself: in whose name it asks, and about whom."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from juki.outside.inquirer.errors import NoCodeYet, OtherAgency, SeveralPersons

DATA = Path(__file__).parent / "clients.toml"


@cache
def clients() -> Mapping[str, Sequence[str]]:
    """The agencies that a client certificate may speak for, by its name."""
    found: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["client"]
    return found


def require_agency(client: str, agency: str) -> None:
    """Refuse who speaks for another agency: whether the list permits the inquiry is for the network to say.

    Raises:
        OtherAgency: see above.
    """
    if agency not in clients().get(client, ()):
        raise OtherAgency


def the_one(codes: Sequence[str]) -> str:
    """The only code found, however often it came.

    Raises:
        NoCodeYet: none.
        SeveralPersons: more than one person.
    """
    distinct = set(codes)
    if not distinct:
        raise NoCodeYet
    if len(distinct) > 1:
        raise SeveralPersons
    return distinct.pop()
