"""Where a database stands: rows of every table, the end of its audit chain, how far each of its links is."""

from typing import Any

from psycopg import Connection, sql

from juki.launch.backup.manifest import Position, Sent, Taken


def position_of(conn: Connection[Any]) -> Position:
    """Read in the transaction that ``conn`` is in; its isolation decides whether all of it is one moment."""
    head = conn.execute("select number, encode(digest, 'hex') from audit_head where id = 1").fetchone()
    number, digest = head or (0, "")
    return Position(
        rows=rows_of(conn),
        audit_rows=number,
        audit_digest=digest,
        sent=[Sent(*row) for row in conn.execute(_SENT)],
        taken=[Taken(*row) for row in conn.execute(_TAKEN)],
    )


def rows_of(conn: Connection[Any]) -> dict[str, int]:
    """Rows by table; a partitioned table once."""
    found = {}
    for schema, table in conn.execute(TABLES).fetchall():
        count = conn.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table)))
        found[table if schema == "public" else f"{schema}.{table}"] = int((count.fetchone() or (0,))[0])
    return found


def missing(then: Position, now: Position, *, still: bool) -> list[str]:
    """What a restored database lacks of what its backup noted; when the city stood ``still``, nothing may differ at all."""
    if still:
        changed = {
            name for name in then.rows.keys() | now.rows.keys() if then.rows.get(name) != now.rows.get(name)
        }
        return sorted(changed) or ([] if then == now else ["links, audit"])
    sent = {(one.owner, one.destination): (one.epoch, one.last) for one in now.sent}
    taken = {(one.owner, one.sender): (one.epoch, one.last) for one in now.taken}
    behind = [
        f"{one.owner} > {one.destination}"
        for one in then.sent
        if sent.get((one.owner, one.destination), (0, 0)) < (one.epoch, one.last)
    ]
    behind += [
        f"{one.owner} < {one.sender}"
        for one in then.taken
        if taken.get((one.owner, one.sender), (0, 0)) < (one.epoch, one.last)
    ]
    behind += sorted(then.rows.keys() - now.rows.keys())
    return [*behind, "audit"] if now.audit_rows < then.audit_rows else behind


def is_on_chain(conn: Connection[Any], then: Position) -> bool:
    """Whether the end of the chain, as the backup noted it, is a row of this one."""
    if not then.audit_rows:
        return True
    row = conn.execute("select encode(digest, 'hex') from audit_entry where number = %s", [then.audit_rows])
    return row.fetchone() == (then.audit_digest,)


TABLES = """select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
 and n.nspname not like 'pg\\_%' order by 1, 2"""

_SENT = """select h.owner, h.destination, h.epoch, h.last, coalesce(d.acknowledged, 0),
 (select count(*) from links_outbox o where o.owner = h.owner and o.destination = h.destination and o.delivered_at is null)
 from links_outbox_head h left join links_delivery d
 on d.owner = h.owner and d.destination = h.destination and d.epoch = h.epoch order by 1, 2"""

_TAKEN = "select owner, sender, epoch, last from links_inbox_head order by 1, 2"
