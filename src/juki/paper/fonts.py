"""Which characters the certificate font can draw, sequences included.

A name is legal text: 辻 with one dot and 辻 with two are different names, and they differ only by a
variation selector. Every renderer draws the default form, without a word, when the font lacks the
sequence. So the question is asked of the font itself before anything is drawn.
"""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from juki.paper.errors import FontMissing

FAMILY: Final = "IPAmjMincho"
FILE_NAME: Final = "ipamjm.ttf"

_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
# Drawn as nothing, though the font maps it: a hyphen that appears only at a line's end.
_INVISIBLE: Final = frozenset({0x00AD})


@dataclass(frozen=True, slots=True)
class Missing:
    """A cluster that the font lacks: its 1-based position, counted in clusters, and its text."""

    position: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters and the variation sequences of one font."""

    characters: frozenset[int]
    sequences: frozenset[tuple[int, int]]

    def missing(self, text: str) -> tuple[Missing, ...]:
        """The clusters of ``text`` that the font cannot draw as written, in order."""
        return tuple(
            Missing(position=position, cluster=cluster)
            for position, cluster in enumerate(clusters(text), start=1)
            if not self._draws(cluster)
        )

    def _draws(self, cluster: str) -> bool:
        base = ord(cluster[0])
        if base not in self.characters:
            return False
        match len(cluster):
            case 1:
                return True
            case 2:
                return (base, ord(cluster[1])) in self.sequences
            case _:
                return False


def clusters(text: str) -> list[str]:
    """``text`` cut into base characters, each with the variation selectors that follow it.

    A name's length is counted in these. A selector without a base stands alone.
    """
    found: list[str] = []
    for character in text:
        if found and _is_selector(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def coverage(text: str, *, directory: Path) -> tuple[Missing, ...]:
    """The clusters of ``text`` that the certificate font in ``directory`` lacks.

    Raises:
        FontMissing: ``directory`` holds no usable font.
    """
    return load(directory).missing(text)


_loaded: dict[Path, Coverage] = {}
_loading = threading.Lock()


def load(directory: Path) -> Coverage:
    """The coverage of the certificate font in ``directory``; read once a process.

    Raises:
        FontMissing: no font file there, or one without variation sequences.
    """
    if (known := _loaded.get(directory)) is not None:  # asked for every text, and a path is slow to resolve
        return known
    path = (directory / FILE_NAME).resolve()
    with _loading:
        if path not in _loaded:
            _loaded[path] = _read(path)
        _loaded[directory] = _loaded[path]
        return _loaded[path]


def _read(path: Path) -> Coverage:
    if not path.is_file():
        raise FontMissing(directory=str(path.parent))
    with TTFont(path, lazy=True) as font:
        tables = font["cmap"].tables
        best = font.getBestCmap()
        sequences = frozenset(
            (base, selector)
            for table in tables
            if table.format == 14
            for selector, pairs in table.uvsDict.items()
            for base, _glyph in pairs
        )
    if not sequences:
        raise FontMissing(directory=str(path.parent))
    selectors = {code for block in _SELECTORS for code in block}
    return Coverage(characters=frozenset(best) - selectors - _INVISIBLE, sequences=sequences)


def _is_selector(character: str) -> bool:
    return any(ord(character) in block for block in _SELECTORS)
