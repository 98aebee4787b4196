"""Kana: what may stand as certified 振り仮名, and the folded keys by which kana is searched.

Two keys, because two rules ask for two things: ``fold`` is 清音化かな氏名 (an item of 本人確認情報 and the
usual search key); ``loose_fold`` is the tolerant search of STD 2.1.2. Both are applied to the stored
kana and to what is searched for, and neither is ever shown.
"""

import unicodedata

from juki.kernel.errors import JukiError

FOLD_VERSION = 1
"""Raise on any change to ``fold``: stored keys must then be derived anew."""
LOOSE_FOLD_VERSION = 1
"""The same for ``loose_fold``."""

MAX_FURIGANA_LENGTH = 100

FURIGANA_CHARACTERS = frozenset(
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ"
    "ァィゥェォッャュョヮヵヶー"
)
"""Katakana of modern usage, small ones, the long vowel mark; no middle dot, no digit, no blank."""

_HIRAGANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}

_PLAIN = str.maketrans(
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴヷヸヹヺァィゥェォッャュョヮヵヶヰヱヲ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
    "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホウワイエオアイウエオツヤユヨワカケイエオ"
    "クシストヌハヒフヘホムラリルレロ",
)
_SOUNDLESS = str.maketrans("", "", "ー゠=~−〜|`^\u3099\u309a")

_SAME_SOUND = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ヂ", "ジ"),
    ("ヅ", "ズ"),
    ("ヲ", "オ"),
    ("ワ", "ハ"),
    ("ヮ", "ハ"),
)
_O_ROW = "オコソトノホモヨロ"


class InvalidFurigana(JukiError):
    """A character that certified 振り仮名 may not hold; its position counts from 1."""

    code = "KRN-0171"
    text = "{position}文字目は振り仮名に使えません。全角カタカナと長音記号だけで入力し直してください。"


class FuriganaLength(JukiError):
    """Empty, or longer than the item."""

    code = "KRN-0172"
    text = "振り仮名は1文字以上{limit}文字以内で入力してください。"


def require_furigana(text: str) -> str:
    """``text`` itself, if it may stand as certified 振り仮名 of a 氏 or a 名.

    Source: 住基法7条1号の2; 戸籍法13条2項; the set of characters is data and may be widened.

    Raises:
        FuriganaLength: empty, or more than 100 characters.
        InvalidFurigana: a character outside ``FURIGANA_CHARACTERS``.
    """
    if not 1 <= len(text) <= MAX_FURIGANA_LENGTH:
        raise FuriganaLength(limit=MAX_FURIGANA_LENGTH)
    for position, character in enumerate(text, start=1):
        if character not in FURIGANA_CHARACTERS:
            raise InvalidFurigana(position=position)
    return text


def is_furigana(text: str) -> bool:
    """Whether ``require_furigana`` would accept ``text``."""
    return 1 <= len(text) <= MAX_FURIGANA_LENGTH and FURIGANA_CHARACTERS.issuperset(text)


def to_katakana(text: str) -> str:
    """``text`` with hiragana turned into katakana; everything else stays."""
    return text.translate(_HIRAGANA)


def fold(text: str) -> str:
    """清音化: katakana without voicing marks, small kana, long vowel marks, blanks and punctuation.

    Latin letters become capitals. The map is explicit: stripping combining marks would miss ヴ.
    """
    return _voiceless(_wide_katakana(text))


def loose_fold(text: str) -> str:
    """The tolerant key of STD 2.1.2: ``fold``, and what sounds alike is alike.

    ヂ and ジ, ヅ and ズ, ワ and ハ, ヴァ and バ; ウ after a sound in o, from the second character on,
    becomes オ.
    """
    sounding = _wide_katakana(text)
    for written, spoken in _SAME_SOUND:
        sounding = sounding.replace(written, spoken)
    key: list[str] = []
    for character in _voiceless(sounding):
        key.append("オ" if character == "ウ" and key and key[-1] in _O_ROW else character)
    return "".join(key)


def bigrams(key: str) -> tuple[str, ...]:
    """The distinct pairs of neighbours in a key, in order; a single character stands for itself."""
    if len(key) < 2:
        return (key,) if key else ()
    return tuple(dict.fromkeys(key[start : start + 2] for start in range(len(key) - 1)))


def _wide_katakana(text: str) -> str:
    return to_katakana(unicodedata.normalize("NFKC", text))


def _voiceless(katakana: str) -> str:
    plain = katakana.translate(_PLAIN).translate(_SOUNDLESS).upper()
    return "".join(character for character in plain if not _is_silent(character))


def _is_silent(character: str) -> bool:
    """Blanks, punctuation and controls. An unassigned character may be a new ideograph, and stays."""
    category = unicodedata.category(character)
    return category[0] in "PZ" or category in ("Cc", "Cf")
