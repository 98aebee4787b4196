"""Ready-made bodies for people who may move in."""

from datetime import date
from itertools import islice

from juki.launch.demo.people import bodies, candidates, goal
from juki.launch.home import City
from juki.launch.synthetic.cast import cast

DAY = date(2026, 11, 24)
CITY = City(seed=3, residents=500)


def test_the_cast_comes_first_and_everybody_fits_the_plain_form():
    found = list(islice(candidates(CITY, DAY), 10))
    assert found[:2] == list(cast(3, DAY).households)
    assert all(one.head and not one.institution for one in found)
    assert all(person.register and not person.birth_text for one in found for person in one.members)


def test_one_check_per_member_and_a_place_for_its_confirmation():
    household = next(candidates(CITY, DAY))
    made = bodies(household, goal(CITY, household), DAY)
    assert len(made.number_checks) == len(household.members) == 2
    assert [one["confirmation"] for one in made.move_in["persons"]] == [
        "<confirmation 1>",
        "<confirmation 2>",
    ]
    assert [one["individual_number"] for one in made.move_in["persons"]] == [
        check["individual_number"] for check in made.number_checks
    ]
    assert made.move_in["moved_on"] == "2026-11-24"


def test_they_move_into_the_city_always_to_the_same_address():
    first, second = islice(candidates(CITY, DAY), 2)
    assert goal(CITY, first).municipality == CITY.municipality
    assert goal(CITY, first) == goal(CITY, first) != goal(CITY, second)
    assert first.address.municipality != CITY.municipality
