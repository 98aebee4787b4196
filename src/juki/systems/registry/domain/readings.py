"""フリガナ: kept in katakana, certified or not. Source: STD 1.1.18."""

from juki.kernel.errors import JukiError
from juki.kernel.values.kana import FURIGANA_CHARACTERS

_BETWEEN = frozenset("\u3000 ・゠ヷヸヹヺヽヾㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ")
"""What the readings of names in one piece and of foreign names hold beside the letters of certified 振り仮名."""


class NotKatakana(JukiError):
    """A reading that is not in katakana."""

    code = "REG-0657"
    text = "{position}文字目がカタカナではありません。フリガナは全角カタカナで入力し直してください。"


def demand_katakana(text: str) -> None:
    """Refuse a reading that is not in katakana. A blank one is none.

    Raises:
        NotKatakana: says where.
    """
    for position, character in enumerate(text, start=1):
        if character not in FURIGANA_CHARACTERS and character not in _BETWEEN:
            raise NotKatakana(position=position)
