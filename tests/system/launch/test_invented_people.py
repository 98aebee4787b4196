"""Invented people who already live here are not offered again: asked of the register's own tables."""

from datetime import date

import pytest
from django.db import connection

from juki.launch.demo.people import lives_here
from juki.launch.synthetic.cast import cast
from juki.systems.registry.domain.resident import State
from juki.systems.registry.records.models import ResidentRow
from juki.vault import given
from juki.vault.columns import PURPOSE
from support.residents import Residents

COUPLE = cast(3, date(2026, 11, 24)).couple


@pytest.mark.parametrize("column", ["individual_number", "resident_code"])
@pytest.mark.parametrize(("state", "expected"), [(State.RESIDENT, True), (State.MOVED_OUT, False)])
def test_a_household_lives_here_when_any_of_them_does(db: None, column: str, state: State, expected: bool):
    last = COUPLE.members[-1]
    cipher = given.store().column("registry", PURPOSE)
    assert not lives_here(register(), COUPLE.members, cipher)
    Residents().household({column: getattr(last, column), "state": state})
    assert ResidentRow.objects.filter(**{column: getattr(last, column)}).exists()
    assert lives_here(register(), COUPLE.members, cipher) is expected
    assert not lives_here(register(), COUPLE.members[:1], cipher)


def register():
    """The connection below Django's."""
    connection.ensure_connection()
    return connection.connection
