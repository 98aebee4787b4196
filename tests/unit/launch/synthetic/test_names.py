"""Japanese names: readings in certified katakana, forms as in the table of variants."""

from collections import Counter
from random import Random

import pytest

from juki.kernel.values.kana import is_furigana
from juki.launch.synthetic.names import given, showcase, surname_reading, surnames
from juki.launch.synthetic.tables import table


def test_every_surname_has_a_reading():
    assert len(surnames()) > 1_900
    assert all(is_furigana(reading) for _, reading in surnames())


@pytest.mark.parametrize("sex", ["1", "2"])
@pytest.mark.parametrize("year", [1919, 1945, 1946, 1970, 1990, 2000, 2026])
def test_given_names_have_a_reading(sex: str, year: int):
    rng = Random(1)
    names = [given(rng, sex=sex, year=year) for _ in range(300)]
    assert all(spelling and is_furigana(reading) for spelling, reading in names)
    assert len(set(names)) > 40


def test_given_names_follow_the_year_of_birth():
    rng = Random(1)
    old = {given(rng, sex="2", year=1935)[1] for _ in range(200)}
    young = {given(rng, sex="2", year=2022)[1] for _ in range(200)}
    assert "ヒマリ" in young - old
    assert "セツコ" in old - young


def test_variants_take_their_share_and_no_other_character():
    rng = Random(1)
    drawn = Counter(surnames().pick(rng)[0] for _ in range(60_000))
    assert 0.03 < drawn["\U00020bb7田"] / (drawn["\U00020bb7田"] + drawn["吉田"]) < 0.14
    assert 0.08 < drawn["\u9ad9橋"] / (drawn["\u9ad9橋"] + drawn["高橋"]) < 0.22


def test_selectors_follow_their_base_character():
    for form in [row["form"] for row in table("surname_variants")["variant"]] + [
        name for name, _ in showcase()
    ]:
        for before, character in zip("\0" + form, form, strict=False):
            if 0xE0100 <= ord(character) <= 0xE01EF:
                assert (before, ord(character)) in {("辻", 0xE0102), ("葛", 0xE0102), ("邉", 0xE010F)}


def test_a_reading_is_looked_up():
    assert surname_reading("佐藤") == "サトウ"
    with pytest.raises(KeyError):
        surname_reading("存在しない")
