"""Walking a stretch of the chain: each row holds the digest before it, so that stretches can be walked on their own.

A row's mark is the beginning of the digest of its content alone, without number and place: marks tell what stood where
even when all digests after a change were made anew.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MARK = 8
"""Bytes of a mark. Two rows of one content have one mark; making another content for a mark takes 2**64 tries."""
START = bytes(32)
NEAR = 2_000
"""How far a moved row is looked for."""


class Kind(StrEnum):
    """What was done to a row."""

    CHANGED = "changed"
    DROPPED = "dropped"
    INSERTED = "inserted"
    REORDERED = "reordered"
    HEAD = "head"
    ROOT = "root"


WORDS = {
    Kind.CHANGED: "内容が書き換えられています",
    Kind.DROPPED: "行が欠けています",
    Kind.INSERTED: "余分な行が入っています",
    Kind.REORDERED: "行の順序が入れ替えられています",
    Kind.HEAD: "末尾の記録(audit_head)が書き換えられています",
    Kind.ROOT: "署名済みの記録(trail_root)と合いません",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain does not hold, and how."""

    number: int
    kind: Kind
    why: str

    @classmethod
    def of(cls, number: int, kind: Kind, why: str = "") -> "Broken":
        """The first bad row and what happened to it, in words."""
        return cls(number, kind, why or WORDS[kind])


@dataclass(frozen=True, slots=True)
class Row:
    """A stored row: number, both digests as stored, and its content as canonical JSON without number and place."""

    number: int
    previous: bytes
    digest: bytes
    content: bytes

    def digest_as(self, number: int, previous: bytes) -> bytes:
        """The digest of this content, had it stood at ``number`` behind ``previous``."""
        return hashlib.sha256(b'[%d,"%s",%s' % (number, previous, self.content)).hexdigest().encode()


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a walk over rows found: the marks up to the first break, the digest at its end (hexadecimal), the break."""

    first: int
    marks: bytes
    digest: bytes
    broken: Broken | None = None

    @property
    def last(self) -> int:
        """The last row walked."""
        return self.first + len(self.marks) // MARK - 1


def mark_of(content: bytes) -> bytes:
    """A row's mark."""
    return hashlib.sha256(content).digest()[:MARK]


def walk(rows: Iterable[bytes], *, first: int, last: int, previous: bytes) -> Stretch:
    """Rows as :func:`parsed` takes them, from ``first`` to ``last``; ``previous`` is the digest before, hexadecimal."""
    expected, marks, sha256, append = first, bytearray(), hashlib.sha256, None
    append = marks.extend
    for line in rows:
        row_number, row_previous, row_digest, content = parsed(line)
        if row_number != expected or row_previous != previous:
            return Stretch(
                first,
                bytes(marks),
                previous,
                _broken(Row(row_number, row_previous, row_digest, content), expected, first),
            )
        found = sha256(b'[%d,"%s",%s' % (expected, previous, content)).hexdigest().encode()
        if found != row_digest:
            return Stretch(
                first,
                bytes(marks),
                previous,
                _broken(Row(row_number, row_previous, row_digest, content), expected, first),
            )
        append(sha256(content).digest()[:MARK])
        previous, expected = found, expected + 1
    broken = Broken.of(expected, Kind.DROPPED) if expected <= last else None
    return Stretch(first, bytes(marks), previous, broken)


def parsed(line: bytes) -> tuple[int, bytes, bytes, bytes]:
    """A line of COPY in text form: number, previous, digest, content; JSON escapes whatever else COPY would."""
    number, previous, digest, content = line.split(b"\t", 3)
    content = content.rstrip(b"\n")
    if b"\\" in content:
        content = content.replace(b"\\\\", b"\\")
    return int(number), previous, digest, content


def _broken(row: Row, expected: int, first: int) -> Broken:
    if row.number != expected:
        return Broken.of(expected, Kind.DROPPED)
    if row.digest_as(row.number, row.previous) == row.digest:
        # Whole in itself and bound to another row than the one before it: that one was made anew.
        return Broken.of(max(expected - 1, first), Kind.CHANGED)
    near = range(max(1, row.number - NEAR), row.number + NEAR)
    if any(row.digest_as(number, row.previous) == row.digest for number in near):
        return Broken.of(expected, Kind.REORDERED)
    return Broken.of(expected, Kind.CHANGED)


def first_difference(found: bytes, kept: bytes) -> int | None:
    """The index of the first mark that differs, where both have one; None when all are equal."""
    length = min(len(found), len(kept)) // MARK * MARK
    if found[:length] == kept[:length]:
        return None
    low, high = 0, length // MARK
    while high - low > 1:
        middle = (low + high) // 2
        if found[low * MARK : middle * MARK] == kept[low * MARK : middle * MARK]:
            low = middle
        else:
            high = middle
    return low


def kind_at(index: int, *, found: bytes, kept: bytes) -> Kind:
    """What was done where ``found`` first differs from ``kept``, at ``index`` of both."""

    def at(marks: bytes, place: int) -> bytes:
        return marks[place * MARK : (place + 1) * MARK]

    stands, stood = at(found, index), at(kept, index)
    if not stands:
        return Kind.DROPPED
    after_stands, after_stood = at(found, index + 1), at(kept, index + 1)
    if stands == after_stood:
        return Kind.REORDERED if after_stands == stood else Kind.DROPPED
    if after_stands == stood:
        return Kind.INSERTED
    moved = any(at(kept, place) == stands for place in range(index + 2, min(index + NEAR, len(kept) // MARK)))
    return Kind.REORDERED if moved else Kind.CHANGED
