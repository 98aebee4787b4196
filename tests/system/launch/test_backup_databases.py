"""Copies of databases that are being written to: what counts as delivered was received, what was received was sent."""

import io
import shutil
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from juki.launch.backup import dumps
from juki.launch.backup.cluster import copied, unpack
from juki.launch.backup.dumps import RESTORE, cut, dumped, require_empty
from juki.launch.backup.errors import Altered, CopyFailed, DatabaseNotEmpty, PostBusy
from juki.launch.backup.servers import fed_with, output_of, running
from juki.launch.errors import DatabaseDown
from juki.launch.postgres.account import server_account
from juki.launch.postgres.cluster import Cluster, free_port
from juki.launch.postgres.temporary import temporary_cluster

TABLE = "create table links_outbox (number int primary key, state text not null)"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with temporary_cluster(tmp_path_factory.mktemp("backup"), durable=True) as cluster:
        with psycopg.connect(cluster.superuser_dsn(), autocommit=True) as conn:
            for name in ("sender", "receiver", "empty"):
                conn.execute(f"create database {name}")
        for name in ("sender", "receiver"):
            with psycopg.connect(dsn(cluster, name)) as conn:
                conn.execute(TABLE)
        yield cluster


def dsn(cluster: Cluster, database: str) -> str:
    return make_conninfo(cluster.superuser_dsn(), dbname=database)


@contextmanager
def delivering(cluster: Cluster) -> Iterator[None]:
    """The sender commits a number, then the receiver, then the sender that it was acknowledged; on and on."""
    ended, begun = threading.Event(), threading.Event()

    def deliver() -> None:
        with (
            psycopg.connect(dsn(cluster, "receiver"), autocommit=True) as receiver,
            psycopg.connect(dsn(cluster, "sender"), autocommit=True) as sender,
        ):
            number = sender.execute("select coalesce(max(number), 0) from links_outbox").fetchone()[0]
            while not ended.is_set():
                number += 1
                sender.execute("insert into links_outbox values (%s, 'sent')", [number])
                receiver.execute("insert into links_outbox values (%s, 'received')", [number])
                sender.execute("update links_outbox set state = 'acknowledged' where number = %s", [number])
                begun.set()

    thread = threading.Thread(target=deliver)
    thread.start()
    try:
        assert begun.wait(10)
        yield
    finally:
        ended.set()
        thread.join()


def last(conn: psycopg.Connection, state: str) -> int:
    query = "select coalesce(max(number), 0) from links_outbox where state = %s or %s = 'sent'"
    return conn.execute(query, [state, state]).fetchone()[0]


def is_consistent(sender: psycopg.Connection, receiver: psycopg.Connection) -> bool:
    acknowledged, received, sent = (
        last(sender, "acknowledged"),
        last(receiver, "received"),
        last(sender, "sent"),
    )
    return sent > 0 and acknowledged <= received <= sent


@pytest.fixture
def place(server: Cluster) -> Iterator[Path]:
    """An empty home that the server's user may enter."""
    root = server.home / "copy"
    server_account().make_directory(root / "postgres")
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


def test_the_servers_files_are_one_moment_of_all_databases(server: Cluster, place: Path):
    account = server_account()
    with delivering(server):
        unpack(copied(server), data=place / "postgres" / "data", account=account, file="f")
    (place / "secrets").mkdir()
    shutil.copy(server.home / "secrets" / "postgres", place / "secrets")
    copy = Cluster(home=place, port=free_port(), binaries=server.binaries, account=account)
    with (
        running(copy),
        psycopg.connect(dsn(copy, "sender")) as sender,
        psycopg.connect(dsn(copy, "receiver")) as receiver,
    ):
        assert is_consistent(sender, receiver)


@pytest.mark.parametrize("order", [("sender", "receiver"), ("receiver", "sender")])
def test_snapshots_are_a_cut_in_whatever_order_they_are_opened(server: Cluster, order: tuple[str, str]):
    for _ in range(5):
        with delivering(server), cut({name: dsn(server, name) for name in order}) as snapshots:
            assert is_consistent(snapshots["sender"].conn, snapshots["receiver"].conn)


def test_a_dump_is_what_its_snapshot_sees(server: Cluster, tmp_path: Path):
    with delivering(server), cut({"sender": dsn(server, "sender")}) as snapshots:
        seen = last(snapshots["sender"].conn, "sent")
        program = server.binaries.program("pg_dump")
        content = b"".join(dumped(program, dsn(server, "sender"), snapshots["sender"]))
    (tmp_path / "dump").write_bytes(content)
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as conn:
        conn.execute("create database again")
    require_empty("kiosk", dsn(server, "again"))
    restore = server.binaries.program("pg_restore")
    fed_with(restore, RESTORE, dsn=dsn(server, "again"), file=tmp_path / "dump")
    with psycopg.connect(dsn(server, "again")) as conn:
        assert last(conn, "sent") == seen
    with pytest.raises(DatabaseNotEmpty):
        require_empty("kiosk", dsn(server, "again"))
    with pytest.raises(CopyFailed):
        fed_with(restore, RESTORE, dsn=dsn(server, "again"), file=tmp_path / "dump")


def test_a_writer_that_does_not_end(server: Cluster, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dumps, "PATIENCE", 1)
    with psycopg.connect(dsn(server, "sender")) as busy:
        busy.execute("insert into links_outbox values (-1, '')")
        with pytest.raises(PostBusy), cut({"sender": dsn(server, "sender")}):
            pass
        busy.rollback()
    with cut({"sender": dsn(server, "sender")}):
        pass


def test_after_the_cut_writing_goes_on(server: Cluster):
    with cut({"sender": dsn(server, "sender")}), psycopg.connect(dsn(server, "sender")) as other:
        other.execute("set lock_timeout = '1s'")
        other.execute("insert into links_outbox values (-2, '')")
        other.rollback()


def test_a_server_that_is_not_there_and_a_copy_that_fails(server: Cluster):
    nowhere = f"host=127.0.0.1 port={free_port()} dbname=x user=x"
    with pytest.raises(DatabaseDown), cut({"sender": nowhere}):
        pass
    with pytest.raises(CopyFailed) as failed:
        list(output_of(server.binaries.program("pg_dump"), ["--no-password"], dsn=dsn(server, "nobody")))
    assert "nobody" in str(failed.value)
    password = (server.home / "secrets" / "postgres").read_text().strip()
    assert password not in str(failed.value)


def archive(name: str, kind: bytes = tarfile.REGTYPE) -> list[bytes]:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as target:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        target.addfile(member)
    return [sink.getvalue()]


@pytest.mark.parametrize(
    "pieces",
    [
        archive("../x"),
        archive("/x"),
        archive("x", tarfile.SYMTYPE),
        archive("x", tarfile.LNKTYPE),
        [b"no tar" * 200],
    ],
)
def test_an_archive_that_leads_elsewhere(tmp_path: Path, pieces: list[bytes]):
    (tmp_path / "in").mkdir()
    with pytest.raises(Altered):
        unpack(pieces, data=tmp_path / "in" / "data", account=server_account(), file="f")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
