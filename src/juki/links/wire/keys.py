"""Keys: an identity's own private ones, and the certificates of the peers that links.toml gives it."""

from base64 import urlsafe_b64decode
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwe, jws
from joserfc.jwk import ECKey

from juki.links.errors import BadSignature, NotSealed

SIGNING = "ES256"
SEALING = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}
LONGEST = 6_000_000
"""Bytes of a signed envelope; what is sealed in it is shorter."""


class _SealKey(msgspec.Struct, frozen=True):
    """The sender's key for one body, on our curve."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str
    y: str


class _SealHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of a sealed body: our two algorithms and never ``zip``, which lets a few bytes become gigabytes."""

    alg: Literal["ECDH-ES+A256KW"]
    enc: Literal["A256GCM"]
    epk: _SealKey
    kid: str = ""
    typ: str = ""
    cty: str = ""


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
    return jws.serialize_compact({"alg": SIGNING, "kid": signer}, content, key, registry=_signing())


def verified(token: str, *, key: ECKey, signer: str) -> bytes:
    """The signed content.

    Raises:
        BadSignature: no JWS, another key or algorithm, another signer, or altered.
    """
    try:
        found = jws.deserialize_compact(token, key, registry=_signing())
    except Exception:  # noqa: BLE001 - whatever the library makes of hostile text
        raise BadSignature from None
    if found.headers().get("kid") != signer:
        raise BadSignature
    return found.payload


def seal(content: str, *, key: ECKey) -> str:
    """A compact JWE (ECDH-ES+A256KW, A256GCM) for the owner of ``key``."""
    return jwe.encrypt_compact(dict(SEALING), content.encode(), key, registry=_sealing())


def is_sealed(token: str) -> bool:
    """Whether ``token`` has the form of a sealed body; whether it is for us shows only when it is opened."""
    parts = token.split(".")
    if len(parts) != 5 or not all(parts):
        return False
    try:
        msgspec.json.decode(urlsafe_b64decode(parts[0] + "==="), type=_SealHead)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False
    return True


def unseal(token: str, *, key: ECKey) -> str:
    """The content of a JWE.

    Raises:
        NotSealed: no JWE of our form, or for another key.
    """
    if not is_sealed(token):
        raise NotSealed
    try:
        found = jwe.decrypt_compact(token, key, registry=_sealing()).plaintext
        return (found or b"").decode()
    except Exception:  # noqa: BLE001 - whatever the library makes of hostile text
        raise NotSealed from None


@cache
def _signing() -> jws.JWSRegistry:
    registry = jws.JWSRegistry(algorithms=[SIGNING])
    registry.max_payload_length = LONGEST
    return registry


@cache
def _sealing() -> jwe.JWERegistry:
    registry = jwe.JWERegistry(algorithms=list(SEALING.values()))
    registry.max_ciphertext_length = LONGEST
    return registry
