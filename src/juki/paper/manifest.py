"""What a certificate says about itself to a machine: which issue it is and whose, with no name in it.

A kiosk that is about to send a document must know that it is the card holder's and nobody else's.
It recomputes the mark of the authenticated holder and looks for it in the document. The marks are
keyed: a resident code has eleven digits and a bare salted hash of it would be guessed in minutes.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

import msgspec
from pyhanko.pdf_utils.reader import PdfFileReader

from juki.paper.errors import NoManifest, WeakSecret
from juki.paper.reading import opened

PREFIX: Final = "juki-manifest-1."
SECRET_BYTES: Final = 32
SALT_BYTES: Final = 16


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Transaction id, issue number, salt (hex), and one mark (hex) per person on the document."""

    transaction_id: str
    issue_number: str
    salt: str
    marks: tuple[str, ...]

    def concerns(self, subject_key: str, *, secret: bytes) -> bool:
        """Whether the person with ``subject_key`` is on the document.

        Raises:
            WeakSecret: ``secret`` is shorter than 32 bytes.
        """
        wanted = _mark(self, subject_key, secret=secret)
        # All marks are compared, so that the time taken tells nothing about the order.
        return sum(hmac.compare_digest(wanted, mark) for mark in self.marks) > 0

    def token(self) -> str:
        """The manifest as one word that is safe as a PDF keyword."""
        return PREFIX + base64.urlsafe_b64encode(msgspec.json.encode(self)).decode("ascii").rstrip("=")


def issue(
    *, transaction_id: str, issue_number: str, subject_keys: Sequence[str], secret: bytes, salt: bytes
) -> Manifest:
    """The manifest of one copy.

    ``subject_keys`` name the persons on the document (what a card's holder is recognised by);
    ``secret`` stays with the issuing system; ``salt`` is fresh random bytes for each document.

    Raises:
        WeakSecret: ``secret`` below 32 bytes or ``salt`` below 16.
    """
    _demand(secret, salt)
    bare = Manifest(transaction_id=transaction_id, issue_number=issue_number, salt=salt.hex(), marks=())
    marks = tuple(sorted(_mark(bare, key, secret=secret) for key in subject_keys))
    return msgspec.structs.replace(bare, marks=marks)


def subjects(pdf: bytes) -> Manifest:
    """The manifest that ``pdf`` carries. Trust it only after ``verify`` found the document valid.

    Raises:
        UnreadableDocument: the bytes are no PDF.
        NoManifest: the PDF carries none, or a broken one.
    """
    with opened(pdf) as reader:
        keywords = _keywords(reader)
    if not keywords.startswith(PREFIX):
        raise NoManifest
    body = keywords.removeprefix(PREFIX)
    try:
        raw = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        return msgspec.json.decode(raw, type=Manifest)
    except ValueError as broken:
        raise NoManifest from broken


def _keywords(reader: PdfFileReader) -> str:
    try:
        return str(reader.trailer_view["/Info"]["/Keywords"])
    except KeyError:
        return ""


def _mark(manifest: Manifest, subject_key: str, *, secret: bytes) -> str:
    """The keyed mark of one person, bound to this transaction and this copy."""
    salt = bytes.fromhex(manifest.salt)
    _demand(secret, salt)
    bound = msgspec.json.encode((manifest.salt, manifest.transaction_id, manifest.issue_number, subject_key))
    return hmac.new(secret, bound, hashlib.sha256).hexdigest()


def _demand(secret: bytes, salt: bytes) -> None:
    if len(secret) < SECRET_BYTES or len(salt) < SALT_BYTES:
        raise WeakSecret(secret=SECRET_BYTES, salt=SALT_BYTES)
