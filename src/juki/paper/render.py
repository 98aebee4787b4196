"""Typesetting: a certificate in, a PDF/A-2b out, the same bytes for the same certificate."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
import typst

from juki.paper import fonts, sheet
from juki.paper.certificate import Certificate
from juki.paper.errors import LayoutFailed, Overfull, UncoveredGlyph

_TEMPLATES: Final = Path(__file__).parent / "templates"
_PDF_STANDARD: Final = "a-2b"
_OVERFULL: Final = "overfull"


class Renderer:
    """A pool of typst compilers over one font directory; safe to share between threads.

    A compiler holds its own copy of the font (some tens of megabytes) and works outside the interpreter
    lock, so one or two serve a whole process; callers beyond that wait for a free one.
    """

    def __init__(self, font_dir: Path, *, compilers: int = 1) -> None:
        """Open ``compilers`` compilers (1 or more) on the font in ``font_dir``.

        Raises:
            FontMissing: no certificate font in ``font_dir``.
        """
        self._coverage = fonts.load(font_dir)
        self._idle: queue.LifoQueue[typst.Compiler] = queue.LifoQueue()
        for _ in range(compilers):
            self._idle.put(_compiler(font_dir))

    def render(self, certificate: Certificate) -> bytes:
        """The certificate as PDF/A-2b, A4 portrait, unsigned.

        Raises:
            UncoveredGlyph: a text holds a character or a sequence that the font cannot draw.
            Overfull: one person's block is taller than a page.
            LayoutFailed: the typesetter refused the sheet.
        """
        with self._ready(certificate) as (compiler, inputs):
            pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=[_PDF_STANDARD])
        assert isinstance(pdf, bytes)
        return pdf

    def preview(self, certificate: Certificate, *, ppi: float = 96) -> tuple[bytes, ...]:
        """The pages as PNG, as the PDF shows them, at ``ppi`` pixels an inch.

        Raises:
            PaperError: as ``render``.
        """
        with self._ready(certificate) as (compiler, inputs):
            pages = compiler.compile(format="png", sys_inputs=inputs, ppi=ppi)
        return (pages,) if isinstance(pages, bytes) else tuple(pages or ())

    @contextmanager
    def _ready(self, certificate: Certificate) -> Iterator[tuple[typst.Compiler, dict[str, str]]]:
        """A free compiler and the checked input for it; the typesetter's refusals in our own words."""
        layout = sheet.compose(certificate)
        self._demand_covered(layout)
        compiler = self._idle.get()
        try:
            yield compiler, {"layout": msgspec.json.encode(layout).decode("utf-8")}
        except typst.TypstError as refusal:
            # Not chained: the typesetter's message may quote the input, and names are not logged.
            raise (Overfull if _OVERFULL in str(refusal) else LayoutFailed) from None
        finally:
            self._idle.put(compiler)

    def _demand_covered(self, layout: sheet.Layout) -> None:
        gaps = [(where, gap) for where, text in sheet.texts(layout) for gap in self._coverage.missing(text)]
        if gaps:
            where, first = gaps[0]
            raise UncoveredGlyph(where=where, position=first.position, others=len(gaps) - 1)


def _compiler(font_dir: Path) -> typst.Compiler:
    only_ours = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_dir)]
    )
    return typst.Compiler(str(_TEMPLATES / "certificate.typ"), root=str(_TEMPLATES), font_paths=only_ours)
