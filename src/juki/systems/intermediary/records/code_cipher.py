"""How 符号 lie at rest: encrypted under a key that is not in the database, found again by a keyed digest.

The key is a file of this system alone, beside its other keys and outside every dump. Its 32 bytes give two keys: one
encrypts (AES-256-GCM, bound to the person's number, so that a row moved to another person no longer opens), one makes
the digest by which a code is searched. This module knows no Django: a bulk loader may use it.

Source: document I-2 system 5 (1), (9); ADR 0006.
"""

import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from juki.systems.intermediary.errors import CodeKeyMissing, CodeUnreadable

SIZE = 32
_NONCE = 12


@dataclass(frozen=True, slots=True)
class CodeCipher:
    """Both keys of one city."""

    _encryption: AESGCM = field(repr=False)
    _search: bytes = field(repr=False)

    @classmethod
    def of_key(cls, key: bytes) -> Self:
        """From the 32 bytes of the key file."""
        return cls(AESGCM(_derived(key, b"encrypt")), _derived(key, b"search"))

    @classmethod
    def of_file(cls, file: Path) -> Self:
        """From the key file.

        Raises:
            CodeKeyMissing: there is none, or it is not a key.
        """
        try:
            key = file.read_bytes()
        except FileNotFoundError:
            raise CodeKeyMissing from None
        if len(key) != SIZE:
            raise CodeKeyMissing
        return cls.of_key(key)

    def sealed(self, code: str, *, unified_number: str) -> bytes:
        """Nonce and ciphertext of a code."""
        nonce = os.urandom(_NONCE)
        return nonce + self._encryption.encrypt(nonce, code.encode(), unified_number.encode())

    def opened(self, sealed: bytes, *, unified_number: str) -> str:
        """The code.

        Raises:
            CodeUnreadable: altered, of another person, or under another key.
        """
        try:
            return self._encryption.decrypt(
                sealed[:_NONCE], sealed[_NONCE:], unified_number.encode()
            ).decode()
        except (InvalidTag, ValueError):
            raise CodeUnreadable from None

    def digest(self, code: str) -> bytes:
        """What a code is searched by."""
        return hmac.new(self._search, code.encode(), sha256).digest()


def create_key(file: Path) -> None:
    """Write a new key, readable by its owner alone; one that exists is left as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as writing:
        writing.write(os.urandom(SIZE))


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=SIZE, salt=None, info=b"juki intermediary code " + purpose).derive(
        key
    )
