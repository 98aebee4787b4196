"""A database server that answers while the block runs, whether the city runs or not; and PostgreSQL's own programs."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from juki.launch.backup.errors import CopyFailed
from juki.launch.errors import DatabaseDown
from juki.launch.holding.lock import held, holder_of
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.postgres.cluster import Cluster
from juki.launch.serving import cluster_of

PIECE = 1 << 20
PATIENCE = 900.0
"""Seconds that recovery may take."""


class Served(NamedTuple):
    """``cluster`` is None when all databases are external; ``is_still``: the city is down and we hold its lock."""

    cluster: Cluster | None
    is_still: bool


@contextmanager
def answering(home: Home) -> Iterator[Served]:
    """The databases of ``home``: those of the running city, or the embedded server started for the purpose.

    Raises:
        DatabaseDown: the city is up but its server is not.
        AlreadyUp: the city was started or stopped in this very moment.
        PostgresError: the server does not start.
    """
    cluster = cluster_of(home, settle(home.root / "ports.json"))
    if holder_of(home) is not None:
        if cluster is not None:
            require_answer(cluster)
        yield Served(cluster, is_still=False)
        return
    with held(home), running(cluster):
        yield Served(cluster, is_still=True)


@contextmanager
def running(cluster: Cluster | None) -> Iterator[None]:
    """``cluster`` serves while the block runs; nothing to do for None.

    Raises:
        PostgresError: it does not start.
    """
    if cluster is None:
        yield
        return
    try:
        cluster.create()
        cluster.start()
        cluster.ready(PATIENCE)
        yield
    finally:
        cluster.stop()


def require_answer(cluster: Cluster) -> None:
    """Raises DatabaseDown: nobody answers."""
    try:
        psycopg.connect(cluster.superuser_dsn(), connect_timeout=5).close()
    except psycopg.OperationalError:
        raise DatabaseDown(system="postgres") from None


def output_of(program: str, arguments: Sequence[str], *, dsn: str) -> Iterator[bytes]:
    """What a PostgreSQL program writes for the database of ``dsn``, whose password only its environment has.

    Raises:
        CopyFailed: it ended with an error; what it wrote is not whole.
    """
    with tempfile.TemporaryFile() as said:
        command, environ = _command(program, arguments, dsn)
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, cwd="/", env=environ) as process:  # noqa: S603 - our own words
            assert process.stdout is not None
            try:
                while piece := process.stdout.read(PIECE):
                    yield piece
            except BaseException:
                process.terminate()
                raise
        if process.returncode != 0:
            raise CopyFailed(why=_last_words(said))


def fed_with(program: str, arguments: Sequence[str], *, dsn: str, file: Path) -> None:
    """Let a PostgreSQL program read ``file`` into the database of ``dsn``.

    Raises:
        CopyFailed: it ended with an error.
    """
    with tempfile.TemporaryFile() as said, file.open("rb") as source:
        command, environ = _command(program, arguments, dsn)
        done = subprocess.run(  # noqa: S603 - our own words
            command, stdin=source, stdout=subprocess.DEVNULL, stderr=said, check=False, cwd="/", env=environ
        )
        if done.returncode != 0:
            raise CopyFailed(why=_last_words(said))


def _command(program: str, arguments: Sequence[str], dsn: str) -> tuple[list[str], dict[str, str]]:
    place = conninfo_to_dict(dsn)
    password = str(place.pop("password", ""))
    kept = {name: value for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if (value := os.environ.get(name))}
    environ = {"LC_ALL": "C.UTF-8", "PGPASSWORD": password, **kept}
    return [program, *arguments, f"--dbname={make_conninfo('', **place)}"], environ


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    # A line of pg_restore may quote the row that it failed at: only the first, which names the error, is passed on.
    errors = [line for line in lines if "error:" in line.lower() or "fatal:" in line.lower()]
    return (errors or lines or ["?"])[0].split("DETAIL")[0][-200:]
