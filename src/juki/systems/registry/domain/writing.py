"""Names and addresses must be drawable: a certificate that shows another glyph certifies another name."""

from collections.abc import Callable, Iterable

from juki.systems.registry.domain.errors import NotDrawable

Gaps = Callable[[str], Iterable[int]]
"""The 1-based positions of the glyphs of a text that the certificate font lacks."""


def demand_drawable(texts: Iterable[tuple[str, str]], *, gaps: Gaps) -> None:
    """Refuse the first text with a glyph that cannot be drawn; ``texts`` are item and text.

    Source: STD 5.8; 文字要件.

    Raises:
        NotDrawable: names the item and the position, never the text.
    """
    for item, text in texts:
        for position in gaps(text):
            raise NotDrawable(item=item, position=position)
