"""A short race of every number of workers; the long ones and the historic faults are with the journeys."""

import os
from collections.abc import Iterator

import pytest

from support.races.ground import Track, track

SEED = int(os.environ.get("JUKI_RACE_SEED", "1"))


@pytest.fixture(scope="module")
def races(_server: None) -> Iterator[Track]:
    with track() as found:
        yield found


def test_no_paper_goes_to_the_wrong_card(races):
    one = races.race(seed=SEED, workers=2, centres=4, dialogs=2, deaths=1, late=0.0)
    assert not one.wrong, one.text
    assert one.papers, one
    assert not one.alarms, one
