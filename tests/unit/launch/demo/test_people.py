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
