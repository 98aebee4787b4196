"""``juki audit who``: everyone who looked at a resident, in all systems, under whatever key each has for them."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.launch import looked_at as module
from juki.launch.home import Home
from juki.launch.looked_at import looked_at
from juki.oversight.trail.services.here import broken_here
from support import server


@pytest.fixture
def city(house, monkeypatch) -> Home:
    monkeypatch.setattr(module, "_connected", lambda _home, _system: psycopg.connect(current().dsn))
    monkeypatch.setattr(Home, "clock", lambda _self: current().clock)
    keys = {
        "unified": "select 'unified:77' where %s = '19'",
        "registry": "select 'resident:12345678901' where %s = '19'",
    }
    monkeypatch.setattr(module, "KEYS", keys)
    for who, subject, action in [
        ("client:clerk.a", "addressee:19", "resident.shown"), ("client:clerk.b", "resident:12345678901", "identification.read"),
        ("peer:nws", "unified:77", "inquiry.examined"), ("client:clerk.c", "addressee:190", "resident.shown"),
    ]:  # fmt: skip
        actor = Actor(who=who, right="right", terminal="10.0.0.1")
        with one_act(actor, reason="転入", times=current().clock.now()) as act:
            act.log(action, subjects=[subject])
    return Home(Path(current().home))


def test_everyone_who_looked_changed_or_was_provided_to(city):
    found = looked_at(city, ["registry"], "19")
    assert [(one.who, one.action, one.terminal, one.reason) for one in found][:2] == [
        ("client:clerk.a", "resident.shown", "10.0.0.1", "転入"),
        ("client:clerk.b", "identification.read", "10.0.0.1", "転入"),
    ]
    found = looked_at(city, ["registry", "unified"], "19")
    assert {one.who for one in found} == {"client:clerk.a", "client:clerk.b", "peer:nws", "job:audit"}
    assert {one.system for one in found} == {"registry", "unified"}


def test_asking_is_a_row_of_the_same_chain(city):
    looked_at(city, ["registry"], "19")
    row = AuditEntry.objects.get(action="trail.asked")
    assert (row.who, set(row.detail)) == ("job:audit", {"user", "host"})
    assert "addressee:19" in row.subjects
    assert broken_here() is None


def test_the_keys_are_read_from_tables_that_exist(house):
    with closing(psycopg.connect(server._owner_dsn)) as owner:
        for statement in ("registry", "unified"):
            owner.execute(__import__("juki.launch.looked_at", fromlist=["KEYS"]).KEYS[statement], ["19"])
