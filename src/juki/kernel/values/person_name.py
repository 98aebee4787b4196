"""氏名: written as it is certified, compared only through a derived key."""

import unicodedata
from dataclasses import dataclass
from typing import Self

from juki.kernel.errors import JukiError
from juki.kernel.values import written_text

MAX_LENGTH = 100
"""Glyphs of 氏名, the blank between 氏 and 名 included."""
BETWEEN = "\u3000"


class IncompleteName(JukiError):
    """Neither 氏 and 名 nor a single name, or both."""

    code = "KRN-0166"
    text = "氏と名の両方、又は一つの氏名のどちらかを入力してください。"


class NotInNames(JukiError):
    """A sign that stands in no certified name: markup, currency, mathematics."""

    code = "KRN-0167"
    text = "氏名の{position}文字目に、氏名に使われない記号があります。戸籍・在留カードの記載を確かめて、入力し直してください。"


_SIGNS = frozenset('&"@\\/|*%#_;?!{}[]')
_SIGN_CATEGORIES = frozenset({"Sm", "Sc", "So"})


@dataclass(frozen=True, slots=True, repr=False)
class PersonName:
    """氏名 of a Japanese (``family`` and ``given``) or a name in one piece (``single``).

    Exactly what is given is kept; nothing is normalised, trimmed or cut. ``repr`` and ``str`` are
    masked, so that a log line cannot carry a name: ask for ``full``.

    Source: 住基法7条1号, 30条の45; STD 1.1.1, 1.1.2.

    Raises:
        IncompleteName: not exactly one of the two shapes.
        EmptyText, ForbiddenCharacter, LoneSelector, TooLong: see ``written_text.check``.
        MisplacedBlank: a blank in 氏 or 名, or at an edge of a single name, or two in a row.
        NotInNames: a sign that no certified name has.
    """

    family: str = ""
    given: str = ""
    single: str = ""

    def __post_init__(self) -> None:
        if bool(self.single) == bool(self.family or self.given):
            raise IncompleteName
        parts = (self.single,) if self.single else (self.family, self.given)
        for part in parts:
            written_text.check(part, limit=MAX_LENGTH)
            _demand_letters(part)
            words = part.split()
            if len("".join(words)) + len(words) - 1 != len(part) or (self.family and len(words) > 1):
                raise written_text.MisplacedBlank
        if self.length > MAX_LENGTH:
            raise written_text.TooLong(length=self.length, limit=MAX_LENGTH)

    @classmethod
    def of(cls, family: str, given: str) -> Self:
        """A name of 氏 and 名.

        Raises:
            JukiError: see the class.
        """
        if not (family and given):
            raise IncompleteName
        return cls(family=family, given=given)

    @classmethod
    def whole(cls, text: str) -> Self:
        """A name in one piece, as on a residence card.

        Raises:
            JukiError: see the class.
        """
        return cls(single=text)

    @property
    def full(self) -> str:
        """The whole name; one full-width blank stands between 氏 and 名."""
        return self.single or f"{self.family}{BETWEEN}{self.given}"

    @property
    def clusters(self) -> tuple[str, ...]:
        """The glyphs of ``full``, each with its variation selector."""
        return written_text.clusters(self.full)

    @property
    def length(self) -> int:
        """Number of glyphs of ``full``."""
        return len(self.clusters)

    @property
    def search_key(self) -> str:
        """See the function of that name."""
        return search_key(self.full)

    def __repr__(self) -> str:
        return f"PersonName(<{self.length}>)"

    def __str__(self) -> str:
        return self.__repr__()


def search_key(text: str) -> str:
    """Derived key: no variation selectors, no blanks, NFKC, capital Latin letters. Never shown or stored
    as a name."""
    folded = unicodedata.normalize("NFKC", written_text.without_selectors(text))
    return "".join(folded.upper().split())


def _demand_letters(part: str) -> None:
    for position, glyph in enumerate(written_text.clusters(part), start=1):
        if glyph[0] in _SIGNS or unicodedata.category(glyph[0]) in _SIGN_CATEGORIES:
            raise NotInNames(position=position)
