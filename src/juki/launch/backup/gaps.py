"""After a restore: which senders say that they have sent us more than we have.

A counterpart that was not set back with us goes on from its own number. What it sent between the backup and the restore
is missing here, and it has erased what we acknowledged. Its heartbeat then names another number than ours, so the feed
is not fresh, and its next message is refused as beyond a gap (LNK-0201). Nothing mends that by itself: the counterpart
has to send from the number after ours on, in a new epoch.
"""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import psycopg
from psycopg import Connection

from juki.launch.backup.contents import RESTORED
from juki.launch.backup.manifest import Restored
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import running_here

BETWEEN = timedelta(seconds=15)
"""More than a heartbeat: a message on its way makes one heartbeat differ, not two."""


class Gap(msgspec.Struct, frozen=True):
    """``receiver`` has messages up to ``last`` of ``epoch``; ``sender`` said at ``said_at`` that there are others.

    ``whole_until`` is when it last said that nothing was missing.
    """

    sender: str
    receiver: str
    epoch: int
    last: int
    said_at: datetime
    whole_until: datetime | None


def restored(home: Home) -> Restored | None:
    """The last restore of this home, or None."""
    try:
        return msgspec.json.decode((home.root / RESTORED).read_bytes(), type=Restored)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def gaps(home: Home) -> list[Gap]:
    """Every gap that shows since the last restore; none when there was none. A database that is away shows none."""
    since = restored(home)
    if since is None:
        return []
    found: list[Gap] = []
    for system in running_here(home):
        try:
            with psycopg.connect(dsn_for(system, Role.APP, home=home.root), connect_timeout=5) as conn:
                found += gaps_of(conn, since=since.restored_at)
        except psycopg.OperationalError:
            continue
    return found


def gaps_of(conn: Connection[Any], *, since: datetime) -> list[Gap]:
    """The gaps of one database: senders heard since ``since`` whose number was not ours, for longer than a heartbeat."""
    return [Gap(*row) for row in conn.execute(_GAPS, [since, BETWEEN])]


_GAPS = """select sender, owner, epoch, last, beat_at, heard_at from links_inbox_head
 where beat_at > %s and (heard_at is null or beat_at - heard_at > %s) order by 1, 2"""
