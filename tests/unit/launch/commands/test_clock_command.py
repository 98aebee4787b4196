"""The words that set the city clock ahead."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from juki.kernel.clock import JAPAN, Clock, ClockIsFixed, ClockRunsForward
from juki.launch.commands.clock import advance
from juki.launch.errors import DurationMissing, DurationUnreadable


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    clock = Clock(tmp_path / "clock.json", production=False)
    clock.start_at(datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN))
    return clock


@pytest.mark.parametrize(
    ("word", "ahead"),
    [
        ("1d", timedelta(days=1)),
        ("2h", timedelta(hours=2)),
        ("90m", timedelta(minutes=90)),
        ("1w2d", timedelta(days=9)),
        ("1d2h30m5s", timedelta(days=1, hours=2, minutes=30, seconds=5)),
    ],
)
def test_durations(clock: Clock, word: str, ahead: timedelta):
    before = clock.now().city
    after = advance(clock, [word]).city
    assert abs(after - before - ahead) < timedelta(seconds=1)


@pytest.mark.parametrize("moment", ["2026-12-01T10:00", "2026-12-01T10:00+09:00", "2026-12-01T01:00+00:00"])
def test_to_a_moment_in_japans_time(clock: Clock, moment: str):
    assert f"{advance(clock, ['to', moment]).city:%Y-%m-%d %H:%M}" == "2026-12-01 10:00"


@pytest.mark.parametrize(
    "words",
    [["1"], ["d"], ["1y"], ["-1y"], ["１d"], ["1d", "2h"], ["to"], ["to", "soon"], ["999999d"], ["1.5h"]],
)
def test_what_does_not_read(clock: Clock, words: list[str]):
    with pytest.raises(DurationUnreadable):
        advance(clock, words)


@pytest.mark.parametrize("words", [["0d"], ["-1d"], ["-2h30m"], ["to", "2026-11-01T00:00"]])
def test_never_back(clock: Clock, words: list[str]):
    with pytest.raises(ClockRunsForward):
        advance(clock, words)


def test_no_words_at_all(clock: Clock):
    with pytest.raises(DurationMissing):
        advance(clock, [])


def test_never_in_production(tmp_path: Path):
    with pytest.raises(ClockIsFixed):
        advance(Clock(tmp_path / "clock.json", production=True), ["1d"])
