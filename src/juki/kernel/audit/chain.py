"""Writing the hash chain; who checks it stands above (:mod:`juki.oversight.trail`).

Each row's digest covers its own content and the digest before it; a row changed, removed or slipped in afterwards
breaks the chain at its place. Rows are numbered without gaps under the lock of the head row.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection


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


_INSERT = """with head as (update audit_head set number = %s, digest = %s where id = 1)
 insert into audit_entry (number, previous, digest, machine_time, city_time, who, permission, terminal,
 action, reason, subjects, trace, outcome, detail) select number, previous, digest, machine_time, city_time, who,
 permission, terminal, action, reason, subjects, trace, outcome, detail from json_to_recordset(%s::json) as row (number
 bigint, previous bytea, digest bytea, machine_time timestamptz, city_time timestamptz, who text, permission text,
 terminal text, action text, reason text, subjects text[], trace uuid, outcome text, detail jsonb)"""


def _row(number: int, previous: bytes, digest: bytes, entry: Entry) -> dict[str, Any]:
    return {
        "number": number, "previous": rf"\x{previous.hex()}", "digest": rf"\x{digest.hex()}",
        "machine_time": entry.machine_time.isoformat(), "city_time": entry.city_time.isoformat(), "who": entry.who,
        "permission": entry.right, "terminal": entry.terminal, "action": entry.action, "reason": entry.reason,
        "subjects": list(entry.subjects), "trace": str(entry.trace), "outcome": entry.outcome,
        "detail": dict(entry.detail),
    }  # fmt: skip


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
