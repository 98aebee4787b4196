"""Is this document ours, whole, and untouched?

To be asked of every document before it leaves the house, and of any that comes back.
"""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from asn1crypto import parser as asn1_parser
from asn1crypto import pem as asn1_pem
from asn1crypto import x509 as asn1
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from juki.paper.errors import NotSigned
from juki.paper.reading import opened

_EXACT: Final = dt.timedelta(0)
_USAGE: Final = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check found. ``signer`` is the certificate's subject in words, ``""`` when unreadable.

    ``intact``: the signed bytes are as they were signed. ``whole``: nothing was added after the signature.
    ``trusted``: the certificate chains to a trust root and was in force at the moment asked about.
    """

    intact: bool
    whole: bool
    trusted: bool
    signer: str

    @property
    def valid(self) -> bool:
        """Intact, whole and trusted at once; anything less must not be handed over."""
        return self.intact and self.whole and self.trusted


def verify(pdf: bytes, *, trust_roots: Sequence[bytes], at: dt.datetime) -> Verdict:
    """Check the one signature of ``pdf`` against ``trust_roots`` (PEM) as of machine time ``at``.

    Revocation is not asked for: the check works without a network.

    Raises:
        NotSigned: no signature, or more than one.
        UnreadableDocument: the bytes are no PDF.
    """
    roots = [_root(pem) for pem in trust_roots]
    with opened(pdf) as reader:
        signatures = reader.embedded_signatures
        if len(signatures) != 1:
            raise NotSigned(count=len(signatures))
        return _verdict(pdf, signatures[0], roots, at)


def _verdict(
    pdf: bytes, signature: EmbeddedPdfSignature, roots: list[asn1.Certificate], at: dt.datetime
) -> Verdict:
    context = ValidationContext(trust_roots=roots, moment=at, time_tolerance=_EXACT, allow_fetching=False)
    try:
        status = asyncio.run(async_validate_pdf_signature(signature, context, key_usage_settings=_USAGE))
    except SignatureValidationError:
        # A signature too damaged to be judged is a broken one, no reason to stop.
        return Verdict(intact=False, whole=False, trusted=False, signer="")
    return Verdict(
        intact=bool(status.intact and status.valid),
        whole=_whole(status) and _plain(pdf, signature),
        trusted=bool(status.trusted),
        signer=signature.signer_cert.subject.human_friendly,
    )


def _whole(status: PdfSignatureStatus) -> bool:
    return status.coverage is SignatureCoverageLevel.ENTIRE_FILE and status.docmdp_ok is not False


def _plain(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the gap that no signature covers holds the signature and zeros, and nothing smuggled in."""
    _start, before, after, _rest = signature.byte_range
    gap = pdf[before:after]
    container = signature.pkcs7_content
    _class, _method, _tag, header, content, _trailer = asn1_parser.parse(container)
    body = (header + content).hex().upper().encode("ascii")
    return gap == b"<" + body.ljust(len(gap) - 2, b"0") + b">"


def _root(pem: bytes) -> asn1.Certificate:
    _name, _headers, der = asn1_pem.unarmor(pem)
    return asn1.Certificate.load(der)
