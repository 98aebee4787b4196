"""The office's directory agrees with the rights that the systems were given."""

from uuid import uuid4

import psycopg
import pytest

from juki.launch.founding.grants import table
from juki.launch.loading import directory
from juki.launch.loading.stamp import Stamp
from juki.launch.postgres.dsn import Role, dsn_for
from juki.office.domain.client import is_id

from .conftest import LoadedCity

RIGHTS = {
    "clerk-one": {"registry": ["registry.resident.see"], "office": ["office.client.see"]},
    "Not.An.Id": {"registry": ["registry.resident.see"]},
    "agency": {"inquirer": ["outside.inquiry.ask"]},
}


def test_every_right_of_staff_is_a_grant_with_its_decision(
    loaded: LoadedCity, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(directory, "table", lambda: RIGHTS)
    stamp = Stamp(loaded.home.clock().now(), uuid4())
    with psycopg.connect(dsn_for("office", Role.OWNER, home=loaded.home.root)) as office:
        office.execute("delete from office_credential")
        office.execute("delete from office_person")
        office.execute("delete from office_grant")
        office.execute("delete from office_client")
        office.execute("delete from office_decision")
        assert directory.write(office, stamp) == 1
        clients = office.execute("select client, section from office_client").fetchall()
        grants = office.execute(
            "select client, system, permission from office_grant order by system"
        ).fetchall()
        decisions = office.execute(
            "select kind, count(*) from office_decision group by 1 order by 1"
        ).fetchall()
        office.rollback()
    assert clients == [("clerk-one", "市民課")]
    assert grants == [
        ("clerk-one", "office", "office.client.see"),
        ("clerk-one", "registry", "registry.resident.see"),
    ]
    assert decisions == [("client_added", 1), ("granted", 2)]


def test_what_was_loaded_is_what_the_systems_have(loaded: LoadedCity):
    here = loaded.rows("office", "select client, system, permission from office_grant")
    expected = {
        (client, system, one)
        for client, systems in table().items()
        if is_id(client)
        for system, listed in systems.items()
        if system not in {"inquirer", "business", "cities", "cards", "centre"}
        for one in listed
    }
    assert {tuple(row.values()) for row in here} == expected
