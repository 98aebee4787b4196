"""The server as a process: where it listens, what survives, what it refuses."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from juki.launch.postgres.cluster import Cluster, embedded_cluster, free_port
from juki.launch.postgres.errors import AlreadyRunning, DataVersionDiffers, StartFailed
from juki.launch.postgres.lock import FILE

LAUNCHER = """
import sys, pathlib
from juki.launch.postgres.cluster import embedded_cluster
cluster = embedded_cluster(pathlib.Path(sys.argv[1]), port=int(sys.argv[2]))
cluster.start()
cluster.ready()
print(cluster.process.pid, flush=True)
sys.stdin.read()
"""


def listening_addresses(pid: int) -> set[str]:
    sockets = {os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                found.add(fields[1].partition(":")[0])
    return found


def ended_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


class TestServing:
    def test_listens_on_the_loopback_address_alone(self, provisioned: Cluster):
        assert listening_addresses(provisioned.process.pid) == {"0100007F"}
        assert "/" not in (provisioned.data / FILE).read_text().splitlines()[4]

    def test_writes_checksums(self, provisioned: Cluster):
        with psycopg.connect(provisioned.superuser_dsn()) as superuser:
            assert superuser.execute("show data_checksums").fetchone() == ("on",)

    def test_is_durable_in_earnest(self, durable_home: Cluster):
        with psycopg.connect(durable_home.superuser_dsn()) as superuser:
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
                assert superuser.execute(f"show {setting}").fetchone() == ("on",)

    def test_is_not_run_by_root(self, provisioned: Cluster):
        assert Path(f"/proc/{provisioned.process.pid}").stat().st_uid == provisioned.account.uid != 0


class TestCrash:
    def test_keeps_every_acknowledged_commit(self, durable_home: Cluster):
        acknowledged = []

        def insert() -> None:
            with psycopg.connect(durable_home.superuser_dsn(), autocommit=True) as client:
                for number in range(1_000_000):
                    client.execute("insert into kept values (%s)", [number])
                    acknowledged.append(number)

        with psycopg.connect(durable_home.superuser_dsn(), autocommit=True) as superuser:
            superuser.execute("create table kept (number int)")
        client = threading.Thread(target=pytest.raises, args=(psycopg.OperationalError, insert))
        client.start()
        while len(acknowledged) < 200:
            time.sleep(0.01)
        durable_home.process.send_signal(signal.SIGKILL)
        client.join()
        assert durable_home.process.wait() == -signal.SIGKILL

        durable_home.start()
        durable_home.ready()
        with psycopg.connect(durable_home.superuser_dsn()) as superuser:
            kept = {number for (number,) in superuser.execute("select number from kept")}
        assert set(acknowledged) <= kept

    def test_starts_over_a_killed_server_that_nobody_waited_for(self, durable_home: Cluster):
        zombie = durable_home.process
        zombie.send_signal(signal.SIGKILL)
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        durable_home.start()
        durable_home.ready()
        zombie.wait()


class TestStart:
    def test_is_refused_while_another_serves(self, provisioned: Cluster):
        second = Cluster(
            home=provisioned.home,
            port=free_port(),
            binaries=provisioned.binaries,
            account=provisioned.account,
        )
        with pytest.raises(AlreadyRunning, match=str(provisioned.process.pid)):
            second.start(patience=0)
        assert second.process is None
        psycopg.connect(provisioned.superuser_dsn()).close()

    def test_says_why_it_failed(self, durable_home: Cluster, provisioned: Cluster):
        durable_home.stop()
        durable_home.port = provisioned.port
        durable_home.start()
        with pytest.raises(StartFailed, match=r"LCH-107.*FATAL"):
            durable_home.ready()

    def test_refuses_data_of_another_release(self, durable_home: Cluster):
        durable_home.stop()
        (durable_home.data / "PG_VERSION").write_text("16\n")
        with pytest.raises(DataVersionDiffers, match="LCH-109"):
            durable_home.create()


class TestStop:
    def test_disconnects_clients_and_ends_cleanly(self, durable_home: Cluster):
        with psycopg.connect(durable_home.superuser_dsn(), autocommit=True) as client:
            durable_home.stop()
            assert durable_home.process.returncode == 0
            assert not (durable_home.data / FILE).exists()
            with pytest.raises(psycopg.OperationalError):
                client.execute("select 1")
        durable_home.stop()


class TestLauncherDeath:
    @pytest.fixture
    def launcher(self, durable_home: Cluster) -> Iterator[subprocess.Popen[str]]:
        durable_home.stop()
        command = [sys.executable, "-c", LAUNCHER, str(durable_home.home), str(free_port())]
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ
        ) as launcher:
            yield launcher
            launcher.kill()

    def test_takes_the_server_with_it(self, durable_home: Cluster, launcher: subprocess.Popen[str]):
        server = int(launcher.stdout.readline())
        launcher.kill()
        launcher.wait()
        assert ended_within(server, 10)
        successor = embedded_cluster(durable_home.home, port=free_port())
        successor.start()
        successor.ready()
        successor.stop()
