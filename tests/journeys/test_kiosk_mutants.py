"""The historic faults, put into our code: each makes the races fail, and the final guard alone stops the paper.

Source: networks 4.4.
"""

from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import pytest

from support.races.ground import Track, track
from support.races.mutants import MUTANTS
from support.races.plan import Outcome

pytestmark = pytest.mark.city

HOT: dict[str, Any] = {"workers": 2, "centres": 8, "dialogs": 3, "pauses": 0.8, "late": 0.0, "impatient": 0.0}
UNDER_WAY = {"changes": 40.0, "pauses": 0.1, "statements": 0.3, "statement_pause": 0.03, "between": 0.7}
LIKE: dict[str, dict[str, Any]] = {
    "adachi": UNDER_WAY,
    "two states": UNDER_WAY,
    "too late": {"impatient": 0.7},
}
SEEDS = 4
"""How often a fault that needs an unlucky moment is looked for."""
GUARDED = [name for name, mutant in MUTANTS.items() if mutant.guarded]


@pytest.fixture(scope="module")
def races(_server: None) -> Iterator[Track]:
    with track() as found:
        yield found


def raced(races: Track, name: str, **plan: Any) -> Iterator[Outcome]:
    """Races with the fault ``name``, seed by seed."""
    for seed in islice(count(1), SEEDS):
        yield races.race(**{**HOT, **LIKE.get(name, {}), "seed": seed, "mutant": name, **plan})


@pytest.mark.parametrize("name", MUTANTS)
def test_a_historic_fault_hands_out_the_wrong_paper(races, name):
    """Without the final guard, so that it is seen that the fault is the real one."""
    unguarded = MUTANTS[name].guarded
    assert any(one.wrong for one in raced(races, name, unguarded=unguarded)), MUTANTS[name].what


@pytest.mark.parametrize("name", GUARDED)
def test_the_final_guard_alone_stops_it(races, name):
    alarmed = []
    for one in raced(races, name):
        assert not one.wrong, one.text
        alarmed.append(one.alarms)
        if one.alarms:
            break
    assert any(alarmed), MUTANTS[name].what


def test_one_process_alone_does_not_show_the_lock_of_a_process(races):
    """Which is why such a fault is bought: where it was tried there was one server."""
    name = next(name for name, mutant in MUTANTS.items() if mutant.needs_two)
    one = races.race(**{**HOT, "seed": 1, "mutant": name, "workers": 1, "unguarded": True})
    assert not one.wrong, one.text
    assert one.papers > 0


@pytest.mark.parametrize("like", [{}, UNDER_WAY, LIKE["too late"]], ids=["hot", "under way", "too late"])
def test_it_is_the_fault_that_is_found(races, like):
    """The same races without any fault."""
    one = races.race(**{**HOT, **like, "seed": 1})
    assert not one.wrong, one.text
    assert one.papers > 0
    assert not one.alarms
