"""The forms in which a character can be written: nobody can type 辻 with one dot.

A clerk types the ordinary character and chooses its form among those that the certificate font draws.
Keyboards and other fonts give sequences of the Adobe-Japan1 collection; the certificate font follows
Moji_Joho and draws the default form for them, without a word. Such a sequence is never replaced by
itself: the clerk is told, and chooses by eye.

Source: STD 1.1.1 (氏名 is kept as certified); 行政事務標準文字.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from juki.paper import fonts

NOTHING_TYPED: Final = "字形を選ぶ文字のすぐ右にカーソルを置いてから、もう一度開いてください。"
NO_VARIANTS: Final = "この文字に選べる異体字はありません。"
NOT_IN_FONT: Final = "この文字は証明書の字形にありません。文字を確かめて、入力し直してください。"
FOREIGN_SEQUENCE: Final = (
    "入力された異体字は、証明書の字形と別の体系のもの（Adobe-Japan1など）で、"
    "このままでは標準の字形で表されます。届出書の字を見て、下から選び直してください。"
)
PLAIN_LABEL: Final = "標準"


@dataclass(frozen=True, slots=True)
class Variant:
    """One form: the text to insert, what is written under it, whether it is the one already typed.

    ``same_as``: the label of an earlier form that the font draws with the same glyph, or empty.
    """

    text: str
    label: str
    same_as: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand in place of ``typed`` (a character with the selectors typed after it, or nothing).

    ``variants``: the plain character first, then its sequences by selector. ``remark`` is empty, or a
    text for the clerk.
    """

    typed: str
    base: str
    variants: tuple[Variant, ...]
    remark: str


def choice(text: str, *, directory: Path) -> Choice:
    """The forms of the last character of ``text`` (the text before the caret).

    Raises:
        FontMissing: ``directory`` holds no certificate font.
    """
    parts = fonts.clusters(text)
    if not parts or parts[-1].isspace():
        return Choice(typed="", base="", variants=(), remark=NOTHING_TYPED)
    typed = parts[-1]
    base = typed[0]
    coverage = fonts.load(directory)
    if coverage.missing(base):
        return Choice(typed=typed, base=base, variants=(), remark=NOT_IN_FONT)
    drawn = _drawn(directory).get(base, {base: ""})
    remark = NO_VARIANTS if len(drawn) == 1 else ""
    if coverage.missing(typed):
        remark = FOREIGN_SEQUENCE
    return Choice(typed=typed, base=base, variants=_variants(drawn, typed), remark=remark)


def _variants(drawn: Mapping[str, str], typed: str) -> tuple[Variant, ...]:
    first: dict[str, str] = {}
    found = []
    for form, glyph in drawn.items():
        label = PLAIN_LABEL if len(form) == 1 else f"{ord(form[-1]):X}"
        found.append(
            Variant(text=form, label=label, same_as=first.get(glyph, ""), chosen=form == typed),
        )
        first.setdefault(glyph, label)
    return tuple(found)


@lru_cache(maxsize=4)
def _drawn(directory: Path) -> Mapping[str, Mapping[str, str]]:
    """For each character that has sequences in the font: its forms, the plain one first, with their glyphs."""
    with TTFont(directory / fonts.FILE_NAME, lazy=True) as font:
        plain = font.getBestCmap()
        sequences = sorted(
            (base, selector, glyph or plain[base])
            for table in font["cmap"].tables
            if table.format == 14
            for selector, pairs in table.uvsDict.items()
            for base, glyph in pairs
            if base in plain
        )
    found: dict[str, dict[str, str]] = {}
    for base, selector, glyph in sequences:
        forms = found.setdefault(chr(base), {chr(base): plain[base]})
        forms[chr(base) + chr(selector)] = glyph
    return found
