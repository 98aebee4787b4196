"""The file format of an output: AES-256-GCM in chunks under a key from a passphrase (scrypt).

``JUKI-OUT-1`` LF, a header of one line of JSON, LF, then chunks of 65,536 bytes, the last one shorter (or empty), each with its
16-byte tag. The nonce of a chunk is its number (11 bytes, big endian, from 0) and one byte that is 1 for the last chunk; what is
authenticated beside it is SHA-256 of magic and header. So a chunk that is changed, moved, left out or added, a header that is
exchanged and a file that is cut off are all found. The key is of this file alone, for its salt is.
"""

import hashlib
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from juki.oversight.output.errors import NotAnOutput, NotOpened

MAGIC = b"JUKI-OUT-1\n"
CHUNK, TAG, SALT = 65_536, 16, 16
COST, BLOCK, LANES = 2**15, 8, 1
_MOST_HEADER = 4_096


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In clear: which entry of whose ledger it is, the name of the content, and the salt. Nothing of anybody."""

    system: str
    number: int
    name: str
    salt: str


def seal(source: BinaryIO, target: BinaryIO, *, system: str, number: int, name: str, passphrase: str) -> str:
    """Write ``source`` sealed to ``target``; SHA-256 of all that was written, in hexadecimal."""
    salt = os.urandom(SALT)
    header = msgspec.json.encode(Header(system, number, name, b64encode(salt).decode()))
    head = MAGIC + header + b"\n"
    key, beside, whole = AESGCM(_key(passphrase, salt)), hashlib.sha256(head).digest(), hashlib.sha256()
    whole.update(head)
    target.write(head)
    for number_of, chunk, last in _chunks(source, CHUNK):
        part = key.encrypt(_nonce(number_of, last=last), chunk, beside)
        whole.update(part)
        target.write(part)
    return whole.hexdigest()


def header_of(source: BinaryIO) -> tuple[Header, bytes]:
    """The header, and it with the magic as they stand in the file; ``source`` is behind them afterwards.

    Raises:
        NotAnOutput: the file begins otherwise.
    """
    if source.read(len(MAGIC)) != MAGIC:
        raise NotAnOutput
    line = source.readline(_MOST_HEADER)
    try:
        header = msgspec.json.decode(line, type=Header)
        salt = b64decode(header.salt, validate=True)
    except (msgspec.DecodeError, ValueError):
        raise NotAnOutput from None
    if not line.endswith(b"\n") or len(salt) != SALT:
        raise NotAnOutput
    return header, MAGIC + line


def unseal(source: BinaryIO, target: BinaryIO, *, passphrase: str) -> Header:
    """Write the content of ``source`` to ``target``, chunk by chunk; throw ``target`` away when it is refused.

    Raises:
        NotAnOutput: no file of ours.
        NotOpened: another passphrase, or the file is not as it was made.
    """
    header, head = header_of(source)
    key, beside = AESGCM(_key(passphrase, b64decode(header.salt))), hashlib.sha256(head).digest()
    for number, chunk, last in _chunks(source, CHUNK + TAG):
        try:
            target.write(key.decrypt(_nonce(number, last=last), chunk, beside))
        except InvalidTag:
            raise NotOpened from None
    return header


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Full chunks, then the rest; whether a chunk is the last is known when nothing comes behind it."""
    number, chunk = 0, source.read(size)
    while True:
        following = source.read(size) if len(chunk) == size else b""
        yield number, chunk, not following
        if not following:
            return
        number, chunk = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=COST, r=BLOCK, p=LANES).derive(passphrase.encode("utf-8"))
