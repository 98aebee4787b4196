"""What a chip keeps to itself: its private key, sealed under the card management's own key, and the hash of its PIN."""

import hashlib
import hmac
import os
import re
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from juki.kernel.settings import current
from juki.links.wire.keys import private_key, seal, unseal
from juki.outside.cards.errors import NotAPin

PIN = re.compile(r"[0-9]{4}")


def sealed(key: EllipticCurvePrivateKey) -> str:
    """A chip's key as it lies in the table."""
    content = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return seal(b64encode(content).decode(), key=private_key(_own()))


def opened(text: str) -> EllipticCurvePrivateKey:
    """A chip's key, for one signature."""
    key = load_der_private_key(b64decode(unseal(text, key=private_key(_own()))), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


def require_pin(pin: str) -> None:
    """Four digits.

    Raises:
        NotAPin: anything else.
    """
    if not PIN.fullmatch(pin):
        raise NotAPin


def hashed(pin: str) -> tuple[bytes, bytes]:
    """A new salt, and the hash of ``pin`` under it."""
    salt = os.urandom(16)
    return salt, _slow(pin, salt)


def fits(pin: str, *, salt: bytes, digest: bytes) -> bool:
    """Whether ``pin`` is the one that was hashed."""
    return hmac.compare_digest(_slow(pin, salt), digest)


def _slow(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def _own() -> str:
    return current().identities["cards"].seal_key
