"""The throw-away server of a test run: one per run, one database per worker, cloned from a migrated template."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from juki.launch.postgres import provision
from juki.launch.postgres.dsn import Role, secret_file
from juki.launch.postgres.secret import read_secret
from juki.launch.postgres.temporary import temporary_cluster

SYSTEM = "testing"
_owner_dsn = ""
_superuser_dsn = ""


@contextmanager
def app_dsn(factory: pytest.TempPathFactory, *, durable: bool = False) -> Iterator[str]:
    """The app role's DSN of this worker's own database; ``durable``: it waits for the disk."""
    global _owner_dsn, _superuser_dsn
    shared = factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        shared = shared.parent
    with temporary_cluster(shared, durable=durable) as cluster:
        provision.provision(cluster.superuser_dsn(), systems=[SYSTEM], home=cluster.home)
        owner = str(read_secret(secret_file(cluster.home, SYSTEM, Role.OWNER)))
        app = str(read_secret(secret_file(cluster.home, SYSTEM, Role.APP)))
        _migrate(owner)
        _owner_dsn, _superuser_dsn = owner, cluster.superuser_dsn()
        yield app


def _migrate(owner: str) -> None:
    """In a process of its own: Django here must connect as the app role only."""
    environ = {**os.environ, "JUKI_TEST_OWNER_DSN": owner, "DJANGO_SETTINGS_MODULE": "support.settings"}
    program = f"import django; django.setup(); from juki.launch.migrating import migrate; migrate({owner!r})"
    path = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")])
    subprocess.run([sys.executable, "-c", program], check=True, env={**environ, "PYTHONPATH": path})


def admit(connections: int) -> None:
    """Let the app role have so many connections at once: more than one process speaks for a system."""
    with psycopg.connect(_superuser_dsn) as superuser:
        superuser.execute(f"alter role juki_{SYSTEM}_app connection limit {connections}")


def as_superuser(*statements: str) -> None:
    """Do something to this worker's database that no trigger and no right is in the way of."""
    name = psycopg.conninfo.conninfo_to_dict(_owner_dsn)["dbname"]
    with psycopg.connect(_superuser_dsn, dbname=name) as superuser:
        superuser.execute("set session_replication_role = replica")
        for statement in statements:
            superuser.execute(statement)  # type: ignore[call-overload]


def empty() -> None:
    """Empty all tables of this worker's database but the bookkeeping, as its owner; the audit chain starts anew."""
    with psycopg.connect(_owner_dsn) as owner:
        rows = owner.execute(
            "select tablename from pg_tables where schemaname = 'public' and tablename <> 'django_migrations'"
        ).fetchall()
        names = ", ".join(f'"{name}"' for (name,) in rows)
        owner.execute(f"truncate {names} restart identity cascade")  # type: ignore[arg-type]
        owner.execute("insert into audit_head (id, number, digest) values (1, 0, %s)", [bytes(32)])
