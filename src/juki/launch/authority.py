"""The demonstration's certificate authority: one certificate per identity and purpose, and clients' certificates.

A city puts its own authority in its place: what counts is the URI ``urn:juki:system:<identity>`` (callers) and the DNS
name ``<identity>.juki.internal`` (callees) in the certificates, signed by the authority file the processes are given.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAYS = 825
Purpose = Literal["tls", "sign", "seal", "ocsp"]
OF_AN_IDENTITY: tuple[Purpose, ...] = ("tls", "sign", "seal")
USAGES: dict[Purpose, list[x509.ObjectIdentifier]] = {
    "tls": [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH],
    "sign": [x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")],  # document signing (RFC 9336)
    "seal": [ExtendedKeyUsageOID.EMAIL_PROTECTION],
    "ocsp": [ExtendedKeyUsageOID.OCSP_SIGNING],
}
"""A certificate without this extension would serve any purpose, so those that do not open connections have one too."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A self-signed authority in ``folder``: ``authority.pem`` and its key."""

    folder: Path
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def file(self) -> Path:
        """The authority's certificate file."""
        return self.folder / "authority.pem"

    def issue(
        self,
        target: Path,
        *,
        uri: str,
        dns: str = "",
        common_name: str = "",
        seals_documents: bool = False,
        purpose: Purpose = "tls",
    ) -> None:
        """Write a new key ``<target>.key`` (0600) and certificate ``<target>.pem`` for ``uri``.

        ``purpose``: only ``tls`` may open connections; a listener refuses the others in the handshake.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(common_name or uri, self.certificate.subject, key.public_key())
        names: list[x509.GeneralName] = [x509.UniformResourceIdentifier(uri)]
        if dns:
            names.append(x509.DNSName(dns))
        builder = (
            builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(certify=False, commit=seals_documents), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if not seals_documents:
            builder = builder.add_extension(x509.ExtendedKeyUsage(USAGES[purpose]), critical=False)
        _save(target, key, builder.sign(self.key, hashes.SHA256()))


def create(folder: Path, *, name: str) -> Authority:
    """A new authority called ``name`` in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        _builder(name, subject, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certify=True, commit=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    _save(folder / "authority", key, certificate)
    return Authority(folder, certificate, key)


def load(folder: Path) -> Authority:
    """The authority that :func:`create` left in ``folder``."""
    certificate = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    key = load_pem_private_key((folder / "authority.key").read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not an elliptic curve key")
    return Authority(folder, certificate, key)


def _builder(name: str, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, certify: bool, commit: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certify, content_commitment=commit, key_encipherment=False, data_encipherment=False,
        key_agreement=not certify and not commit, key_cert_sign=certify, crl_sign=certify, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def _save(target: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Not with_suffix: clients' names have dots.
    file = os.open(target.with_name(f"{target.name}.key"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(pem)
    target.with_name(f"{target.name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
