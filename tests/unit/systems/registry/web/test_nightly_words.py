"""起動の予定, parameters and who asked, in words that a clerk reads."""

import pytest

from juki.systems.registry.domain.nightly import JOBS
from juki.systems.registry.web.nightly import words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("daily 00:05", "毎日 00:05"),
        ("weekly mon 02:00", "毎週月曜日 02:00"),
        ("weekly sun 02:00", "毎週日曜日 02:00"),
        ("monthly 1 01:30", "毎月1日 01:30"),
        ("monthly last 01:30", "毎月末日 01:30"),
        ("yearly 09-10 02:00", "毎年9月10日 02:00"),
        ("once 2026-11-24 03:00", "令和8年11月24日（1回だけ） 03:00"),
        ("sometimes", "sometimes"),
    ],
)
def test_a_schedule_is_told_in_words(line, told):
    assert words.planned(line) == told


def test_what_is_switched_is_told_as_done_or_not():
    switch, age = JOBS["move_out_due"].parameters
    assert (words.value(switch, 1), words.value(switch, 0), words.value(age, 15)) == ("する", "しない", "15")
    assert [words.label(one) for one in (switch, age)] == [
        "残る一人を職権で世帯主にする",
        "職権で世帯主にする年齢の下限",
    ]
    assert [words.limits(one) for one in (switch, age)] == ["1 する、0 しない", "0 から 150 まで"]


@pytest.mark.parametrize(
    ("who", "told"), [("job:nightly", "予定による自動実行"), ("client:clerk.test", "clerk.test")]
)
def test_who_asked_for_a_run(who, told):
    assert words.asked_by(who) == told
