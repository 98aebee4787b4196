"""Stations come in the order of time, look by look."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from juki.launch.demo import stations
from juki.launch.demo.stations import STOPS, NotReached, wait

BEGAN = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def known(*places: int, at: int) -> dict[tuple[str, str], list[datetime]]:
    """The stops of ``places``, the later in the list the earlier in time."""
    return {
        (STOPS[place].station, STOPS[place].message): [BEGAN + timedelta(seconds=at - order)]
        for order, place in enumerate(places)
    }


def test_in_order_of_time_per_look(monkeypatch: pytest.MonkeyPatch):
    half, rest = range(8), range(8, len(STOPS))
    looks = iter([known(*half, at=10), known(*half, at=10) | known(*rest, at=30)])
    monkeypatch.setattr(stations, "applied", lambda *_: next(looks))
    reached = list(wait(None, uuid4(), since=BEGAN))
    assert [one.stop for one in reached] == [STOPS[place] for place in (*reversed(half), *reversed(rest))]
    assert [one.seconds for one in reached] == sorted(one.seconds for one in reached)


def test_every_person_must_arrive_and_the_household_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stations, "applied", lambda *_: known(*range(len(STOPS)), at=20))
    found = []
    with pytest.raises(NotReached):
        found.extend(one.stop.station for one in wait(None, uuid4(), since=BEGAN, people=2, seconds=0))
    with pytest.raises(NotReached, match="jukinet/resident-update"):
        list(wait(None, uuid4(), since=BEGAN, people=2, seconds=0))
