"""The keys of 個人番号 are changed while people move in and records are read; nothing fails and nothing is left behind."""

import threading
import time

import psycopg
import pytest

from juki.launch.keys import store_of
from juki.launch.postgres.dsn import Role, dsn_for
from juki.vault import resealing
from juki.vault.columns import PURPOSE
from juki.vault.resealing import left
from support.moving import Movers
from support.running import RunningCity

pytestmark = pytest.mark.city
SYSTEMS = ("registry", "jukinet", "kiosk", "unified")
PACE = 2.0
"""Seconds between two who move in: those who may are not many."""


def states(city: RunningCity, system: str) -> dict[str, str]:
    return {
        note.id: str(note.state)
        for note in store_of(city.home).notes()
        if (note.owner, note.purpose) == (system, PURPOSE)
    }


class Traffic(threading.Thread):
    """People who move in and are looked up by their number, one after another."""

    def __init__(self, movers: Movers) -> None:
        super().__init__(daemon=True)
        self.movers, self.ends = movers, threading.Event()
        self.came, self.failed = 0, []

    def run(self) -> None:
        while not self.ends.is_set():
            try:
                notification = self.movers.notification(self.movers.next())
                reply = self.movers.post(notification)
                assert reply.status == 201, reply.error
                self.came += 1
                self.ends.wait(PACE)
            except Exception as error:  # noqa: BLE001 - told at the end
                self.failed.append(repr(error))
                return


def test_keys_change_while_the_city_works(running: RunningCity, movers: Movers):
    before = {system: _active(running, system) for system in SYSTEMS}
    traffic = Traffic(movers)
    traffic.start()
    _wait_for(traffic, 1)
    for system in SYSTEMS:
        came = traffic.came
        assert "完了" in running.juki("keys", "rotate", "columns", system).stdout
        assert traffic.came > came
    _wait_for(traffic, traffic.came + 1)
    traffic.ends.set()
    traffic.join(timeout=60)
    assert traffic.failed == []
    for system in SYSTEMS:
        _demand_changed(running, system, before[system])
        assert running.rows(system, "select count(*) from links_inbox where state = 'parked'") == [(0,)]
    assert running.rows("registry", "select * from registry_disagreements()") == []


def _active(city: RunningCity, system: str) -> str:
    (found,) = [ident for ident, state in states(city, system).items() if state == "active"]
    return found


def _wait_for(traffic: Traffic, count: int) -> None:
    while traffic.came < count and not traffic.failed:
        time.sleep(0.1)


def _demand_changed(city: RunningCity, system: str, old: str) -> None:
    after = states(city, system)
    assert after[old] == "retired"
    assert [state for state in after.values() if state != "retired"] == ["active"]
    with psycopg.connect(dsn_for(system, Role.OWNER, home=city.home.root)) as owner:
        assert left(owner, resealing.NUMBERS[system], old) == {}
    ((detail,),) = city.rows(
        system,
        "select detail from audit_entry where action = 'keys.rotated' and detail ->> 'purpose' = %s order by number desc limit 1",
        PURPOSE,
    )
    assert detail["retired"] == old


def test_everything_is_still_readable(running: RunningCity):
    registry = {
        code: number
        for code, number in running.rows(
            "registry", "select resident_code, individual_number from registry_resident where state = '1'"
        )
        if number
    }
    kiosk = dict(running.rows("kiosk", "select resident_code, individual_number from kiosk_person"))
    nation = dict(running.rows("outside", "select resident_code, individual_number from nation_person"))
    assert len(registry) > 900
    assert registry.items() <= nation.items()
    assert {code: number for code, number in kiosk.items() if number}.items() <= registry.items()


def test_a_list_shows_states_and_no_key(running: RunningCity):
    shown = running.juki("keys", "list").stdout
    assert "active" in shown
    assert "wrapped" not in shown
    assert all(len(word) < 40 for word in shown.split())
