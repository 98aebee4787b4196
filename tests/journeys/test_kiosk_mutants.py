"""The historic faults, put into our code: each makes the races fail, and the final guard alone stops the paper.

Source: networks 4.4.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from support.races.ground import Track, track
from support.races.mutants import MUTANTS
from support.races.plan import Outcome
from support.races.scenes import SCENES

pytestmark = pytest.mark.city

SEED = 1
STAGED: dict[str, Any] = {"workers": 2, "pauses": 0.0, "statements": 0.0, "changes": 0.0, "deadline": 120.0}
"""Nothing is left to chance: who waits for whom is said by the scene."""
GUARDED = [name for name, mutant in MUTANTS.items() if mutant.guarded]


@pytest.fixture(scope="module")
def races(_server: None) -> Iterator[Track]:
    with track() as found:
        yield found


def played(races: Track, scene: str, **plan: Any) -> Outcome:
    """The scene, with or without a fault."""
    return races.race(**{**STAGED, "seed": SEED, "scene": scene, **plan})


@pytest.mark.parametrize("name", MUTANTS)
def test_a_historic_fault_hands_out_the_wrong_paper(races, name):
    """Without the final guard, so that it is seen that the fault is the real one."""
    mutant = MUTANTS[name]
    one = played(races, mutant.scene, mutant=name, unguarded=mutant.guarded)
    assert not one.missed, one
    assert one.wrong, mutant.what


@pytest.mark.parametrize("name", GUARDED)
def test_the_final_guard_alone_stops_it(races, name):
    mutant = MUTANTS[name]
    one = played(races, mutant.scene, mutant=name)
    assert not one.missed, one
    assert not one.wrong, one.text
    assert one.alarms == 1, mutant.what


def test_one_process_alone_does_not_show_the_lock_of_a_process(races):
    """Which is why such a fault is bought: where it was tried there was one server."""
    name = next(name for name, mutant in MUTANTS.items() if mutant.needs_two)
    one = played(races, "one worker", mutant=name, unguarded=True, patience=1.0)
    assert one.missed, "the lock keeps the other one out"
    assert not one.wrong, one.text
    assert one.papers == 2


@pytest.mark.parametrize("scene", SCENES)
def test_it_is_the_fault_that_is_found(races, scene):
    """The same moments without any fault: every paper is right, and only a cancelled one is not handed out."""
    one = played(races, scene, patience=1.0 if scene == "given up" else 15.0)
    assert not one.wrong, one.text
    assert not one.alarms
    assert one.papers == (0 if SCENES[scene].cancels else len(SCENES[scene].doors))
    assert bool(one.missed) == (scene == "given up"), "nobody gives up where nothing fails"
