"""One person through every station, on running processes; every station has the person once, with the same facts."""

from contextlib import closing

import pytest

from juki.launch.demo.client import Refused
from juki.launch.demo.people import loaded_on
from juki.launch.demo.stations import STOPS
from juki.launch.demo.story import Story
from juki.launch.synthetic.cast import cast
from support.moving import Movers, now
from support.running import RunningCity

pytestmark = pytest.mark.city


def test_the_demonstration_reaches_every_station(running: RunningCity):
    lines: list[str] = []
    player = cast(running.home.city().seed, loaded_on(running.home)).single.members[0]
    with closing(Story(running.home, lines.append)) as story:
        told = story.play()
    assert told.stops == len(STOPS)
    (code, number, name) = player.resident_code, player.individual_number, player.name
    addressee = told.addressee_numbers[0]
    assert running.rows(
        "registry", "select full_name from registry_resident_version where trace = %s", told.trace
    ) == [(name,)]
    assert running.rows(
        "jukinet", "select name, individual_number from jukinet_identification where resident_code = %s", code
    ) == [(name, number)]
    assert running.rows(
        "outside", "select name, municipality, living from nation_person where resident_code = %s", code
    ) == [(name, "132292", True)]
    assert running.rows(
        "outside", "select count(*) from prefecture_identification where resident_code = %s", code
    ) == [(1,)]
    assert running.rows(
        "unified", "select code_state, individual_number from unified_person p join unified_link l on l.person_id = p.id"
        " where l.addressee_number = %s", addressee,
    ) == [("acquired", number)]  # fmt: skip
    assert running.rows("kiosk", "select name from kiosk_person where addressee_number = %s", addressee) == [
        (name,)
    ]
    assert running.rows(
        "addressee", "select count(*) from addressee_version where addressee_number = %s", addressee
    ) == [(1,)]
    for process in ("registry", "jukinet", "unified", "intermediary", "kiosk", "addressee", "outside"):
        assert running.rows(process, "select count(*) from links_inbox where state = 'parked'") == [(0,)]


def test_a_family_arrives_whole(running: RunningCity, movers: Movers):
    household = movers.next()
    while len(household.members) < 3:
        household = movers.next()
    notification = movers.notification(household)
    since = now()
    reply = movers.post(notification)
    assert reply.status == 201
    movers.arrived(notification, since=since)
    number = reply.json()["household_number"]
    rows = running.rows("kiosk", "select count(*) from kiosk_person where household_number = %s", number)
    assert rows == [(len(household.members),)]


def test_the_same_form_posted_twice_has_one_effect(running: RunningCity, movers: Movers):
    notification = movers.notification(movers.next())
    first, second = movers.post(notification), movers.post(notification)
    assert (first.status, first.content) == (second.status, second.content) == (201, first.content)
    assert running.rows(
        "registry", "select count(*) from registry_event where trace = %s", notification.key
    ) == [(1,)]


def test_somebody_who_lives_here_cannot_move_in_again(running: RunningCity, movers: Movers):
    household = movers.next()
    assert movers.post(movers.notification(household)).status == 201
    before = running.rows("registry", "select count(*) from registry_resident_version")
    with pytest.raises(Refused, match="REG-0601"):
        movers.notification(household)
    assert running.rows("registry", "select count(*) from registry_resident_version") == before


def test_every_audit_chain_holds(running: RunningCity):
    assert running.juki("audit", "verify").returncode == 0
