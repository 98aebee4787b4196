"""Test cards, the answers about them, and forgeries of both: made at run time, by a key that never leaves this process."""

import base64
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from juki.kernel.settings import current
from juki.launch import authority as authorities
from juki.launch.authority import Authority
from juki.links.kiosk import CardProof, CardStatement

KIOSK = "MIHON-1"
CITY = "132292"
_SIGNER = x509.KeyUsage(
    digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)  # fmt: skip


def authority() -> Authority:
    """The authority of this run's cards."""
    return authorities.load(Path(current().cards).parent)


def text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


@dataclass(frozen=True)
class TestCard:
    """A certificate and its key."""

    __test__ = False
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def serial(self) -> str:
        return format(self.certificate.serial_number, "x")

    def signed(self, statement: bytes) -> bytes:
        return self.key.sign(statement, ec.ECDSA(hashes.SHA256()))


def card(
    *, issuer: Authority | None = None, days: tuple[int, int] = (-1, 365), ca: bool = False, self_signed: bool = False,
    purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.CLIENT_AUTH,
) -> TestCard:  # fmt: skip
    """A new card of the authority, or a strange one."""
    made_by = issuer or authority()
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "card")]))
        .issuer_name(made_by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_SIGNER, critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .sign(key if self_signed else made_by.key, hashes.SHA256())
    )
    return TestCard(certificate, key)


def responder() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The key under which the authority answers what is in force."""
    folder = Path(current().cards).parent
    found = authorities.load_pem_private_key((folder / "responder.key").read_bytes(), None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return x509.load_pem_x509_certificate((folder / "responder.pem").read_bytes()), found


def status(
    about: TestCard, *, revoked: bool = False, at: datetime | None = None, by: Any = None,
    issuer: x509.Certificate | None = None,
) -> bytes:  # fmt: skip
    """The OCSPResponse about a card; ``by``: certificate and key of whoever answers."""
    signer, key = by or responder()
    at = at or datetime.now(UTC)
    return (
        ocsp.OCSPResponseBuilder()
        .add_response(
            cert=about.certificate, issuer=issuer or authority().certificate, algorithm=hashes.SHA256(),
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=at, next_update=at + timedelta(hours=1), revocation_time=at if revoked else None,
            revocation_reason=None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, signer)
        .certificates([signer])
        .sign(key, hashes.SHA256())
        .public_bytes(Encoding.DER)
    )  # fmt: skip


def statement(transaction: UUID | str, **change: Any) -> bytes:
    """What a card signs."""
    content = {
        "transaction": str(transaction), "municipality": CITY, "kiosk": KIOSK, "nonce": secrets.token_hex(32),
        "at": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    return msgspec.json.encode(CardStatement(**{**content, **change}))


def proof(
    about: TestCard, transaction: UUID | str, *, answer: bytes | None = None, **change: Any
) -> CardProof:
    """A good proof, but for what is changed."""
    said = statement(transaction, **change)
    return CardProof(
        statement=said.decode(), signature=text(about.signed(said)), certificate=text(der(about)),
        status=text(answer if answer is not None else status(about)),
    )  # fmt: skip


def der(about: TestCard) -> bytes:
    return about.certificate.public_bytes(Encoding.DER)


def new_transaction() -> str:
    return str(uuid4())
