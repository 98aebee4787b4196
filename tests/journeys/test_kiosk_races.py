"""Many cards at once × hold-ups, time-outs and deaths × one, two and four workers: no paper ever goes to the wrong card.

``JUKI_RACES`` races from seed ``JUKI_FIRST_RACE`` on; a failure prints the plan, with which it can be run again.
"""

import os
from collections.abc import Iterator

import pytest

from support.races.ground import Track, track

pytestmark = pytest.mark.city

RACES = int(os.environ.get("JUKI_RACES", "3"))
FIRST = int(os.environ.get("JUKI_FIRST_RACE", "1"))
WORKERS = (1, 2, 4)


@pytest.fixture(scope="module")
def races(_server: None) -> Iterator[Track]:
    with track() as found:
        yield found


@pytest.mark.parametrize("seed", range(FIRST, FIRST + RACES))
def test_no_paper_goes_to_the_wrong_card(races, seed):
    workers = WORKERS[seed % len(WORKERS)]
    one = races.race(
        seed=seed, workers=workers, centres=6, dialogs=4, deaths=2, impatient=0.15, statements=0.06
    )
    assert not one.wrong, one.text
    assert not one.alarms, one
    assert one.deaths >= one.plan.deaths, one
    assert one.papers > 6, one
    assert one.versions > 6, one
