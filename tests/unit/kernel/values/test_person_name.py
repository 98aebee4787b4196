"""Names made of letters that no one is called by."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.errors import JukiError
from juki.kernel.values import written_text
from juki.kernel.values.person_name import IncompleteName, PersonName, search_key
from juki.kernel.values.written_text import (
    EmptyText,
    ForbiddenCharacter,
    LoneSelector,
    MisplacedBlank,
    TooLong,
)

IVS = "\U000e0102"
SUPPLEMENTARY = "\U00020bb7"
COMPATIBILITY = "\ufa19"  # NFC turns it into another character

GLYPHS = st.sampled_from(
    ["辻", "辻" + IVS, "葛\U000e0108", SUPPLEMENTARY, COMPATIBILITY, "\ufa11", "\u9ad9", "ア", "\ue000"]
)


@given(st.lists(GLYPHS, min_size=1, max_size=40), st.lists(GLYPHS, min_size=1, max_size=40))
def test_keeps_every_glyph_as_written(family: list[str], given_name: list[str]):
    name = PersonName.of("".join(family), "".join(given_name))
    assert name.full == "".join(family) + "\u3000" + "".join(given_name)
    assert list(name.clusters) == [*family, "\u3000", *given_name]
    assert name.length == len(family) + 1 + len(given_name)


def test_does_not_normalise():
    assert unicodedata.normalize("NFC", COMPATIBILITY) != COMPATIBILITY
    assert PersonName.of(COMPATIBILITY, "ア").family == COMPATIBILITY


@given(st.text())
def test_clusters_join_to_the_text(text: str):
    assert "".join(written_text.clusters(text)) == text


def test_the_limit_counts_glyphs():
    assert PersonName.whole(("辻" + IVS) * 100).length == 100
    with pytest.raises(TooLong) as caught:
        PersonName.whole("辻" * 101)
    assert caught.value.fields == {"length": 101, "limit": 100}
    with pytest.raises(TooLong):
        PersonName.of("辻" * 50, "辻" * 50)
    assert PersonName.of("辻" * 50, "辻" * 49).length == 100


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", IncompleteName),
        ("\u3000", EmptyText),
        (" ", EmptyText),
        ("ア\x00イ", ForbiddenCharacter),
        ("ア\nイ", ForbiddenCharacter),
        ("ア\u200dイ", ForbiddenCharacter),
        ("ア\u202eイ", ForbiddenCharacter),
        ("\ufeffア", ForbiddenCharacter),
        ("ア\ud842", ForbiddenCharacter),
        ("ア\uffff", ForbiddenCharacter),
        ("ア\U0001fffe", ForbiddenCharacter),
        ("ア\u2028", ForbiddenCharacter),
        (IVS, LoneSelector),
        (IVS + "辻", LoneSelector),
        ("辻" + IVS + IVS, LoneSelector),
        ("A" + IVS, LoneSelector),
        ("ア \ufe00", LoneSelector),
        (" ア", MisplacedBlank),
        ("ア ", MisplacedBlank),
        ("ア  イ", MisplacedBlank),
        ("ア \u3000イ", MisplacedBlank),
    ],
)
def test_refuses(text: str, error: type[JukiError]):
    with pytest.raises(error):
        PersonName.whole(text)


def test_a_blank_only_within_a_name_in_one_piece():
    assert PersonName.whole("ABCD EFGH").full == "ABCD EFGH"
    for family, given_name in (("ア イ", "ウ"), ("ア", "イ\u3000ウ"), ("ア", " ")):
        with pytest.raises((MisplacedBlank, EmptyText)):
            PersonName.of(family, given_name)


@pytest.mark.parametrize(
    "parts", [{}, {"family": "ア"}, {"given": "ア"}, {"family": "ア", "given": "イ", "single": "ウ"}]
)
def test_one_shape(parts: dict[str, str]):
    with pytest.raises((IncompleteName, EmptyText)):
        PersonName(**parts)


def test_never_shows_itself():
    name = PersonName.of("アイ", "ウエ")
    assert repr(name) == str(name) == "PersonName(<5>)"


def test_an_error_names_the_place_not_the_name():
    with pytest.raises(ForbiddenCharacter) as caught:
        PersonName.whole("辻" + IVS + "\x07")
    assert caught.value.fields == {"position": 2}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("辻" + IVS + "\u3000ア", "辻ア"),
        ("辻\ufe00", "辻"),
        (COMPATIBILITY, "神"),
        ("ｱﾞＡｂ c", "ア\u3099ABC"),
        ("", ""),
    ],
)
def test_search_key(text: str, key: str):
    assert search_key(text) == key


@given(st.lists(GLYPHS, min_size=1, max_size=20))
def test_the_key_of_a_key_is_itself(glyphs: list[str]):
    key = PersonName.whole("".join(glyphs)).search_key
    assert search_key(key) == key
