"""An OCSP responder (RFC 6960): a good, a revoked and a never issued certificate, told apart and signed."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from juki.outside.jpki.keys import authority, responder
from juki.outside.jpki.records.models import Certificate

GOOD_FOR = timedelta(minutes=10)


def answer(request: bytes, *, now: datetime) -> bytes:
    """The OCSPResponse (DER) to an OCSPRequest (DER) at ``now`` (machine time).

    What is no request, or about another authority's certificate, gets OCSP's own words for that. A nonce comes back.
    """
    try:
        asked = ocsp.load_der_ocsp_request(request)
        number, algorithm = asked.serial_number, asked.hash_algorithm
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    if not _is_ours(asked):
        return _unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    row = Certificate.objects.filter(serial=f"{number:x}").first()
    status, revoked_at = _status(row)
    own = responder()
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response_by_hash(
            asked.issuer_name_hash, asked.issuer_key_hash, number, algorithm, status, now, now + GOOD_FOR, revoked_at,
            x509.ReasonFlags.unspecified if revoked_at else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, own.certificate)
        .certificates([own.certificate])
    )  # fmt: skip
    if (nonce := _nonce(asked)) is not None:
        builder = builder.add_extension(nonce, critical=False)
    return builder.sign(own.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _status(row: Certificate | None) -> tuple[ocsp.OCSPCertStatus, datetime | None]:
    if row is None:
        return ocsp.OCSPCertStatus.UNKNOWN, None
    if row.revoked_at is not None:
        return ocsp.OCSPCertStatus.REVOKED, row.revoked_at
    return ocsp.OCSPCertStatus.GOOD, None


def _is_ours(asked: ocsp.OCSPRequest) -> bool:
    own = authority().certificate
    probe = ocsp.OCSPRequestBuilder().add_certificate(own, own, asked.hash_algorithm).build()
    return (probe.issuer_name_hash, probe.issuer_key_hash) == (asked.issuer_name_hash, asked.issuer_key_hash)


def _nonce(asked: ocsp.OCSPRequest) -> x509.OCSPNonce | None:
    try:
        return asked.extensions.get_extension_for_class(x509.OCSPNonce).value
    except x509.ExtensionNotFound:
        return None


def _unsuccessful(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)
