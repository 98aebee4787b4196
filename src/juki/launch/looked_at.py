"""Everyone who looked at, changed, or was provided with what concerns a resident, over all systems of this machine.

Each system's log names people by its own key: 宛名番号 (register, addressees, kiosk), 住民票コード (the CS), 団体内統合宛名番号
(unified, intermediary). The register and the unified system say which belong together; nothing of theirs is kept.
"""

import getpass
import socket
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import psycopg
from psycopg import Connection

from juki.kernel.clock import JAPAN
from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.loading import audit
from juki.launch.loading.stamp import Stamp
from juki.launch.postgres.dsn import Role, dsn_for

KEYS = {
    "registry": "select distinct 'resident:' || resident_code from registry_resident_version"
    " where addressee_number = %s and resident_code <> ''",
    "unified": "select 'unified:' || p.number from unified_link l join unified_person p on p.id = l.person_id"
    " where l.addressee_number = %s",
}  # fmt: skip
_ROWS = """select number, city_time, who, terminal, permission, action, outcome, reason, trace::text from audit_entry
 where subjects && %s order by number"""


@dataclass(frozen=True, slots=True)
class Look:
    """One row of one system's log, in the city's time."""

    system: str
    number: int
    at: datetime
    who: str
    terminal: str
    right: str
    action: str
    outcome: str
    reason: str
    trace: str


def looked_at(home: Home, systems: Sequence[str], number: str) -> list[Look]:
    """All rows that concern the resident of 宛名番号 ``number``, by time; the asking is logged in each system first.

    Raises:
        DatabaseDown: a database does not answer.
    """
    keys = [f"addressee:{number}"]
    for system in [one for one in KEYS if one in systems]:
        with closing(_connected(home, system)) as connection:
            keys += [str(key) for (key,) in connection.execute(KEYS[system], [number])]
    stamp = Stamp(home.clock().now(), uuid4())
    found: list[Look] = []
    for system in systems:
        with closing(_connected(home, system)) as connection:
            _log(connection, stamp, keys)
            found += [
                Look(system, row, at.astimezone(JAPAN), *words)
                for row, at, *words in connection.execute(_ROWS, [keys])
            ]
    return sorted(found, key=lambda look: (look.at, look.system, look.number))


def _log(connection: Connection, stamp: Stamp, keys: Sequence[str]) -> None:
    with connection.transaction():
        audit.record(
            connection, stamp, {"user": getpass.getuser(), "host": socket.gethostname()}, action="trail.asked",
            reason="supervision", operator="job:audit", subjects=keys,
        )  # fmt: skip
    connection.commit()


def _connected(home: Home, system: str) -> Connection:
    try:
        return psycopg.connect(dsn_for(system, Role.APP, home=home.root))
    except psycopg.Error:
        raise DatabaseDown(system=system) from None
