"""The one base class of every anticipated error, with its stable code.

``JukiError``
 ├─ kernel errors (``KRN-…``)   values, access, door
 ├─ link errors (``LNK-…``)     juki.links
 └─ one family per system       ``REG-`` ``JKN-`` ``KSK-`` ``UNI-`` ``MID-`` ``ADR-`` ``OFC-`` ``OUT-`` ``PAP-`` ``LCH-``
"""

from typing import ClassVar, NamedTuple


class Detail(NamedTuple):
    """One of several faults of a form: the ``path`` of its field (``persons.1.birth``, from 0), code and text."""

    path: str
    code: str
    text: str


class JukiError(Exception):
    """An anticipated error: a stable code, a Japanese text that says what to do, an HTTP status.

    ``fields`` fill the text. They never hold a name, an address or an individual number:
    the text is logged and shown.
    """

    code: ClassVar[str] = ""
    text: ClassVar[str] = ""
    status: ClassVar[int] = 422
    details: tuple[Detail, ...] = ()

    def __init__(self, **fields: str | int) -> None:
        self.fields = fields
        super().__init__(f"{self.code}: {self.message}")

    @property
    def message(self) -> str:
        """The Japanese text with its fields filled in."""
        return self.text.format(**self.fields)


def catalogue(root: type[JukiError] = JukiError) -> list[type[JukiError]]:
    """Every concrete error class below ``root`` that is loaded, ordered by code."""
    found: set[type[JukiError]] = set()
    waiting = [root]
    while waiting:
        for child in waiting.pop().__subclasses__():
            waiting.append(child)
            if child.code:
                found.add(child)
    return sorted(found, key=lambda error: error.code)
