"""Verifying the log of one system: rows, head, signed roots, and what was removed after its years."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import psycopg
from psycopg import Connection

from juki.oversight.trail.domain.roots import Root, faults_of
from juki.oversight.trail.domain.walk import (
    MARK,
    START,
    Broken,
    Kind,
    Stretch,
    first_difference,
    kind_at,
    walk,
)
from juki.oversight.trail.services import keeping, reading

LEAST = 200_000
"""Rows below which a second process costs more than it brings."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: rows, the digest at the end (hexadecimal), roots, the first break of all."""

    rows: int
    head: str
    roots: int
    broken: Broken | None


def verify(
    connection: Connection,
    *,
    signers: keeping.Signers,
    kept: Sequence[Root] | None = None,
    workers: int = 1,
    dsn: str = "",
) -> Verdict:
    """Walk everything; the earliest of whatever is wrong is named.

    ``signers`` checks signatures; ``kept`` are roots that another body kept, which count more than the database's own;
    with several ``workers``, each reads its stretches by ``dsn``. May run while rows are being added.
    """
    end = reading.end_of(connection)
    roots = keeping.roots_of(connection)
    if end is None:
        highest = connection.execute("select coalesce(max(number), 0) from audit_entry").fetchone()
        return Verdict(
            0,
            "",
            len(roots),
            Broken.of(highest[0] if highest else 0, Kind.HEAD, "末尾の記録(audit_head)がありません"),
        )
    start, previous, purged = keeping.beginning_of(connection, roots, signers=signers)
    faults = [purged, *faults_of(roots, kept, signers.content)]
    if end.lowest is not None and end.lowest < start:
        faults.append(Broken.of(end.lowest, Kind.INSERTED))
    if end.highest is not None and end.highest > end.number:
        faults.append(Broken.of(end.number + 1, Kind.INSERTED, "末尾より後に余分な行があります"))
    stretches = _walked(connection, start, end.number, previous, workers=workers, dsn=dsn)
    chain = next((stretch.broken for stretch in stretches if stretch.broken), None)
    marks = _joined(stretches)
    faults.append(chain)
    if chain is None and end.highest in (None, end.number) and stretches[-1].digest != end.digest:
        faults.append(Broken.of(end.number, Kind.HEAD))
    faults.append(_against(kept or roots, marks, start, connection, chain))
    if chain is None:
        faults.append(_ends(connection, kept or roots, start))
    found = [fault for fault in faults if fault is not None]
    return Verdict(
        end.number - start + 1, end.digest.decode(), len(roots), min(found, key=_place) if found else None
    )


def _place(fault: Broken) -> tuple[int, bool]:
    return fault.number, fault.kind is Kind.ROOT  # of two words about one row, the one about the row itself


def _walked(
    connection: Connection, first: int, last: int, previous: bytes, *, workers: int, dsn: str
) -> list[Stretch]:
    rows = last - first + 1
    if workers < 2 or rows < LEAST or not dsn:
        return [walk(reading.lines(connection, first, last), first=first, last=last, previous=previous)]
    step = -(-rows // (workers * 4))
    bounds = [(begin, min(begin + step - 1, last)) for begin in range(first, last + 1, step)]
    befores = [
        previous,
        *(reading.digest_at(connection, begin - 1) or START.hex().encode() for begin, _ in bounds[1:]),
    ]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(
            pool.map(_stretch, [(dsn, *bound, before) for bound, before in zip(bounds, befores, strict=True)])
        )


def _stretch(asked: tuple[str, int, int, bytes]) -> Stretch:
    dsn, first, last, previous = asked
    with psycopg.connect(dsn) as connection:
        return walk(reading.lines(connection, first, last), first=first, last=last, previous=previous)


def _joined(stretches: Sequence[Stretch]) -> bytes:
    """The marks from the beginning to the first break."""
    parts = []
    for stretch in stretches:
        parts.append(stretch.marks)
        if stretch.broken:
            break
    return b"".join(parts)


def _against(
    roots: Sequence[Root], marks: bytes, start: int, connection: Connection, chain: Broken | None
) -> Broken | None:
    """The first row that is not what it was when a root was signed over it, by the marks."""
    covered = [root for root in roots if root.last >= start]
    if not covered:
        return None
    kept = b"".join(root.marks for root in covered)
    index = first_difference(marks[(covered[0].first - start) * MARK :], kept)
    if index is None:
        if chain is None or chain.number > covered[-1].last:
            return None
        index = chain.number - covered[0].first  # broken here by the chain: the marks tell how
    return Broken.of(
        covered[0].first + index, _kind(covered[0].first + index, kept[index * MARK :], connection)
    )


def _kind(number: int, kept: bytes, connection: Connection) -> Kind:
    """What happened at ``number``, where ``kept`` begins, from the rows that stand there now and behind it."""
    standing: dict[int, bytes] = {}
    for line in reading.lines(connection, number, number + 1):
        found, mark = keeping.mark_of_line(line)
        standing[found] = mark
    if number not in standing:
        return Kind.DROPPED
    here = standing[number] + standing.get(number + 1, b"")
    return Kind.CHANGED if here[:MARK] == kept[:MARK] else kind_at(0, found=here, kept=kept)


def _ends(connection: Connection, roots: Sequence[Root], start: int) -> Broken | None:
    """A root whose last row has another digest than was signed: the log was made anew before it."""
    for root in roots:
        if root.last >= start and reading.digest_at(connection, root.last) != root.digest:
            return Broken.of(root.last, Kind.ROOT)
    return None
