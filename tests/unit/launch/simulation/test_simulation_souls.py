"""Kinship as the simulator reckons it, and that a seed always lives the same lives."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from juki.launch.simulation.acts.arriving import adopt
from juki.launch.simulation.inventing import Inventor, legal
from juki.launch.simulation.register import Sampled
from juki.launch.simulation.souls import Soul, relationship
from juki.launch.synthetic.nations import nations
from juki.systems.registry.domain.resident import Category, Kind, Sex

SOURCE = Path(__file__).parents[4] / "src"
LIVED = """
from datetime import date
from juki.launch.simulation.life import Life
life = Life(seed=9, residents=60, begin=date(2026, 4, 1), per_day=6)
life.settle()
life.steps(250)
register = life.world.register
print([(number, register.counts[number], register.latest[number].event.day.text) for number in register.latest])
"""


def soul(serial: int, sex: Sex, year: int) -> Soul:
    return Soul(serial, sex, legal(date(year, 1, 2)), ("架空", "カクウ"), (f"{serial}", "ハジメ"))


@pytest.fixture
def family() -> dict[str, Soul]:
    found = {
        "grandmother": soul(1, Sex.FEMALE, 1940), "father": soul(2, Sex.MALE, 1965), "mother": soul(3, Sex.FEMALE, 1967),
        "son": soul(4, Sex.MALE, 1990), "daughter": soul(5, Sex.FEMALE, 1993), "bride": soul(6, Sex.FEMALE, 1991),
        "grandchild": soul(7, Sex.MALE, 2020), "stranger": soul(8, Sex.MALE, 1980), "stepchild": soul(9, Sex.MALE, 2015),
    }  # fmt: skip
    adopt(found["father"], (found["grandmother"], None))
    for child in ("son", "daughter"):
        adopt(found[child], (found["father"], found["mother"]))
    adopt(found["grandchild"], (found["son"], found["bride"]))
    adopt(found["stepchild"], (found["bride"], None))
    for one, other in (("father", "mother"), ("son", "bride")):
        found[one].spouse, found[other].spouse = found[other], found[one]
    return found


@pytest.mark.parametrize(
    ("head", "member", "label"),
    [
        ("father", "father", "世帯主"), ("father", "mother", "妻"), ("mother", "father", "夫"), ("father", "son", "子"),
        ("son", "father", "父"), ("son", "mother", "母"), ("daughter", "son", "兄"), ("son", "daughter", "妹"),
        ("father", "bride", "子の妻"), ("father", "grandchild", "子の子"), ("son", "grandmother", "父の母"),
        ("bride", "father", "夫の父"), ("son", "stepchild", "妻の子"), ("father", "stranger", "同居人"),
        ("grandmother", "grandchild", "同居人"),
    ],
)  # fmt: skip
def test_relationship_by_kinship(family: dict[str, Soul], head: str, member: str, label: str):
    assert relationship(family[head], family[member]).label == label


def test_nobody_is_kin_of_a_household_without_head(family: dict[str, Soul]):
    assert relationship(None, family["son"]).label == "同居人"


def test_invented_people_are_whole():
    inventor = Inventor(Random(1), seed=1, municipality="132292")
    japanese = inventor.soul(today=date(2026, 4, 1), age=30)
    foreign = inventor.soul(today=date(2026, 4, 1), age=30, nation=nations().pick(Random(2)))
    assert japanese.kind is Kind.JAPANESE
    assert all(japanese.origin)
    assert foreign.kind is Kind.FOREIGN
    assert foreign.category in Category
    assert foreign.card_number
    assert japanese.individual_number != foreign.individual_number


def test_what_is_drawn_from_is_what_is_in():
    drawn, rng = Sampled(), Random(3)
    for number in "abcde":
        drawn.add(number)
        drawn.add(number)
    for number in "bx":
        drawn.discard(number)
    assert sorted(drawn) == list("acde")
    assert {drawn.pick(rng) for _ in range(100)} == set("acde")
    assert "b" not in drawn


def test_lives_do_not_depend_on_the_order_of_sets():
    said = [
        subprocess.run(
            [sys.executable, "-c", LIVED], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(SOURCE)},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1]
