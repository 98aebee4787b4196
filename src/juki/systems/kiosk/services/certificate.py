"""One copy in memory: composed, typeset, signed, and read again before it may leave.

Source: 住基法12条; STD 5.1, 5.5, 5.6; ADR 0014 (final guard).
"""

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.kernel.values.legal_date import LegalDate
from juki.paper import issuer, manifest
from juki.paper.certificate import Certificate, Form
from juki.paper.errors import PaperError
from juki.paper.reading import opened
from juki.paper.render import Renderer
from juki.paper.sign import DocumentSigner
from juki.paper.verify import verify
from juki.systems.kiosk.domain.menu import Kind, Show
from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.services import wording
from juki.systems.kiosk.services.parameters import document_file
from juki.systems.kiosk.services.refusing import Refused

TITLE = "住民票の写し"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a copy is bound to: the dialog, its issue number, the card."""

    transaction: UUID
    issue_number: str
    serial_digest: str


def compose(
    rows: Sequence[Row],
    *,
    kind: Kind,
    show: Collection[Show],
    head_name: str,
    issued_on: date,
    bound: Binding,
) -> Certificate:
    """The certificate of ``rows``, marked with the card and with exactly the persons that are printed.

    Raises:
        PaperError: an item that may not be blank is, or no certifier is set.
    """
    return Certificate(
        form=Form.INDIVIDUAL if kind is Kind.SELF else Form.HOUSEHOLD,
        head_of_household=head_name if Show.RELATIONSHIP in show else None,
        persons=tuple(wording.person(row, show) for row in rows),
        certification=issuer.certification(
            whole=kind is Kind.ALL, issued_on=LegalDate.from_day(issued_on).text
        ),
        manifest=manifest.issue(
            transaction_id=str(bound.transaction), issue_number=bound.issue_number,
            subject_keys=keys(bound, [row["addressee_number"] for row in rows]), secret=document_file("secret"),
            salt=os.urandom(manifest.SALT_BYTES),
        ),
        document_date=issued_on,
    )  # fmt: skip


def sealed(sheet: Certificate, *, times: Times) -> bytes:
    """The sheet as a signed PDF.

    Raises:
        PaperError: a glyph is missing, a block is too long, or the typesetter or the key fails.
    """
    pdf = _renderer(issuer.fonts()).render(sheet)
    return _signer().sign(pdf, signed_at=times.machine, reason=TITLE)


def checked(pdf: bytes, *, bound: Binding, members: Sequence[str], at: datetime) -> int:
    """Read the finished document again: it is this dialog's, this card's, and about exactly these members. Its pages.

    Raises:
        Refused: it is not; nothing of it may leave.
    """
    try:
        found = manifest.subjects(pdf)
        expected = keys(bound, members)
        secret = document_file("secret")
        ours = (
            found.transaction_id == str(bound.transaction)
            and found.issue_number == bound.issue_number
            and len(found.marks) == len(expected)
            and all(found.concerns(key, secret=secret) for key in expected)
            and verify(pdf, trust_roots=[_authority()], at=at).valid
        )
        pages = _pages(pdf)
    except PaperError:
        raise Refused(Refusal.MISMATCH) from None
    if not ours:
        raise Refused(Refusal.MISMATCH)
    return pages


def keys(bound: Binding, members: Sequence[str]) -> list[str]:
    """Whom a document concerns: the card it was asked with, and the persons on it."""
    return [f"card:{bound.serial_digest}", *(f"addressee:{number}" for number in members)]


def digest_of(pdf: bytes) -> str:
    """SHA-256 of the whole document in hex."""
    return hashlib.sha256(pdf).hexdigest()


def _pages(pdf: bytes) -> int:
    with opened(pdf) as reader:
        return int(reader.root["/Pages"]["/Count"])


@cache
def _renderer(directory: Path) -> Renderer:
    return Renderer(directory)


@cache
def _signer() -> DocumentSigner:
    return DocumentSigner(document_file("key"), document_file("pem"))


@cache
def _authority() -> bytes:
    return Path(current().authority).read_bytes()
