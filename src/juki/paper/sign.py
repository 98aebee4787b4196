"""Signing a finished sheet with the city's key: PAdES, one signature over the whole file.

The file is only added to: neither its metadata nor any of its pages is written again, so what was typeset
as PDF/A stays byte for byte below the signature.
"""

import asyncio
import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from juki.paper.errors import AlreadySigned, UnusableKey
from juki.paper.reading import opened

FIELD: Final = "Juki"
# Beside certificates a P-256 signature holds some 350 bytes and the issuer's name. Unused room is zeros, which whoever reads
# the document has to read digit by digit: more of it makes the final check slower.
_BESIDE_CERTIFICATES: Final = 1024


class DocumentSigner:
    """The city's document key, loaded once; safe to share between threads."""

    def __init__(self, key_pem: bytes, cert_pem: bytes, chain: Sequence[bytes] = ()) -> None:
        """Load the key and its certificate; ``chain`` holds the PEM of the issuers to embed, root left out.

        Raises:
            UnusableKey: not a P-256 key, not readable, or not the certificate's key.
        """
        key, certificate = _matching(key_pem, cert_pem)
        own, issuers = _asn1(certificate), [_asn1(_certificate(pem)) for pem in chain]
        registry = SimpleCertificateStore()
        registry.register_multiple(issuers)
        self._signer = _LoadedKey(key, own, registry)
        self._digits = 2 * (
            _BESIDE_CERTIFICATES + 2 * len(own.dump()) + sum(len(one.dump()) for one in issuers)
        )

    def sign(self, pdf: bytes, *, signed_at: dt.datetime, reason: str = "") -> bytes:
        """``pdf`` with one PAdES signature (``ETSI.CAdES.detached``, SHA-256) over all of it.

        ``signed_at`` is machine time with its zone. ``reason`` is written into the signature in the clear.

        Raises:
            UnreadableDocument: ``pdf`` is no PDF.
            AlreadySigned: ``pdf`` bears a signature.
        """
        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
        )
        with opened(pdf) as reader:
            if reader.embedded_signatures:
                raise AlreadySigned
            signing = _TimedSigning(metadata, self._signer, signed_at)
            writer = _Addition(io.BytesIO(pdf), prev=reader)
            signed = asyncio.run(signing.async_sign_pdf(writer, bytes_reserved=self._digits))
        assert isinstance(signed, io.BytesIO)
        return signed.getvalue()


class _LoadedKey(signers.Signer):
    """Signs with a key object in memory; the ready-made signer parses its key again for each signature."""

    def __init__(
        self, key: ec.EllipticCurvePrivateKey, certificate: asn1.Certificate, registry: SimpleCertificateStore
    ) -> None:
        self._key = key
        super().__init__(signing_cert=certificate, cert_registry=registry, embed_roots=False)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        assert digest_algorithm == "sha256"
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class _TimedSigning(signers.PdfSigner):
    """Takes the signing time as an argument instead of asking the clock."""

    def __init__(
        self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, signed_at: dt.datetime
    ) -> None:
        self._signed_at = signed_at
        super().__init__(metadata, signer=signer)

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._signed_at
        return session


class _Addition(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: the library would stamp the time of day into the metadata."""

    def _update_meta(self) -> None:
        return


def _matching(key_pem: bytes, cert_pem: bytes) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    certificate = _certificate(cert_pem)
    try:
        key = serialization.load_pem_private_key(key_pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as unreadable:
        raise UnusableKey(reason="鍵を読めません") from unreadable
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise UnusableKey(reason="P-256ではありません")
    if certificate.public_key() != key.public_key():
        raise UnusableKey(reason="証明書の鍵と一致しません")
    return key, certificate


def _certificate(pem: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem)
    except ValueError as unreadable:
        raise UnusableKey(reason="証明書を読めません") from unreadable


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
