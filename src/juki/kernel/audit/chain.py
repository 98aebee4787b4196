"""Writing and verifying the hash chain.

Each row's digest covers its own content and the digest before it; a row changed, removed or slipped in afterwards
breaks the chain at its place. Rows are numbered without gaps under the lock of the head row.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

START = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an act wants remembered; the chain adds number and digest."""

    who: str
    right: str
    terminal: str
    city_time: datetime
    machine_time: datetime
    action: str
    reason: str
    subjects: tuple[str, ...]
    trace: UUID
    outcome: str
    detail: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain does not hold, and how."""

    number: int
    why: str


def digest_of(number: int, previous: bytes, entry: Entry) -> bytes:
    """SHA-256 over the canonical JSON of an entry, its number and the digest before it (32 bytes)."""
    content = [
        number, previous.hex(), _utc(entry.machine_time), _utc(entry.city_time), entry.who, entry.right,
        entry.terminal, entry.action, entry.reason, list(entry.subjects), str(entry.trace), entry.outcome,
        dict(sorted(entry.detail.items())),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).digest()


def append(entries: Sequence[Entry]) -> None:
    """Add rows to the chain, inside the caller's transaction and as its last statements."""
    if not entries:
        return
    with connection.cursor() as cursor:
        cursor.execute("select number, digest from audit_head where id = 1 for update")
        number, digest = cursor.fetchone()
        previous = bytes(digest)
        rows = []
        for entry in entries:
            number += 1
            following = digest_of(number, previous, entry)
            rows.append(_row(number, previous, following, entry))
            previous = following
        cursor.executemany(_INSERT, rows)
        cursor.execute("update audit_head set number = %s, digest = %s where id = 1", [number, previous])


def verify(*, batch: int = 5_000) -> Broken | None:
    """Walk the whole chain; ``None`` if every row and the head agree, else the first break."""
    previous, expected = START, 0
    for number, stored_previous, stored_digest, entry in _stored(batch):
        expected += 1
        if number != expected:
            return Broken(expected, "行が欠けています")
        if stored_previous != previous or stored_digest != digest_of(number, previous, entry):
            return Broken(number, "内容が書き換えられています")
        previous = stored_digest
    with connection.cursor() as cursor:
        cursor.execute("select number, digest from audit_head where id = 1")
        number, digest = cursor.fetchone()
    return (
        None
        if (number, bytes(digest)) == (expected, previous)
        else Broken(expected + 1, "末尾の行が欠けています")
    )


_INSERT = """insert into audit_entry (number, previous, digest, machine_time, city_time, who, permission, terminal,
 action, reason, subjects, trace, outcome, detail) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"""


def _row(number: int, previous: bytes, digest: bytes, entry: Entry) -> tuple[Any, ...]:
    return (
        number, previous, digest, entry.machine_time, entry.city_time, entry.who, entry.right, entry.terminal,
        entry.action, entry.reason, list(entry.subjects), entry.trace, entry.outcome, json.dumps(dict(entry.detail)),
    )  # fmt: skip


def _stored(batch: int) -> Iterator[tuple[int, bytes, bytes, Entry]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                """select number, previous, digest, who, permission, terminal, city_time, machine_time, action, reason,
                   subjects, trace, outcome, detail::text from audit_entry where number > %s order by number limit %s""",
                [last, batch],
            )
            rows = cursor.fetchall()
        for number, previous, digest, *rest, subjects, trace, outcome, detail in rows:
            who, right, terminal, city_time, machine_time, action, reason = rest
            entry = Entry(
                who=who, right=right, terminal=terminal, city_time=city_time, machine_time=machine_time, action=action,
                reason=reason, subjects=tuple(subjects), trace=trace, outcome=outcome, detail=json.loads(detail),
            )  # fmt: skip
            yield number, bytes(previous), bytes(digest), entry
            last = number
        if len(rows) < batch:
            return


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
