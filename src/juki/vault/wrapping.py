"""What closes and opens rings. ``context`` names owner, purpose and key: what was wrapped for one place opens nowhere else."""

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZE = 32
_NONCE = 12


class Wrapper(Protocol):
    """Closes and opens the keys of a ring; its own key never leaves it."""

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        """``key``, closed."""

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """The key again.

        Raises:
            ValueError: altered, wrapped elsewhere or for another place.
        """


@dataclass(frozen=True, slots=True)
class GivenKey:
    """A wrapping key of 256 bits that the launcher gave this process (AES-256-GCM)."""

    _cipher: AESGCM = field(repr=False)

    @classmethod
    def of_text(cls, text: str) -> Self:
        """From the base64 of the key.

        Raises:
            ValueError: that is no such key.
        """
        key = b64decode(text, validate=True)
        if len(key) != SIZE:
            raise ValueError
        return cls(AESGCM(key))

    @classmethod
    def of_file(cls, file: Path) -> Self:
        """From the launcher's file.

        Raises:
            ValueError, FileNotFoundError: it holds no such key, or is not there.
        """
        return cls.of_text(file.read_text().strip())

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        """Nonce and ciphertext."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, key, context)

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """The key again.

        Raises:
            ValueError: altered, wrapped with another key or for another place.
        """
        try:
            return self._cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], context)
        except InvalidTag:
            raise ValueError from None


def new_text() -> str:
    """A new wrapping key as base64, for the launcher's file."""
    return b64encode(os.urandom(SIZE)).decode()
