"""Keys: an identity's own private ones, and the certificates of the peers that links.toml gives it."""

from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from juki.links.errors import BadSignature, NotSealed

SIGNING = "ES256"
SEALING = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}


@cache
def private_key(path: str) -> ECKey:
    """A private key of this process from its PEM file."""
    return ECKey.import_key(Path(path).read_bytes())


@cache
def public_key(path: str) -> ECKey:
    """The public key in a peer's certificate file; the launcher put it there after checking the authority."""
    certificate = x509.load_pem_x509_certificate(Path(path).read_bytes())
    return ECKey.import_key(
        certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )


def sign(content: bytes, *, key: ECKey, signer: str) -> str:
    """A compact JWS (ES256) whose ``kid`` is the signer's name."""
    return jws.serialize_compact({"alg": SIGNING, "kid": signer}, content, key)


def verified(token: str, *, key: ECKey, signer: str) -> bytes:
    """The signed content.

    Raises:
        BadSignature: no JWS, another key or algorithm, another signer, or altered.
    """
    try:
        found = jws.deserialize_compact(token, key, algorithms=[SIGNING])
    except (JoseError, ValueError, UnicodeError):
        raise BadSignature from None
    if found.headers().get("kid") != signer:
        raise BadSignature
    return found.payload


def seal(content: str, *, key: ECKey) -> str:
    """A compact JWE (ECDH-ES+A256KW, A256GCM) for the owner of ``key``."""
    return jwe.encrypt_compact(dict(SEALING), content.encode(), key)


def unseal(token: str, *, key: ECKey) -> str:
    """The content of a JWE.

    Raises:
        NotSealed: no JWE, or for another key.
    """
    try:
        found = jwe.decrypt_compact(token, key, algorithms=list(SEALING.values())).plaintext
    except (JoseError, ValueError, UnicodeError, TypeError):
        raise NotSealed from None
    if found is None:
        raise NotSealed
    return found.decode()
