"""Acts among faults, by seed: whatever dies, gets lost, comes twice, late or not at all, every station has each once."""

import os
from collections import Counter

import psycopg
import pytest

from support.schedules.running import run

pytestmark = pytest.mark.city

SCHEDULES = int(os.environ.get("JUKI_SCHEDULES", "500"))
FIRST = int(os.environ.get("JUKI_FIRST_SCHEDULE", "1"))
CHUNK = 50


@pytest.mark.parametrize("first", range(FIRST, FIRST + SCHEDULES, CHUNK))
def test_nothing_is_lost_or_doubled(owner: psycopg.Connection, first: int):
    seeds = range(first, min(first + CHUNK, FIRST + SCHEDULES))
    outcomes = [run(owner, seed) for seed in seeds]
    wrong = {one.seed: one.wrong for one in outcomes if one.wrong}
    assert not wrong, "\n".join(f"seed {seed}: {line}" for seed, lines in wrong.items() for line in lines)
    deaths = sum((Counter(one.deaths) for one in outcomes), Counter())
    assert len(seeds) < CHUNK or sum(deaths.values()) > len(seeds), "most schedules see somebody die"
