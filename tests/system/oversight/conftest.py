"""A log of a dozen rows, whose owner does to it what an owner can do."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, timedelta

import psycopg
import pytest
from django.test import override_settings

from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from support import server

ROWS = 12


def owner(*statements: str) -> None:
    """As the superuser: no trigger, no constraint is in the way."""
    with psycopg.connect(
        server._superuser_dsn, dbname=psycopg.conninfo.conninfo_to_dict(server._owner_dsn)["dbname"]
    ) as conn:
        conn.execute("set session_replication_role = replica")
        for statement in statements:
            conn.execute(statement)  # type: ignore[call-overload]


def made_anew(*, by: str) -> None:
    """After ``by`` was done, every digest is computed anew, and the head with them: the chain holds again."""
    with psycopg.connect(
        server._superuser_dsn, dbname=psycopg.conninfo.conninfo_to_dict(server._owner_dsn)["dbname"]
    ) as conn:
        conn.execute("set session_replication_role = replica")
        ((from_one,),) = conn.execute(
            "select pg_get_constraintdef(oid) from pg_constraint where conname = 'audit_entry_from_one'"
        ).fetchall()
        conn.execute(
            "alter table audit_entry drop constraint audit_entry_pkey, drop constraint audit_entry_from_one"
        )
        conn.execute(by)
        rows = conn.execute(
            "select ctid, machine_time, city_time, who, permission, terminal, action, reason, subjects, trace, outcome, detail"
            " from audit_entry order by number, ctid"
        ).fetchall()
        previous, number = bytes(32), 0
        for ctid, machine, city, *words, subjects, trace, outcome, detail in rows:
            number += 1
            content = [number, previous.hex(), *(_utc(one) for one in (machine, city)), *words, subjects, str(trace), outcome,
                       dict(sorted(detail.items()))]  # fmt: skip
            digest = hashlib.sha256(
                json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
            ).digest()
            conn.execute("update audit_entry set number = %s, previous = %s, digest = %s where ctid = %s",
                         [number + 1_000_000, previous, digest, ctid])  # fmt: skip
            previous = digest
        conn.execute("update audit_entry set number = number - 1000000")
        conn.execute(
            f"alter table audit_entry add primary key (number), add constraint audit_entry_from_one {from_one}"
        )
        conn.execute("update audit_head set number = %s, digest = %s", [number, previous])


def _utc(moment) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@pytest.fixture
def house(committing_db: None) -> Iterator[None]:
    """Being the register, in whose name roots are signed."""
    with override_settings(JUKI_SYSTEM="registry"):
        yield


@pytest.fixture
def log(house: None) -> None:
    """``ROWS`` rows, each with something of its own in every column."""
    for n in range(1, ROWS + 1):
        write(n)


def write(n: int, **changes) -> None:
    times = current().clock.now()
    times = type(times)(city=times.city + timedelta(seconds=n), machine=times.machine + timedelta(seconds=n))
    actor = Actor(who=f"client:c{n}", right=f"test.right{n}", terminal=f"10.0.0.{n}")
    with one_act(actor, reason=f"理由{n}", times=times) as act:
        act.log(f"row.n{n}", subjects=[f"addressee:{n}"], detail={"n": n, "葛\U000e0100\\": '"値\t'})
