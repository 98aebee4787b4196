"""Key pairs (P-256) that lie wrapped in a ring: what may be asked of one, and where new ones come from."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_pem_private_key,
)

HALF = 32


class Pair(Protocol):
    """A private key that can be used and not be had."""

    @property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The public part."""

    def sign(self, content: bytes) -> bytes:
        """ES256: r and s, 32 bytes each."""

    def agree(self, other: ec.EllipticCurvePublicKey) -> bytes:
        """The secret shared with the owner of ``other`` (ECDH)."""


class Pairs(Protocol):
    """Where pairs come from."""

    def make(self, label: str) -> tuple[bytes, str]:
        """A new pair: what the ring keeps of it (wrapped), and the public part as PEM."""

    def use(self, material: bytes) -> Pair:
        """The pair of what a ring kept.

        Raises:
            ValueError: that is none.
        """


@dataclass(frozen=True)
class SoftPair:
    """A pair in this process's memory."""

    _key: ec.EllipticCurvePrivateKey = field(repr=False)

    @cached_property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The public part."""
        return self._key.public_key()

    def sign(self, content: bytes) -> bytes:
        """ES256: r and s, 32 bytes each."""
        r, s = decode_dss_signature(self._key.sign(content, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")

    def agree(self, other: ec.EllipticCurvePublicKey) -> bytes:
        """The shared secret (ECDH)."""
        return self._key.exchange(ec.ECDH(), other)


class SoftPairs:
    """Pairs made here and kept wrapped in the ring."""

    def make(self, label: str) -> tuple[bytes, str]:  # noqa: ARG002 - a token names its keys
        """A new pair."""
        key = ec.generate_private_key(ec.SECP256R1())
        material = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return material, pem(key.public_key())

    def use(self, material: bytes) -> Pair:
        """The pair again.

        Raises:
            ValueError: no key on P-256.
        """
        return _soft(load_der_private_key(material, None))


def of_pem(content: bytes) -> SoftPair:
    """A pair from a plain file, as somebody else's program keeps it.

    Raises:
        ValueError: no key on P-256.
    """
    return _soft(load_pem_private_key(content, None))


def pem(public: ec.EllipticCurvePublicKey) -> str:
    """A public part as PEM."""
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _soft(key: object) -> SoftPair:
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("no private key on P-256")
    return SoftPair(key)
