"""The key under which backups are sealed: 32 random bytes in a file of its own, never inside the home."""

import base64
import binascii
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from juki.launch.backup.errors import KeyInsideHome, KeyThere, KeyUnreadable, NotWritten

MARK = "juki-backup-key-1"
SIZE = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A master key. ``number`` tells keys apart and gives nothing away."""

    secret: bytes = field(repr=False)

    @property
    def number(self) -> str:
        """Sixteen hexadecimal digits."""
        return hashlib.sha256(b"juki backup key number" + self.secret).hexdigest()[:16]

    def for_file(self, salt: bytes) -> bytes:
        """The key of one backup (32 bytes): nonces count from zero in each, so no two may share one."""
        return HKDF(SHA256(), SIZE, salt, b"juki backup file").derive(self.secret)


def new_key(file: Path, *, home: Path) -> Key:
    """Make a key and write it to ``file`` (0600).

    Raises:
        KeyThere: the file exists.
        KeyInsideHome: it would be lost with what it is to bring back.
        NotWritten: the place cannot be written.
    """
    if file.resolve().is_relative_to(home.resolve()):
        raise KeyInsideHome(file=str(file))
    key = Key(secrets.token_bytes(SIZE))
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(f"{MARK} {base64.b64encode(key.secret).decode()}\n")
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        raise KeyThere(file=str(file)) from None
    except OSError as error:
        raise NotWritten(place=str(file), why=error.strerror or "") from None
    return key


def read_key(file: Path) -> Key:
    """The key that :func:`new_key` left in ``file``.

    Raises:
        KeyUnreadable: it is missing, something else, or open to others.
    """
    try:
        if file.stat().st_mode & 0o077:
            raise KeyUnreadable(file=str(file), why="他人も読める権限です。chmod 600 で閉じてから")
        mark, _, text = file.read_text(encoding="ascii").strip().partition(" ")
        secret = base64.b64decode(text, validate=True)
    except OSError as error:
        raise KeyUnreadable(file=str(file), why=error.strerror or "") from None
    except (UnicodeDecodeError, binascii.Error):
        raise KeyUnreadable(file=str(file), why="形式") from None
    if mark != MARK or len(secret) != SIZE:
        raise KeyUnreadable(file=str(file), why="形式")
    return Key(secret)
