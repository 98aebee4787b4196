"""The audit row that says that and what was loaded, as a link of each database's chain."""

from collections.abc import Mapping, Sequence

from psycopg import Connection
from psycopg.types.json import Jsonb

from juki.kernel.audit.chain import Entry, digest_of
from juki.launch.loading.databases import ACTION
from juki.launch.loading.stamp import OPERATOR, TERMINAL, Stamp

_INSERT = """insert into audit_entry (number, previous, digest, machine_time, city_time, who, permission, terminal,
 action, reason, subjects, trace, outcome, detail) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"""


def record(
    connection: Connection, stamp: Stamp, detail: Mapping[str, str | int], *, action: str = ACTION,
    reason: str = "init", operator: str = OPERATOR, subjects: Sequence[str] = (),
) -> None:  # fmt: skip
    """Append the row, within the transaction of what is told; the head of the chain is locked by it."""
    entry = Entry(
        who=operator, right="init", terminal=TERMINAL, city_time=stamp.times.city, machine_time=stamp.times.machine,
        action=action, reason=reason, subjects=tuple(subjects), trace=stamp.trace, outcome="done", detail=dict(detail),
    )  # fmt: skip
    row = connection.execute("select number, digest from audit_head where id = 1 for update").fetchone()
    last, previous = row if row else (0, bytes(32))
    number = last + 1
    digest = digest_of(number, bytes(previous), entry)
    connection.execute(_INSERT, [
        number, previous, digest, entry.machine_time, entry.city_time, entry.who, entry.right, entry.terminal,
        entry.action, entry.reason, list(entry.subjects), entry.trace, entry.outcome, Jsonb(dict(entry.detail)),
    ])  # fmt: skip
    connection.execute("update audit_head set number = %s, digest = %s where id = 1", [number, digest])
