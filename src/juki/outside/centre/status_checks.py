"""What an OCSP answer is worth: about this certificate, by who may say so, fresh, and to our question (RFC 6960).

Pure. Source: 公的個人認証法36条, 38条.
"""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from juki.outside.centre.errors import CertificateRevoked, CertificateUnknown, NoStatus

SKEW = timedelta(minutes=1)
OLDEST = timedelta(minutes=10)


def request_about(certificate: x509.Certificate, *, authority: x509.Certificate, nonce: bytes) -> bytes:
    """An OCSPRequest (DER) with ``nonce`` (32 random bytes)."""
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, authority, hashes.SHA256())
    return builder.add_extension(x509.OCSPNonce(nonce), critical=False).build().public_bytes(Encoding.DER)


def require_good(
    response: bytes, *, request: bytes, authority: x509.Certificate, nonce: bytes, at: datetime
) -> None:
    """``response`` (DER) says that the certificate of ``request`` is in force ``at`` machine time.

    Raises:
        NoStatus: it says nothing that can be relied on.
        CertificateRevoked, CertificateUnknown: it says otherwise.
    """
    try:
        found = ocsp.load_der_ocsp_response(response)
        holds = _holds(found, ocsp.load_der_ocsp_request(request), authority, nonce, at)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        raise NoStatus from None
    if not holds:
        raise NoStatus
    if found.certificate_status is ocsp.OCSPCertStatus.REVOKED:
        raise CertificateRevoked
    if found.certificate_status is not ocsp.OCSPCertStatus.GOOD:
        raise CertificateUnknown


def _holds(
    found: ocsp.OCSPResponse, asked: ocsp.OCSPRequest, authority: x509.Certificate, nonce: bytes, at: datetime
) -> bool:
    if found.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return False
    said = (found.serial_number, found.issuer_name_hash, found.issuer_key_hash)
    if said != (asked.serial_number, asked.issuer_name_hash, asked.issuer_key_hash):
        return False
    if found.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce != nonce:
        return False
    until = found.next_update_utc
    if not at - OLDEST <= found.this_update_utc <= at + SKEW or until is None or until < at:
        return False
    signer = _signer(found, authority, at)
    key, algorithm = signer.public_key(), found.signature_hash_algorithm
    if not isinstance(key, ec.EllipticCurvePublicKey) or algorithm is None:
        return False
    key.verify(found.signature, found.tbs_response_bytes, ec.ECDSA(algorithm))
    return True


def _signer(found: ocsp.OCSPResponse, authority: x509.Certificate, at: datetime) -> x509.Certificate:
    """The authority itself, or who it lets answer; a stranger's certificate raises."""
    if not found.certificates:
        return authority
    responder = found.certificates[0]
    responder.verify_directly_issued_by(authority)
    purposes = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    if ExtendedKeyUsageOID.OCSP_SIGNING not in purposes:
        raise ValueError("not a responder")
    if not responder.not_valid_before_utc <= at <= responder.not_valid_after_utc:
        raise ValueError("not a responder any more")
    return responder
