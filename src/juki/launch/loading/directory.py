"""The office's own directory: the clients and rights that the systems were given on the first day, with decisions.

Without these rows the first decision about such a client would tell the systems to forget everything else.
"""

import tomllib
from importlib.resources import files
from typing import Any
from uuid import uuid4

from psycopg import Connection

from juki.launch.founding.grants import table
from juki.launch.loading.stamp import Stamp
from juki.office.domain.client import ClientKind, is_id
from juki.office.domain.permission import System

DECIDED_BY = "job:init"
REASON = "初期設定"

_CLIENT = """insert into office_client (client, kind, section, active, legal_day, recorded_at, trace)
 values (%s, %s, %s, true, %s, %s, %s)"""
_GRANT = """insert into office_grant (client, system, permission, valid_from, granted_by, reason, legal_day, recorded_at,
 trace) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_DECISION = """insert into office_decision (kind, client, system, permission, valid_from, decided_by, reason, legal_day,
 recorded_at, trace) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""


def write(office: Connection, stamp: Stamp) -> int:
    """Every member of staff with rights in a system of the city; how many. Source: STD 10.3, 10.4."""
    staff = _staff()
    for client, rights in staff.items():
        _write_client(office, client, stamp)
        for system, permission in rights:
            _write_grant(office, client, system, permission, stamp)
    return len(staff)


def _staff() -> dict[str, list[tuple[str, str]]]:
    """Client → (system, permission); only ids that the office admits, only systems that it decides about."""
    known = {str(system) for system in System}
    every = {
        client: [(system, one) for system, listed in systems.items() if system in known for one in listed]
        for client, systems in table().items()
        if is_id(client)
    }
    return {client: rights for client, rights in every.items() if rights}


def listed() -> dict[str, Any]:
    """directory.toml: the usual section under ``default``, and what is known of each member of staff."""
    return tomllib.loads((files(__package__) / "directory.toml").read_text(encoding="utf-8"))


def section_of(client: str) -> str:
    """The section of a member of staff."""
    known = listed()
    return str(known.get(client, {}).get("section", known["default"]))


def _write_client(office: Connection, client: str, stamp: Stamp) -> None:
    section, day, moment = section_of(client), stamp.times.legal_day, stamp.times.machine
    trace = uuid4()
    office.execute(_CLIENT, [client, ClientKind.PERSON.value, section, day, moment, trace])
    added = ["client_added", client, None, None, None, DECIDED_BY, REASON, day, moment, trace]
    office.execute(_DECISION, added)


def _write_grant(office: Connection, client: str, system: str, permission: str, stamp: Stamp) -> None:
    day, moment, trace = stamp.times.legal_day, stamp.times.machine, uuid4()
    office.execute(_GRANT, [client, system, permission, day, DECIDED_BY, REASON, day, moment, trace])
    office.execute(
        _DECISION, ["granted", client, system, permission, day, DECIDED_BY, REASON, day, moment, trace]
    )
