"""外字: characters that the network's own set does not hold, counted in glyphs."""

from juki.kernel.values import written_text


def outside(text: str, *, charset: str) -> int:
    """How many glyphs of ``text`` are outside ``charset`` (name of a codec).

    A glyph with a variation selector is outside: the selector asks for a form that a code of the set cannot tell.

    Source: document 別添2(2) items 3, 12, 19; the set is a parameter, because 住基ネット統一文字 is not public.
    """
    return sum(1 for glyph in written_text.clusters(text) if len(glyph) > 1 or not _encodes(glyph, charset))


def _encodes(glyph: str, charset: str) -> bool:
    try:
        glyph.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
