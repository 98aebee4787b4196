"""The certificate of a card: whose authority issued it, what for, is it in its time; and what its key signed."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.services.refusing import Refused

UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises at certificates and answers that are damaged or of a kind it does not know."""


@dataclass(frozen=True, slots=True)
class CardCertificate:
    """A 利用者証明用電子証明書 that may be believed; ``serial`` in lower-case hex without leading zeros."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePublicKey

    @property
    def serial(self) -> str:
        """The certificate's own number."""
        return format(self.certificate.serial_number, "x")

    def demand_signature(self, signature: bytes, statement: bytes) -> None:
        """The card's own key signed ``statement`` (ECDSA, SHA-256).

        Raises:
            Refused: it did not.
        """
        try:
            self.key.verify(signature, statement, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            raise Refused(Refusal.WRONG_SIGNATURE) from None


def believed(der: bytes, *, authority: x509.Certificate, now: datetime) -> CardCertificate:
    """The certificate in ``der`` if ``authority`` itself issued it for a user's authentication and it is in its time.

    Source: 公的個人認証法36条, 38条; ADR 0014.

    Raises:
        Refused: it is none, another's, out of date, or made for something else.
    """
    try:
        certificate = x509.load_der_x509_certificate(der)
        demand_issued(certificate, authority)
        in_time = certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
        serves = _is_of_a_user(certificate)
        key = certificate.public_key()
    except UNREADABLE:
        raise Refused(Refusal.UNREADABLE_PROOF) from None
    if not in_time:
        raise Refused(Refusal.CERTIFICATE_OUT_OF_DATE)
    if (
        not serves
        or not isinstance(key, ec.EllipticCurvePublicKey)
        or not isinstance(key.curve, ec.SECP256R1)
    ):
        raise Refused(Refusal.NO_USER_CERTIFICATE)
    return CardCertificate(certificate, key)


def demand_issued(certificate: x509.Certificate, authority: x509.Certificate) -> None:
    """``authority`` signed ``certificate`` directly.

    Raises:
        Refused: it did not.
    """
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, *UNREADABLE):
        raise Refused(Refusal.FOREIGN_AUTHORITY) from None


def _is_of_a_user(certificate: x509.Certificate) -> bool:
    """No authority, signs, and opens connections as a client; a responder's or a document's certificate is none."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return not basic.ca and usage.digital_signature and ExtendedKeyUsageOID.CLIENT_AUTH in purposes
