"""Chunks under AES-256-GCM. Nonce: the chunk's place and whether it is the last; so each holds only where it stood.

A file begins with ``MAGIC`` and one line of JSON that anybody may read (release, moment, number of the key); every chunk
is bound to it. Without a key the chunks are the plain bytes, and only the parts' digests stand for them.
"""

import os
import secrets
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from juki.launch.backup.errors import Altered, KeyNeeded, NotABackup, NotSealed, WrongKey
from juki.launch.backup.key import Key

MAGIC = b"JUKI-BACKUP-1\n"
CHUNK = 1 << 20
TAG = 16
LONGEST_HEADER = 4096
CUT_OFF, CHANGED = "末尾が欠けている", "内容が変わっている"


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is legible without the key. ``key`` is its number, ``salt`` the file's own (hex); both empty when plain."""

    version: str
    made_at: str
    key: str
    salt: str


class Sealer:
    """Takes bytes, writes chunks. ``close`` marks the end: without it the file is visibly cut off."""

    def __init__(self, sink: BinaryIO, *, key: Key | None, version: str, made_at: str) -> None:
        salt = secrets.token_bytes(16) if key else b""
        header = Header(version, made_at, key.number if key else "", salt.hex())
        self._bound = MAGIC + msgspec.json.encode(header) + b"\n"
        self._cipher = AESGCM(key.for_file(salt)) if key else None
        self._sink, self._place, self._held = sink, 0, bytearray()
        sink.write(self._bound)

    def write(self, content: bytes) -> None:
        """Take more; what cannot be the last chunk any more is written."""
        self._held += content
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), is_last=False)
            del self._held[:CHUNK]

    def close(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._held), is_last=True)
        self._held.clear()

    def _put(self, content: bytes, *, is_last: bool) -> None:
        if self._cipher is not None:
            content = self._cipher.encrypt(_nonce(self._place, is_last=is_last), content, self._bound)
        self._sink.write(content)
        self._place += 1


class Opener:
    """Gives back what a :class:`Sealer` took."""

    def __init__(self, source: BinaryIO, *, key: Key | None, name: str) -> None:
        """Raises NotABackup, KeyNeeded, WrongKey, NotSealed: before a byte of the content is read."""
        self.header, self._bound = _header(source, name)
        self._name, self._source = name, source
        self._cipher = None
        if self.header.key:
            if key is None:
                raise KeyNeeded
            if key.number != self.header.key:
                raise WrongKey(file=name, given=key.number, wanted=self.header.key)
            self._cipher = AESGCM(key.for_file(bytes.fromhex(self.header.salt)))
        elif key is not None:
            raise NotSealed(file=name)
        self._chunks = self._opened()
        self._held, self._at = b"", 0

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; none at the end.

        Raises:
            Altered: the next chunk is not what was written in its place.
        """
        if self._at == len(self._held):
            self._held, self._at = next(self._chunks, b""), 0
        found = self._held[self._at : self._at + size]
        self._at += len(found)
        return found

    def exactly(self, size: int) -> bytes:
        """Exactly ``size`` bytes.

        Raises:
            Altered: there are fewer.
        """
        found = self.read(size)
        while len(found) < size:
            more = self.read(size - len(found))
            if not more:
                raise Altered(file=self._name, what=CUT_OFF)
            found += more
        return found

    def _opened(self) -> Iterator[bytes]:
        size = CHUNK + (TAG if self._cipher else 0)
        place, present = 0, self._source.read(size)
        while present or (place == 0 and self._cipher):
            following = self._source.read(size)
            yield self._plain(place, present, is_last=not following)
            place, present = place + 1, following

    def _plain(self, place: int, content: bytes, *, is_last: bool) -> bytes:
        if self._cipher is None:
            return content
        try:
            return self._cipher.decrypt(_nonce(place, is_last=is_last), content, self._bound)
        except (InvalidTag, ValueError):
            raise Altered(file=self._name, what=CUT_OFF if is_last else CHANGED) from None


def _header(source: BinaryIO, name: str) -> tuple[Header, bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise NotABackup(file=name)
    line = source.readline(LONGEST_HEADER)
    try:
        header = msgspec.json.decode(line, type=Header)
        bytes.fromhex(header.salt)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise NotABackup(file=name) from None
    return header, MAGIC + line


def _nonce(place: int, *, is_last: bool) -> bytes:
    return place.to_bytes(11, "big") + (b"\1" if is_last else b"\0")


def sync_folder(folder: os.PathLike[str]) -> None:
    """Make the names in ``folder`` last."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
