"""Opening a PDF that may be damaged or hostile."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError

from juki.paper.errors import UnreadableDocument

# The parser answers damage with whatever its next step trips over (found by flipping bits in documents).
_DAMAGE: Final = (
    PdfError,
    CMSExtractionError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    zlib.error,
)


@contextmanager
def opened(pdf: bytes) -> Iterator[PdfFileReader]:
    """A reader over ``pdf``; whatever its damage trips over becomes ``UnreadableDocument``.

    Raises:
        UnreadableDocument: the bytes are no PDF, or a broken one.
    """
    try:
        yield PdfFileReader(io.BytesIO(pdf))
    except _DAMAGE as damage:
        raise UnreadableDocument from damage
