"""The first clients' rights: only permissions that a door of that system asks for."""

from pathlib import Path

import pytest

import juki
from juki.launch.founding.grants import clients, table
from juki.links.identity import INSIDE, Identity

SOURCE = Path(juki.__file__).parent


def declared_by(identity: str) -> str:
    """The text of all modules that may declare a permission of ``identity``."""
    places = {"office": SOURCE / "office"}
    place = places.get(identity, SOURCE / ("systems" if identity in INSIDE else "outside") / identity)
    shared = [SOURCE / "links" / "post" / "mending.py", *(SOURCE / "oversight").rglob("*.py")]
    files = [*place.rglob("*.py"), *shared]
    return "\n".join(file.read_text() for file in files)


ROWS = [
    (client, system, right)
    for client, systems in table().items()
    for system, rights in systems.items()
    for right in rights
]


@pytest.mark.parametrize(("client", "system", "right"), ROWS)
def test_a_right_exists(client: str, system: str, right: str):
    assert system in set(Identity)
    assert f'"{right}"' in declared_by(system)


def test_nobody_mends_and_audits():
    for client in clients():
        rights = {right for rights in table()[client].values() for right in rights}
        assert not {"link.mend", "intermediary.records"} <= rights


def test_rights_are_not_given_twice():
    assert len(set(ROWS)) == len(ROWS)
