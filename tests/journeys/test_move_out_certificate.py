"""転出証明書情報 through a running city: filed elsewhere, found at the counter, and taken into an entry."""

import time

import msgspec
import pytest

from juki.launch.demo import move_out
from juki.launch.demo.client import Client
from juki.launch.demo.story import CLERK
from support.running import RunningCity

pytestmark = pytest.mark.city

DOOR = "/api/move-out-certificates"


def found(clerk: Client, resident_code: str) -> list[dict]:
    """Search until it is there."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        body = {"purpose": "転入届", "resident_code": resident_code}
        reply = clerk.expect(clerk.post("registry", f"{DOOR}/searches", body), "registry").json()
        if reply["certificates"]:
            return reply["certificates"]
        time.sleep(0.1)
    raise AssertionError("no certificate arrived")


def stations(running: RunningCity, trace: str) -> set[tuple]:
    """What the other municipality was told back, once both stations have spoken."""
    query = "select station, message, state from links_station where owner = 'cities' and trace = %s"
    deadline = time.monotonic() + 20
    known: set[tuple] = set()
    while time.monotonic() < deadline:
        known = set(running.rows("outside", query, trace))
        if {state for _, _, state in known} == {"applied"} and len(known) == 2:
            break
        time.sleep(0.1)
    return known


def test_a_family_is_at_the_counter_before_it_comes(running: RunningCity):
    move = move_out.family(running.home)
    members = move.household.members
    sent = msgspec.json.decode(running.juki("people", "--send", "--json").stdout)
    with running.client(CLERK) as clerk:
        (hit,) = found(clerk, members[-1].resident_code)
        assert hit["certificate"] == sent["certificate"]
        assert (hit["state"], hit["usable"], len(hit["persons"])) == ("waiting", True, len(members))
        reply = clerk.expect(clerk.get("registry", f"{DOOR}/{hit['certificate']}"), "registry").json()
        forbidden = clerk.get("registry", f"{DOOR}/{hit['certificate']}?with=individual_number")
    assert forbidden.error == "KRN-0202"
    form = reply["form"]
    assert (form["reason"], form["moved_on"], form["address"]) == ("TOKUREI_TENNYU", "", {})
    names = [person["name"]["surname"] + person["name"]["given"] for person in form["persons"]]
    assert names == [one.surname + one.given for one in members]
    assert [one["relationship"] for one in form["persons"]] == [one.relationship_label for one in members]
    assert stations(running, sent["trace"]) == {
        ("jukinet", "move-out-certificate", "applied"), ("registry", "move-out-certificate", "applied"),
    }  # fmt: skip
    again = running.juki("people", "--send", check=False)
    assert again.returncode != 0
    assert "OUT-0303" in again.stdout + again.stderr


def test_its_paper_can_be_typed_from(running: RunningCity):
    paper = running.juki("people", "--family").stdout
    for person in move_out.family(running.home).household.members:
        for text in (person.name, person.individual_number, person.resident_code, person.relationship_label):
            assert text in paper


def test_between_the_two_municipalities_nothing_of_it_stays(running: RunningCity):
    """The CS hands it over; only the register holds it, and only while it waits."""
    waiting = "select count(*) from links_outbox where name = 'move-out-certificate' and body is not null"
    for process in ("outside", "jukinet"):
        assert running.rows(process, waiting) == [(0,)]
