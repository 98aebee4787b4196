"""Ready-made bodies for people who may move in."""

from datetime import date
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from juki.launch.demo import people
from juki.launch.demo.move_out import MoveOut, chosen, wanted_at_the_counter
from juki.launch.demo.people import NobodyLeft, bodies, candidates, goal
from juki.launch.home import City, Home
from juki.launch.synthetic.cast import cast

DAY = date(2026, 11, 24)
CITY = City(seed=3, residents=500)


def test_the_cast_comes_first_and_everybody_fits_the_plain_form():
    found = list(islice(candidates(CITY, DAY), 10))
    assert found[:3] == list(cast(3, DAY).households)
    assert all(one.head and not one.institution for one in found)
    assert all(person.register and not person.birth_text for one in found for person in one.members)


def test_a_receipt_and_an_entry_for_everybody():
    household = next(candidates(CITY, DAY))
    made = bodies(household, goal(CITY, household), DAY)
    assert made.receipt["came"]["documents"]
    assert [one["individual_number"] for one in made.move_in["persons"]] == [
        person.individual_number for person in household.members
    ]
    assert made.move_in["moved_on"] == "2026-11-24"


def test_they_move_into_the_city_always_to_the_same_address():
    first, second = islice(candidates(CITY, DAY), 2)
    assert goal(CITY, first).municipality == CITY.municipality
    assert goal(CITY, first) == goal(CITY, first) != goal(CITY, second)
    assert first.address.municipality != CITY.municipality


def test_the_couple_is_the_family_and_then_the_next_of_as_many():
    everybody = list(candidates(CITY, DAY))
    couple = cast(3, DAY).couple
    assert chosen(everybody, len(couple.members)) == couple
    after = chosen([one for one in everybody if one != couple], len(couple.members))
    assert (len(after.members), after != couple) == (len(couple.members), True)


def test_without_a_family_as_large_the_largest_goes():
    family, single = cast(3, DAY).family, cast(3, DAY).single
    larger = msgspec.structs.replace(family, members=(*family.members, *family.members, *single.members))
    assert chosen([single, family], 4) == family
    assert chosen([single, larger, family], 4) == larger


def test_nobody_is_left():
    with pytest.raises(NobodyLeft, match="script/juki init"):
        chosen([], 4)


def test_households_that_live_here_are_not_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    left = list(islice(candidates(CITY, DAY), 2, 4))
    monkeypatch.setattr(Home, "city", lambda _: CITY)
    monkeypatch.setattr(people, "elsewhere", lambda _: (one for one in left))
    found = people.newcomers(Home(tmp_path), 3)
    assert [len(one.move_in["persons"]) for one in found] == [len(one.members) for one in left]
    left.clear()
    assert people.newcomers(Home(tmp_path), 0) == []
    with pytest.raises(NobodyLeft):
        people.newcomers(Home(tmp_path), 3)


def test_the_clerk_is_told_whom_to_look_for():
    couple, goes_to = cast(3, DAY).couple, cast(3, DAY).couple_goes_to
    lines = wanted_at_the_counter(MoveOut(couple, goes_to, DAY, DAY)).splitlines()
    assert len(lines) == len(couple.members)
    for line, person in zip(lines, couple.members, strict=True):
        assert person.name in line
        assert person.kana_given in line
        assert "年" in line
