from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.errors import JukiError
from juki.kernel.values.era import (
    JAPANESE_ERAS,
    BeforeCivilCalendar,
    Era,
    EraTable,
    NoSuchDay,
    UnknownEra,
    UnreadableDate,
)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1873, 1, 1), "明治6年1月1日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2026, 4, 1), "令和8年4月1日"),
    ],
)
def test_both_ways(day: date, text: str):
    assert JAPANESE_ERAS.write_day(day) == text
    assert JAPANESE_ERAS.read_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明治45年7月30日", date(1912, 7, 30)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("令和８年０４月０１日", date(2026, 4, 1)),
    ],
)
def test_reads_other_spellings(text: str, day: date):
    assert JAPANESE_ERAS.read_day(text) == day


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("明治45年7月31日", UnknownEra),
        ("大正元年7月29日", UnknownEra),
        ("大正15年12月26日", UnknownEra),
        ("昭和64年1月8日", UnknownEra),
        ("昭和65年1月1日", UnknownEra),
        ("平成31年5月1日", UnknownEra),
        ("令和元年4月30日", UnknownEra),
        ("令和0年4月1日", UnknownEra),
        ("慶応3年1月1日", UnknownEra),
        ("令和8年2月29日", NoSuchDay),
        ("令和8年13月1日", NoSuchDay),
        ("明治5年12月2日", BeforeCivilCalendar),
        ("令和8年4月", UnreadableDate),
        ("R8.4.1", UnreadableDate),
        ("", UnreadableDate),
        ("令和八年四月一日", UnreadableDate),
        ("令和8年4月1日 ", UnreadableDate),
    ],
)
def test_refuses(text: str, error: type[JukiError]):
    with pytest.raises(error):
        JAPANESE_ERAS.read_day(text)


def test_writes_nothing_before_the_civil_calendar():
    with pytest.raises(BeforeCivilCalendar):
        JAPANESE_ERAS.write_day(date(1872, 12, 31))


@given(st.dates(date(1873, 1, 1), date(2117, 12, 31)))
def test_every_day_comes_back(day: date):
    assert JAPANESE_ERAS.read_day(JAPANESE_ERAS.write_day(day)) == day


def test_a_new_era_is_a_further_row():
    begins = date(2040, 1, 1)
    reiwa = JAPANESE_ERAS.eras[-1]
    ended = Era(reiwa.code, reiwa.name, reiwa.letter, reiwa.first_day, begins - timedelta(days=1))
    table = EraTable((*JAPANESE_ERAS.eras[:-1], ended, Era(6, "新元", "N", begins)))
    assert table.write_day(begins) == "新元元年1月1日"
    assert table.write_day(begins - timedelta(days=1)) == "令和21年12月31日"
    with pytest.raises(UnknownEra):
        table.read_day("令和22年1月1日")
