"""Issuing and revoking 利用者証明用電子証明書, inside the unit of work of whoever makes the card."""

from datetime import datetime, timedelta
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from juki.outside.jpki.keys import authority
from juki.outside.jpki.records.models import Certificate

YEARS = 5
"""Until the fifth birthday after issue in reality; five years here."""
USAGE = x509.KeyUsage(
    digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)  # fmt: skip


def issue(public_key: EllipticCurvePublicKey, *, now: datetime) -> x509.Certificate:
    """A certificate for a card's key, good from ``now`` (machine time). It names nobody.

    Source: 公的個人認証法22条, 23条.
    """
    ca = authority()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(uuid4()))])
    found = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(ca.certificate.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(USAGE, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.key.public_key()), critical=False
        )
        .sign(ca.key, hashes.SHA256())
    )
    Certificate.objects.create(
        serial=serial_of(found), issued_at=now, not_after=found.not_valid_after_utc, revoked_at=None
    )
    return found


def revoke(serial: str, *, now: datetime) -> None:
    """End a certificate; one that ended before keeps its moment."""
    Certificate.objects.filter(serial=serial, revoked_at=None).update(revoked_at=now)


def serial_of(certificate: x509.Certificate) -> str:
    """The serial number as all tables write it: lower-case hex without leading zeros."""
    return f"{certificate.serial_number:x}"
