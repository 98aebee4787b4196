"""The keys of the simulated authority, which lie beside its certificate (``SystemSettings.cards``)."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from juki.kernel.settings import current


class Pair(NamedTuple):
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey


def authority() -> Pair:
    """What certificates are issued by."""
    return _pair(current().cards)


def responder() -> Pair:
    """What OCSP answers are signed by: issued by the authority for that and nothing else."""
    return _pair(str(Path(current().cards).with_name("responder.pem")))


@cache
def _pair(file: str) -> Pair:
    path = Path(file)
    key = load_pem_private_key(path.with_suffix(".key").read_bytes(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return Pair(x509.load_pem_x509_certificate(path.read_bytes()), key)
