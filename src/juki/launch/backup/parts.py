"""Named parts one after another in one stream: name, pieces with their lengths, and a zero at the end of each."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from juki.launch.backup.errors import Altered

LONGEST_PIECE = 1 << 24
LONGEST_NAME = 1000
OUT_OF_SHAPE = "区切りが読めない"


class Part(msgspec.Struct, frozen=True):
    """Length and digest of a part."""

    bytes: int
    sha256: str


class Sink(Protocol):
    """Where parts go."""

    def write(self, content: bytes) -> None:
        """Take more."""


class Source(Protocol):
    """Where parts come from."""

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes, none at the end."""

    def exactly(self, size: int) -> bytes:
        """Exactly ``size`` bytes."""


def put(sink: Sink, name: str, pieces: Iterable[bytes]) -> Part:
    """Write a part as its pieces come; its length and digest."""
    if not is_below(name):
        raise ValueError(name)
    title, size, digest = name.encode(), 0, hashlib.sha256()
    sink.write(len(title).to_bytes(2, "big") + title)
    for piece in pieces:
        if piece:
            sink.write(len(piece).to_bytes(4, "big"))
            sink.write(piece)
            digest.update(piece)
            size += len(piece)
    sink.write(bytes(4))
    return Part(size, digest.hexdigest())


def parts(source: Source, *, file: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every part with its pieces; a part must be read to its end before the next.

    Raises:
        Altered: the stream has another shape.
    """
    while first := source.read(1):
        length = int.from_bytes(first + source.exactly(1), "big")
        name = source.exactly(length).decode("utf-8", "replace")
        if not is_below(name):
            raise Altered(file=file, what=OUT_OF_SHAPE)
        pieces = _pieces(source, file)
        yield name, pieces
        for _ in pieces:
            pass


def is_below(name: str) -> bool:
    """Whether ``name`` is a relative path that stays where it is unpacked."""
    steps = name.split("/")
    return len(name) <= LONGEST_NAME and "\0" not in name and not {"", ".", ".."}.intersection(steps)


def digested(pieces: Iterable[bytes], found: list[Part]) -> Iterator[bytes]:
    """Pass ``pieces`` on, and append the part's length and digest to ``found`` at the end."""
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield piece
    found.append(Part(size, digest.hexdigest()))


def _pieces(source: Source, file: str) -> Iterator[bytes]:
    while left := int.from_bytes(source.exactly(4), "big"):
        if left > LONGEST_PIECE:
            raise Altered(file=file, what=OUT_OF_SHAPE)
        while left:
            piece = source.read(left)
            if not piece:
                raise Altered(file=file, what=OUT_OF_SHAPE)
            left -= len(piece)
            yield piece
