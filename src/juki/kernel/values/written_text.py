"""Names and addresses as they are written: counted in glyphs, checked, never changed.

A glyph is a character with the variation selector that may follow it (IVS: U+E0100 to U+E01EF; the
selectors U+FE00 to U+FE0F are treated alike). No function here normalises: NFC alone would already
rewrite U+FA19, a legal name.
"""

import re
import unicodedata

from juki.kernel.errors import JukiError

_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_CLUSTER = re.compile(f"[^{_SELECTORS}][{_SELECTORS}]?|[{_SELECTORS}]", re.DOTALL)
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BASE_CATEGORIES = frozenset({"Lo", "Lm", "Nl", "So", "Co", "Cn"})


class EmptyText(JukiError):
    """Nothing is written, or only blanks."""

    code = "KRN-0161"
    text = "文字が入力されていません。氏名・住所の各欄を確かめて入力してください。"


class ForbiddenCharacter(JukiError):
    """A control character, a surrogate, an invisible format character or a noncharacter."""

    code = "KRN-0162"
    text = (
        "{position}文字目に、氏名・住所に使えない制御文字があります。その文字を消して入力し直してください。"
    )


class LoneSelector(JukiError):
    """A variation selector without a character that it could select a form of."""

    code = "KRN-0163"
    text = "{position}文字目の異体字セレクタに、対応する文字がありません。文字を選び直して入力してください。"


class TooLong(JukiError):
    """More glyphs than the item holds."""

    code = "KRN-0164"
    text = "{length}文字あります。{limit}文字以内で入力してください。"


class MisplacedBlank(JukiError):
    """A blank where the item takes none, at an edge, or doubled."""

    code = "KRN-0165"
    text = "空白の位置が正しくありません。氏と名は欄を分け、前後や連続の空白を消して入力し直してください。"


def clusters(text: str) -> tuple[str, ...]:
    """The glyphs of ``text``: each a character with its selector. Joined they are ``text`` again."""
    return tuple(_CLUSTER.findall(text))


def length(text: str) -> int:
    """Number of glyphs; a character with its selector is one, and so is one beyond the BMP."""
    return len(clusters(text))


def without_selectors(text: str) -> str:
    """``text`` without variation selectors. For derived search keys only."""
    return _SELECTOR.sub("", text)


def check(text: str, *, limit: int) -> None:
    """Refuse what cannot stand in a name or an address.

    ``limit``: number of glyphs that the item holds.

    Raises:
        EmptyText: empty, or blanks only.
        ForbiddenCharacter, LoneSelector: with the position (from 1, in glyphs).
        TooLong: more than ``limit`` glyphs.
    """
    if not text.strip():
        raise EmptyText
    glyphs = clusters(text)
    for position, glyph in enumerate(glyphs, start=1):
        base = glyph[0]
        category = unicodedata.category(base)
        if _SELECTOR.match(base) or (len(glyph) > 1 and category not in _BASE_CATEGORIES):
            raise LoneSelector(position=position)
        if category in _FORBIDDEN_CATEGORIES or _is_noncharacter(base):
            raise ForbiddenCharacter(position=position)
    if len(glyphs) > limit:
        raise TooLong(length=len(glyphs), limit=limit)


def _is_noncharacter(character: str) -> bool:
    number = ord(character)
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
