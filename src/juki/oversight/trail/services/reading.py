"""Reading the log as it lies in the database, in order, by whatever connection: the process's own, or a program's."""

from collections.abc import Iterator
from typing import NamedTuple

from psycopg import Connection

_CONTENT = """'"' || to_char(machine_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00","'
 || to_char(city_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00",' || to_json(who) || ','
 || to_json(permission) || ',' || to_json(terminal) || ',' || to_json(action) || ',' || to_json(reason) || ','
 || to_json(subjects) || ',"' || trace || '",' || to_json(outcome) || ',' || case when detail = '{}' then '{}' else (select
 '{' || string_agg(to_json(key) || ':' || value, ',' order by key collate "C") || '}' from jsonb_each(detail)) end || ']'"""
"""The canonical JSON of an entry behind number and previous digest: what :func:`juki.kernel.audit.chain.digest_of` hashes.

Text may hold anything: JSON of the database escapes exactly what Python's does when it keeps other signs as they are.
"""
LINES = f"""copy (select number, encode(previous, 'hex'), encode(digest, 'hex'), {_CONTENT} from audit_entry
 where number between %s and %s order by number) to stdout"""  # noqa: S608 - nothing but our own text


class End(NamedTuple):
    """Where the log ends: by its head row, and by its rows."""

    number: int
    digest: bytes
    lowest: int | None
    highest: int | None


def end_of(connection: Connection) -> End | None:
    """The head and the outermost rows in one look, so that a log that grows agrees with itself; None without a head."""
    row = connection.execute(
        "select number, encode(digest, 'hex')::bytea, (select min(number) from audit_entry), (select max(number) from"
        " audit_entry) from audit_head where id = 1"
    ).fetchone()
    return End(int(row[0]), bytes(row[1]), row[2], row[3]) if row else None


def lines(connection: Connection, first: int, last: int) -> Iterator[bytes]:
    """The rows from ``first`` to ``last`` as :func:`juki.oversight.trail.domain.walk.walk` takes them."""
    with connection.cursor() as cursor, cursor.copy(LINES, [first, last]) as copy:
        for line in copy:
            yield bytes(line)


def digest_at(connection: Connection, number: int) -> bytes | None:
    """The stored digest of a row, hexadecimal."""
    row = connection.execute(
        "select encode(digest, 'hex')::bytea from audit_entry where number = %s", [number]
    ).fetchone()
    return bytes(row[0]) if row else None
