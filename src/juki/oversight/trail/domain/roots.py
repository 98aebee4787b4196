"""Roots: what is signed over the log, how one follows the other, what is wrong with a sequence of them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from juki.oversight.trail.domain.walk import MARK, Broken, Kind

FIRST_BEFORE = "0" * 64


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed: of which system, until when and which row, how many rows, the digests, the root before."""

    system: str
    number: int
    day: date
    first: int
    last: int
    count: int
    digest: str
    marks: str
    previous: str
    at: str


@dataclass(frozen=True, slots=True)
class Root:
    """A root as it is kept: the signed token and, beside it, what it lets one check."""

    number: int
    day: date
    first: int
    last: int
    marks: bytes
    token: str
    certificate: str
    digest: bytes


Content = Callable[[str, str], Statement | None]
"""The statement in a token by the certificate beside it; None unless it is signed by the system itself."""


def digest_of(token: str) -> str:
    """What the next root says of the one before."""
    return hashlib.sha256(token.encode()).hexdigest()


def faults_of(roots: Sequence[Root], kept: Sequence[Root] | None, content: Content) -> list[Broken | None]:
    """What is wrong with the roots themselves; ``kept`` are those that another body has."""
    faults: list[Broken | None] = []
    for sequence in [roots, *([kept] if kept else [])]:
        faults.append(_fault_of(sequence, content))
    for root, other in zip(roots, kept or [], strict=False):
        if root.token != other.token:
            faults.append(Broken.of(other.first, Kind.ROOT, "署名済みの記録が、控えと違います"))
            break
    if kept and len(roots) < len(kept):
        faults.append(Broken.of(kept[len(roots)].first, Kind.ROOT, "控えにある署名済みの記録が欠けています"))
    return faults


def _fault_of(roots: Sequence[Root], content: Content) -> Broken | None:
    before, last = FIRST_BEFORE, None
    for number, root in enumerate(roots, start=1):
        said = content(root.token, root.certificate)
        if said is None:
            return Broken.of(root.first, Kind.ROOT, "署名済みの記録の署名が正しくありません")
        if (
            root.number != number
            or said.number != number
            or said.previous != before
            or (last is not None and said.first != last + 1)
        ):
            return Broken.of(
                min(root.first, said.first), Kind.ROOT, "署名済みの記録が欠けているか、順序が違います"
            )
        if not _agrees(root, said):
            return Broken.of(root.first, Kind.ROOT)
        before, last = digest_of(root.token), said.last
    return None


def _agrees(root: Root, said: Statement) -> bool:
    return (
        (said.day, said.first, said.last, said.digest.encode())
        == (root.day, root.first, root.last, root.digest)
        and said.count == said.last - said.first + 1 == len(root.marks) // MARK
        and said.marks == hashlib.sha256(root.marks).hexdigest()
    )
