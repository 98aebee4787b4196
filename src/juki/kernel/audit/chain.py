"""Writing and verifying the hash chain.

Each row's digest covers its own content and the digest before it; a row changed, removed or slipped in afterwards
breaks the chain at its place. Rows are numbered without gaps under the lock of the head row.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

START = bytes(32)
_BEFORE_ALL = -(2**63)


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


class _Head(NamedTuple):
    number: int
    digest: bytes


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
        cursor.execute(_INSERT, [number, previous, json.dumps(rows, ensure_ascii=False)])


def verify(*, batch: int = 5_000) -> Broken | None:
    """Walk the whole chain; ``None`` if every row and the head agree, else the first break.

    May run while rows are being added: the head is read before and after the walk, whose end must lie between.
    """
    before = _head()
    previous, expected, at_head = START, 0, START
    for number, stored_previous, stored_digest, entry in _stored(batch):
        expected += 1
        if number != expected:
            return Broken(min(number, expected), "行が欠けているか、余分な行があります")
        if stored_previous != previous or stored_digest != digest_of(number, previous, entry):
            return Broken(number, "内容が書き換えられています")
        previous = stored_digest
        if before and number == before.number:
            at_head = stored_digest
    return _end(before, _head(), walked=_Head(expected, previous), at_head=at_head)


def _end(before: _Head | None, after: _Head | None, *, walked: _Head, at_head: bytes) -> Broken | None:
    if before is None or after is None:
        return Broken(walked.number, "末尾の記録(audit_head)がありません")
    if walked.number < before.number:
        return Broken(walked.number + 1, "末尾の行が欠けています")
    if walked.number > after.number:
        return Broken(after.number + 1, "末尾より後に余分な行があります")
    if at_head != before.digest or (walked.number == after.number and walked.digest != after.digest):
        return Broken(walked.number, "末尾の記録(audit_head)が書き換えられています")
    return None


_INSERT = """with head as (update audit_head set number = %s, digest = %s where id = 1)
 insert into audit_entry (number, previous, digest, machine_time, city_time, who, permission, terminal,
 action, reason, subjects, trace, outcome, detail) select number, previous, digest, machine_time, city_time, who,
 permission, terminal, action, reason, subjects, trace, outcome, detail from json_to_recordset(%s::json) as row (number
 bigint, previous bytea, digest bytea, machine_time timestamptz, city_time timestamptz, who text, permission text,
 terminal text, action text, reason text, subjects text[], trace uuid, outcome text, detail jsonb)"""


def _head() -> _Head | None:
    with connection.cursor() as cursor:
        cursor.execute("select number, digest from audit_head where id = 1")
        row = cursor.fetchone()
    return _Head(row[0], bytes(row[1])) if row else None


def _row(number: int, previous: bytes, digest: bytes, entry: Entry) -> dict[str, Any]:
    return {
        "number": number, "previous": rf"\x{previous.hex()}", "digest": rf"\x{digest.hex()}",
        "machine_time": entry.machine_time.isoformat(), "city_time": entry.city_time.isoformat(), "who": entry.who,
        "permission": entry.right, "terminal": entry.terminal, "action": entry.action, "reason": entry.reason,
        "subjects": list(entry.subjects), "trace": str(entry.trace), "outcome": entry.outcome,
        "detail": dict(entry.detail),
    }  # fmt: skip


def _stored(batch: int) -> Iterator[tuple[int, bytes, bytes, Entry]]:
    last = _BEFORE_ALL
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
