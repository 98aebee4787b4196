"""Whether a card's certificate and signature hold. Pure: what they are checked against is handed in.

Source: 公的個人認証法36条, 38条; RFC 5280.
"""

import binascii
from base64 import b64decode
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from juki.outside.centre.errors import BadCardSignature, CertificateExpired, ForeignCertificate


def certificate_in(text: str, *, authority: x509.Certificate, at: datetime) -> x509.Certificate:
    """The 利用者証明用電子証明書 in ``text`` (base64 of its DER), issued by ``authority`` and valid ``at`` machine time.

    Raises:
        ForeignCertificate: none, another authority's, self-signed, or not for this use.
        CertificateExpired: its time is over or has not begun.
    """
    try:
        found = x509.load_der_x509_certificate(b64decode(text, validate=True))
        found.verify_directly_issued_by(authority)
        is_for_this = _is_for_proving(found)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        raise ForeignCertificate from None
    if not is_for_this or not isinstance(found.public_key(), ec.EllipticCurvePublicKey):
        raise ForeignCertificate
    if not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        raise CertificateExpired
    return found


def require_signature(certificate: x509.Certificate, statement: str, signature: str) -> None:
    """The key of ``certificate`` signed ``statement`` (ECDSA, SHA-256); ``signature`` is base64 of DER.

    Raises:
        BadCardSignature: it did not.
    """
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    try:
        key.verify(b64decode(signature, validate=True), statement.encode(), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, binascii.Error, ValueError):
        raise BadCardSignature from None


def _is_for_proving(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    limits = extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    return not limits.ca and usage.digital_signature and list(purposes) == [ExtendedKeyUsageOID.CLIENT_AUTH]
