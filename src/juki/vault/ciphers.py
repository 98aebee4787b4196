"""How a value lies at rest.

A **number** (column): AES-SIV (RFC 5297) with 512 bits of key, bound to its system and purpose. It is deterministic:
the same number gives the same text under the same key, so equality, unique constraints and indexes go on working
without the number; a text that was altered, or carried to another system, does not open. What remains visible is
whether two rows of one system hold the same number.

A **form** (JSON that holds a number): AES-256-GCM with a nonce of its own, bound to system and purpose.
"""

import binascii
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from juki.vault.errors import KeyUnknown, ValueUnreadable

COLUMN_BYTES, FORM_BYTES = 64, 32
PREFIX = "v1"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class ColumnCipher:
    """Writes with the active key of a column, reads with every one that is left. It does not give its keys away."""

    owner: str
    purpose: str
    active: str
    _keys: Mapping[str, AESSIV] = field(repr=False)
    _bound: list[bytes] = field(repr=False)

    @classmethod
    def of(cls, owner: str, purpose: str, keys: Mapping[str, bytes]) -> "ColumnCipher":
        """``keys`` by id, the active one first."""
        bound = [b"juki column", owner.encode(), purpose.encode()]
        return cls(owner, purpose, next(iter(keys)), {name: AESSIV(key) for name, key in keys.items()}, bound)

    @property
    def changing(self) -> bool:
        """Whether rows may be under more than one key at present."""
        return len(self._keys) > 1

    def seal(self, plain: str) -> str:
        """``v1:<key>:<base64url>`` under the active key; empty stays empty."""
        return self._sealed(plain, self.active) if plain else plain

    def every(self, plain: str) -> list[str]:
        """Under each key that rows may be found with, the active one first."""
        return [self._sealed(plain, name) for name in self._keys] if plain else [plain]

    def open(self, stored: str) -> str:
        """The plain text; empty stays empty.

        Raises:
            KeyUnknown: written with a key that the ring has not.
            ValueUnreadable: altered, cut, another system's or purpose's, or no ciphertext at all.
        """
        if not stored:
            return stored
        name, content = _parts(self, stored)
        key = self._keys.get(name)
        if key is None:
            raise KeyUnknown(key=name, owner=self.owner, purpose=self.purpose)
        try:
            return key.decrypt(content, self._bound).decode()
        except (InvalidTag, ValueError):
            raise ValueUnreadable(owner=self.owner, purpose=self.purpose) from None

    def _sealed(self, plain: str, name: str) -> str:
        return _text(name, self._keys[name].encrypt(plain.encode(), self._bound))


@dataclass(frozen=True, slots=True)
class FormCipher:
    """The same for a whole form; equal forms do not look equal."""

    owner: str
    purpose: str
    active: str
    _keys: Mapping[str, AESGCM] = field(repr=False)
    _bound: bytes = field(repr=False)

    @classmethod
    def of(cls, owner: str, purpose: str, keys: Mapping[str, bytes]) -> "FormCipher":
        """``keys`` by id, the active one first."""
        bound = "\0".join(("juki form", owner, purpose)).encode()
        return cls(owner, purpose, next(iter(keys)), {name: AESGCM(key) for name, key in keys.items()}, bound)

    def seal(self, content: bytes) -> str:
        """``v1:<key>:<base64url>`` under the active key."""
        nonce = os.urandom(_NONCE)
        return _text(self.active, nonce + self._keys[self.active].encrypt(nonce, content, self._bound))

    def open(self, stored: str) -> bytes:
        """The content.

        Raises:
            KeyUnknown, ValueUnreadable: as for a column.
        """
        name, content = _parts(self, stored)
        key = self._keys.get(name)
        if key is None:
            raise KeyUnknown(key=name, owner=self.owner, purpose=self.purpose)
        try:
            return key.decrypt(content[:_NONCE], content[_NONCE:], self._bound)
        except (InvalidTag, ValueError):
            raise ValueUnreadable(owner=self.owner, purpose=self.purpose) from None


def _text(name: str, content: bytes) -> str:
    return f"{PREFIX}:{name}:{urlsafe_b64encode(content).decode().rstrip('=')}"


def _parts(cipher: ColumnCipher | FormCipher, stored: str) -> tuple[str, bytes]:
    prefix, _, rest = stored.partition(":")
    name, _, text = rest.partition(":")
    try:
        content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        content = b""
    if prefix != PREFIX or not content or _text(name, content) != stored:
        raise ValueUnreadable(owner=cipher.owner, purpose=cipher.purpose)
    return name, content
