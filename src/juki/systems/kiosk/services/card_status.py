"""Is a card's certificate in force: the answer of 公的個人認証, checked again.

Source: 公的個人認証法36条, 38条; RFC 6960.
"""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.services.card_certificate import UNREADABLE, demand_issued
from juki.systems.kiosk.services.refusing import Refused


def demand_in_force(
    der: bytes, *, certificate: x509.Certificate, authority: x509.Certificate, now: datetime, age: timedelta,
    ahead: timedelta, said_at: datetime,
) -> None:  # fmt: skip
    """The OCSPResponse in ``der`` says, freshly and by the authority's word, that this very certificate is in force.

    ``said_at``: when the card signed; an answer that was there before (but for the clocks' difference) is not about now.

    Raises:
        Refused: it does not.
    """
    try:
        answer = ocsp.load_der_ocsp_response(der)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise Refused(Refusal.UNTRUSTED_STATUS)
        _demand_signed(answer, authority, now)
        _demand_about(answer, certificate, authority)
        _demand_fresh(answer, now, since=max(now - age, said_at - ahead), ahead=ahead)
        good = answer.certificate_status is ocsp.OCSPCertStatus.GOOD
    except UNREADABLE:
        raise Refused(Refusal.UNTRUSTED_STATUS) from None
    if not good:
        raise Refused(Refusal.NOT_IN_FORCE)


def _demand_signed(answer: ocsp.OCSPResponse, authority: x509.Certificate, now: datetime) -> None:
    """By the authority, or by one responder that it named, whose certificate comes with the answer."""
    signer = authority
    if answer.certificates:
        signer = answer.certificates[0]
        if signer != authority:
            _demand_responder(signer, authority, now)
    key, algorithm = signer.public_key(), answer.signature_hash_algorithm
    if not isinstance(key, ec.EllipticCurvePublicKey) or algorithm is None or algorithm.name != "sha256":
        raise Refused(Refusal.UNTRUSTED_STATUS)
    try:
        key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(algorithm))
    except InvalidSignature:
        raise Refused(Refusal.UNTRUSTED_STATUS) from None


def _demand_responder(signer: x509.Certificate, authority: x509.Certificate, now: datetime) -> None:
    try:
        demand_issued(signer, authority)
        purposes = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (Refused, x509.ExtensionNotFound):
        raise Refused(Refusal.UNTRUSTED_STATUS) from None
    in_time = signer.not_valid_before_utc <= now <= signer.not_valid_after_utc
    if not in_time or ExtendedKeyUsageOID.OCSP_SIGNING not in purposes:
        raise Refused(Refusal.UNTRUSTED_STATUS)


def _demand_about(
    answer: ocsp.OCSPResponse, certificate: x509.Certificate, authority: x509.Certificate
) -> None:
    asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, authority, answer.hash_algorithm).build()
    wanted = (asked.serial_number, asked.issuer_name_hash, asked.issuer_key_hash)
    if (answer.serial_number, answer.issuer_name_hash, answer.issuer_key_hash) != wanted:
        raise Refused(Refusal.STATUS_OF_ANOTHER)


def _demand_fresh(answer: ocsp.OCSPResponse, now: datetime, *, since: datetime, ahead: timedelta) -> None:
    for moment in (answer.produced_at_utc, answer.this_update_utc):
        if not since <= moment <= now + ahead:
            raise Refused(Refusal.OLD_STATUS)
    if answer.next_update_utc is not None and answer.next_update_utc < now:
        raise Refused(Refusal.OLD_STATUS)
