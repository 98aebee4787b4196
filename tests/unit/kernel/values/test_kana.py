import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values import kana
from juki.kernel.values.kana import (
    FURIGANA_CHARACTERS,
    FuriganaLength,
    InvalidFurigana,
    bigrams,
    fold,
    loose_fold,
)

KATAKANA = st.text(st.sampled_from(sorted(FURIGANA_CHARACTERS)), min_size=1, max_size=20)
PLAIN = set("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ガギグゲゴ", "カキクケコ"),
        ("ザジズゼゾ", "サシスセソ"),
        ("ダヂヅデド", "タチツテト"),
        ("バビブベボ", "ハヒフヘホ"),
        ("パピプペポ", "ハヒフヘホ"),
        ("ヴァイオリン", "ウアイオリン"),
        ("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ"),
        ("ヰヱヲ", "イエオ"),
        ("ヷヸヹヺ", "ワイエオ"),
        ("がっこう", "カツコウ"),
        ("ｶﾞｯｺｰ", "カツコ"),
        ("ｳﾞ", "ウ"),
        ("か\u3099", "カ"),
        ("ア\u3099", "ア"),
        ("アー・ー゠＝=‐－-−ー ｰ\u3000イ", "アイ"),
        ("o'Neil-Smith, j.", "ONEILSMITHJ"),
        ("Ａｂｃ", "ABC"),
        ("ㇰㇿ", "クロ"),
        ("", ""),
    ],
)
def test_fold(text: str, key: str):
    assert fold(text) == key


@given(KATAKANA)
def test_fold_leaves_plain_katakana_and_is_stable(text: str):
    key = fold(text)
    assert set(key) <= PLAIN
    assert fold(key) == key


@given(KATAKANA)
def test_hiragana_folds_alike(text: str):
    hiragana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
    assert kana.to_katakana(hiragana) == text
    assert fold(hiragana) == fold(text)
    assert loose_fold(hiragana) == loose_fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ヂ", "ジ"),
        ("ズ", "ヅ"),
        ("ワ", "ハ"),
        ("ヴァ", "バ"),
        ("ヴィ", "ビ"),
        ("ヴ", "ブ"),
        ("オ", "ヲ"),
        ("ヒ", "ピ"),
        ("ッ", "ツ"),
        ("ャ", "ヤ"),
        ("コウ", "コオ"),
        ("キョウ", "キョオ"),
        ("ドウ", "ドオ"),
        ("アーイ", "アイ"),
        ("ア‐イ", "ア―イ"),
        ("ア イ", "ア\u3000イ"),
    ],
)
def test_alike_in_a_tolerant_search(one: str, other: str):
    assert loose_fold(one) == loose_fold(other)


@pytest.mark.parametrize(("one", "other"), [("ウ", "オ"), ("カウ", "カオ"), ("カ", "サ")])
def test_not_alike(one: str, other: str):
    assert loose_fold(one) != loose_fold(other)


@given(KATAKANA)
def test_loose_fold_is_stable(text: str):
    key = loose_fold(text)
    assert loose_fold(key) == key


@given(KATAKANA)
def test_katakana_is_furigana(text: str):
    assert kana.require_furigana(text) is text
    assert kana.is_furigana(text)


@pytest.mark.parametrize(
    "text", ["ア・イ", "ア イ", "ア\u3000イ", "あ", "ｱ", "A", "1", "１", "ア\u3099", "亜", "ヽ", "ア-"]
)
def test_refuses_furigana(text: str):
    assert not kana.is_furigana(text)
    with pytest.raises(InvalidFurigana):
        kana.require_furigana(text)


@pytest.mark.parametrize("text", ["", "ア" * 101])
def test_refuses_lengths(text: str):
    assert not kana.is_furigana(text)
    with pytest.raises(FuriganaLength):
        kana.require_furigana(text)


@pytest.mark.parametrize(
    ("key", "pairs"),
    [("", ()), ("ア", ("ア",)), ("アイ", ("アイ",)), ("アイウ", ("アイ", "イウ")), ("アアアア", ("アア",))],
)
def test_bigrams(key: str, pairs: tuple[str, ...]):
    assert bigrams(key) == pairs
