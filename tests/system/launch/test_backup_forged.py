"""Files of a server that somebody has tampered with: what they order is not done when the copy is started."""

import io
import shutil
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from juki.launch.backup.cluster import NOTHING_RUN, copied, unpack
from juki.launch.backup.errors import Altered, NotOfABackup
from juki.launch.backup.placing import cluster_for
from juki.launch.backup.servers import running
from juki.launch.home import Home
from juki.launch.postgres.account import server_account
from juki.launch.postgres.cluster import Cluster, free_port
from juki.launch.postgres.temporary import temporary_cluster


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with temporary_cluster(tmp_path_factory.mktemp("forged"), durable=True) as cluster:
        yield cluster


@pytest.fixture
def place(server: Cluster) -> Iterator[Path]:
    """An empty home that the server's user may enter."""
    root = server.home / "copy"
    server_account().make_directory(root / "postgres")
    root.chmod(0o755)
    shutil.copytree(server.home / "secrets", root / "secrets")
    yield root
    shutil.rmtree(root)


def poison(mark: Path) -> bytes:
    order = f"touch {mark}"
    lines = [
        "archive_mode = on",
        f"archive_command = '{order}'",
        f"restore_command = '{order}; false'",
        f"archive_cleanup_command = '{order}'",
        f"recovery_end_command = '{order}'",
        "session_preload_libraries = 'no_such_library'",
        "shared_preload_libraries = 'no_such_library'",
        "listen_addresses = '*'",
    ]
    return ("\n".join(lines) + "\n").encode()


def forged(server: Cluster, changed: dict[str, bytes]) -> list[bytes]:
    """A copy with other content in the files of these names."""
    source, sink = io.BytesIO(b"".join(copied(server))), io.BytesIO()
    with tarfile.open(fileobj=source) as given, tarfile.open(fileobj=sink, mode="w") as target:
        for member in given:
            if member.name not in changed:
                target.addfile(member, given.extractfile(member) if member.isreg() else None)
        for name, content in changed.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            target.addfile(member, io.BytesIO(content))
    return [sink.getvalue()]


def test_orders_in_its_settings_are_not_followed(server: Cluster, place: Path):
    mark = place / "mark"
    pieces = forged(
        server,
        {
            "postgresql.auto.conf": poison(mark),
            "postgresql.conf": poison(mark),
            "pg_hba.conf": b"host all all 0.0.0.0/0 trust\n",
        },
    )
    place.chmod(0o777)  # it could, if it were told to
    data = place / "postgres" / "data"
    unpack(pieces, data=data, account=server_account(), file="f")
    copy = cluster_for(Home(place), home=Home(server.home), port=free_port())
    with running(copy), psycopg.connect(copy.superuser_dsn(), autocommit=True) as conn:
        conn.execute("create table written (x int)")
        conn.execute("select pg_switch_wal()")
        time.sleep(1)
        shown = {name: conn.execute(f"show {name}").fetchone()[0] for name in NOTHING_RUN}  # type: ignore[arg-type]
        assert conn.execute("show listen_addresses").fetchone() == ("127.0.0.1",)
    # An archive_command shows as "(disabled)" while nothing is archived.
    assert {name: "" if value == "(disabled)" else value for name, value in shown.items()} == NOTHING_RUN
    assert not mark.exists()
    assert (data / "postgresql.auto.conf").read_bytes() == b""
    assert "0.0.0.0" not in (data / "pg_hba.conf").read_text()


def test_overrides_hold_against_the_files(server: Cluster, place: Path):
    """Should anything of a copy's settings ever get through."""
    data = place / "postgres" / "data"
    unpack(forged(server, {}), data=data, account=server_account(), file="f")
    (data / "postgresql.auto.conf").write_bytes(poison(place / "mark").replace(b"listen", b"# listen"))
    place.chmod(0o777)
    copy = cluster_for(Home(place), home=Home(server.home), port=free_port())
    with running(copy), psycopg.connect(copy.superuser_dsn(), autocommit=True) as conn:
        conn.execute("create table written (x int)")
        conn.execute("select pg_switch_wal()")
        time.sleep(1)
    assert not (place / "mark").exists()


@pytest.mark.parametrize(
    "name", ["standby.signal", "recovery.signal", "./standby.signal", "promote", "postmaster.pid"]
)
def test_orders_to_follow_somebody_are_refused(server: Cluster, place: Path, name: str):
    with pytest.raises(NotOfABackup):
        unpack(
            forged(server, {name: b""}),
            data=place / "postgres" / "data",
            account=server_account(),
            file="f",
        )


def test_places_outside_are_refused(server: Cluster, place: Path):
    with pytest.raises(NotOfABackup):
        unpack(
            forged(server, {"tablespace_map": b"16384 /etc\n"}),
            data=place / "postgres" / "data",
            account=server_account(),
            file="f",
        )


@pytest.mark.parametrize("names", [["x", "./x"], ["no/such/folder"], ["PG_VERSION/x"]])
def test_files_that_do_not_fit_together(tmp_path: Path, names: list[str]):
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as target:
        for name in ["PG_VERSION", *names]:
            target.addfile(tarfile.TarInfo(name))
    with pytest.raises(Altered):
        unpack([sink.getvalue()], data=tmp_path / "data", account=server_account(), file="f")
