"""The supervisor with real processes: what dies comes back, what must end ends, nothing is adopted."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from juki.launch.errors import PortTaken
from juki.launch.holding.births import birth_of
from juki.launch.holding.lock import holder_of
from juki.launch.home import Home
from juki.launch.ports import require_free, settle
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.supervisor import health, state
from juki.launch.supervisor.background import start_detached, stop
from juki.launch.supervisor.programs import MARK, command
from juki.launch.supervisor.report import ProcessReport, report
from juki.links.identity import Identity
from support.bare_city import founded

pytestmark = pytest.mark.city
RUNNING = ("registry", "jukinet", "outside")


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with founded(*RUNNING) as home:
        yield home
        stop(home)


@pytest.fixture
def up(home: Home) -> Home:
    """A running city, kept from one test to the next when nothing happened to it."""
    if holder_of(home) is None:
        start_detached(home)
    return home


def juki(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(home, *words), check=False, capture_output=True, text=True, timeout=60)


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def process(home: Home, name: str) -> ProcessReport:
    return next(one for one in report(home).processes if one.name == name)


def children(home: Home) -> dict[str, int]:
    found = state.read(home)
    return {child.name: child.pid for child in found.children if child.pid} if found else {}


def is_gone(pid: int) -> bool:
    return birth_of(pid) is None


class TestUp:
    def test_every_process_answers(self, up: Home):
        found = report(up)
        assert found.up
        assert {one.name for one in found.processes} == {"postgres", *RUNNING}
        assert juki(up, "status").returncode == 0
        assert "稼働 up" in juki(up, "status").stdout

    def test_a_second_one_is_refused_and_harms_nothing(self, up: Home):
        before = children(up)
        second = juki(up, "up")
        assert second.returncode == 78
        assert "LCH-0301" in second.stderr
        assert children(up) == before
        assert report(up).up

    def test_init_and_migrate_are_refused_meanwhile(self, up: Home):
        assert "LCH-0202" in juki(up, "init").stderr
        assert "LCH-0301" in juki(up, "migrate").stderr

    def test_children_know_no_connection_string_of_ours(self, up: Home):
        environment = Path(f"/proc/{children(up)['registry']}/environ").read_bytes()
        assert b"JUKI_DSN" not in environment
        assert b"JUKI_SUPERVISOR=" in environment

    def test_nothing_secret_is_open_to_others(self, up: Home):
        secret = {"secrets", "systems", "authority", "clients", "documents", *map(str, Identity)}
        open_to_others = [
            path
            for path in up.root.rglob("*")
            if path.is_file()
            and path.parent.name in secret
            and path.suffix not in (".pem", "")
            and path.stat().st_mode & 0o077
        ]
        assert len(list(up.root.rglob("*.key"))) > 60
        assert open_to_others == []

    def test_what_programs_say_is_open_to_nobody(self, up: Home):
        said = [*up.root.glob("log/*.err"), up.root / "log" / "supervisor.log"]
        assert len(said) == len(RUNNING) + 1
        assert {file.stat().st_mode & 0o777 for file in said} == {0o600}

    def test_run_beside_it_says_who_serves(self, up: Home):
        for only in ([], ["--only", "web"], ["--only", "door"]):
            refused = juki(up, "run", "registry", *only)
            assert refused.returncode == 78
            assert refused.stderr.startswith("LCH-0306: ")
            assert str(holder_of(up).pid) in refused.stderr

    def test_a_standby_dispatcher_may_run_beside_it(self, up: Home):
        log = up.log_file("registry")
        begun = log.read_text().count("parts dispatch")
        standby = subprocess.Popen(command(up, "run", "registry", "--only", "dispatch"))
        assert within(15, lambda: log.read_text().count("parts dispatch") == begun + 1)
        standby.terminate()
        assert standby.wait(15) == 0

    def test_whoever_reads_two_lines_is_not_complained_to(self, up: Home):
        status = " ".join(shlex.quote(word) for word in command(up, "status"))
        heard = subprocess.run(
            ["bash", "-c", f"{status} | head -1"], check=False, capture_output=True, text=True, timeout=60
        )
        assert heard.stderr == ""
        assert heard.stdout.count("\n") == 1

    def test_an_attached_counterpart_restarts_all_and_waits_for_them(self, up: Home):
        before = children(up)
        attached = juki(up, "peer", "attach", "nws", "127.0.0.1:9")
        assert attached.returncode == 0, attached.stderr
        assert f"restarting: {', '.join(RUNNING)}" in attached.stdout
        assert "taken over" in attached.stdout
        assert report(up).up
        after = children(up)
        assert after["postgres"] == before["postgres"]
        assert all(after[name] != before[name] for name in RUNNING)
        assert juki(up, "peer", "detach", "nws").returncode == 0


class TestDeath:
    def test_of_a_process(self, up: Home):
        before, other = process(up, "registry"), process(up, "jukinet")
        os.kill(before.pid, signal.SIGKILL)
        assert within(15, lambda: (now := process(up, "registry")).up and now.pid != before.pid)
        assert process(up, "registry").restarts == before.restarts + 1
        assert process(up, "registry").why == "signal SIGKILL"
        assert process(up, "jukinet").pid == other.pid

    def test_of_postgresql(self, up: Home):
        before = {name: pid for name, pid in children(up).items() if name != "postgres"}
        server = process(up, "postgres").pid
        os.kill(server, signal.SIGKILL)
        assert within(15, lambda: process(up, "postgres").pid not in (None, server))
        assert within(25, lambda: report(up).up)
        assert {name: pid for name, pid in children(up).items() if name != "postgres"} == before

    def test_of_the_supervisor_takes_all_with_it(self, up: Home):
        pids = children(up)
        os.kill(holder_of(up).pid, signal.SIGKILL)
        assert within(2, lambda: all(is_gone(pid) for pid in pids.values()))
        assert juki(up, "status").returncode == 1
        start_detached(up)
        assert report(up).up
        assert not set(children(up).values()) & set(pids.values())

    def test_of_the_supervisor_while_a_server_hangs(self, up: Home):
        server = children(up)["postgres"]
        os.kill(server, signal.SIGSTOP)
        os.kill(holder_of(up).pid, signal.SIGKILL)
        again = subprocess.Popen(command(up, "up"), stdout=subprocess.DEVNULL)
        time.sleep(0.5)
        os.kill(server, signal.SIGCONT)
        assert within(
            30, lambda: (found := state.read(up)) is not None and found.pid == again.pid and found.ready
        )
        stop(up)
        again.wait()


class TestDown:
    def test_ends_everything_in_order(self, up: Home):
        pids = children(up)
        assert juki(up, "down").returncode == 0
        assert all(is_gone(pid) for pid in pids.values())
        assert not (up.root / "postgres" / "data" / "postmaster.pid").exists()
        assert "stopped" in up.log_file("registry").read_text().splitlines()[-1]
        allocation = settle(up.root / "ports.json")
        require_free({"postgres": allocation.postgres, **allocation.plain}, file=up.root)

    def test_may_be_repeated(self, home: Home):
        stop(home)
        again = juki(home, "down")
        assert again.returncode == 0
        assert "not running" in again.stdout

    def test_control_c_does_the_same(self, home: Home):
        stop(home)
        foreground = subprocess.Popen(command(home, "up"), stdout=subprocess.PIPE, text=True)
        assert "3 プロセス稼働" in foreground.stdout.readline()
        pids = children(home)
        foreground.send_signal(signal.SIGINT)
        assert "停止しました" in foreground.communicate(timeout=30)[0]
        assert foreground.returncode == 0
        assert all(is_gone(pid) for pid in pids.values())


class TestWithoutDatabase:
    def test_run_gives_up_at_once_and_says_what_it_is_for(self, home: Home):
        stop(home)
        began = time.monotonic()
        refused = juki(home, "run", "registry", "--only", "web")
        assert refused.returncode == 75
        assert refused.stderr.startswith("LCH-0407: ")
        assert time.monotonic() - began < 8

    def test_every_chain_is_tried(self, home: Home):
        stop(home)
        verified = juki(home, "audit", "verify")
        assert verified.returncode == 1
        assert verified.stdout.count("LCH-0405") == len(RUNNING)


class TestStart:
    def test_leftovers_are_ended_first(self, home: Home):
        stop(home)
        left = subprocess.Popen(["sleep", "600"], env={MARK: str(home.root)})
        start_detached(home)
        assert left.wait(1) == -signal.SIGTERM
        stop(home)

    def test_a_strangers_port_is_named_and_nothing_stays(self, home: Home):
        stop(home)
        port = settle(home.root / "ports.json").plain["registry"]
        with socket.create_server(("127.0.0.1", port)):
            refused = juki(home, "up")
        assert refused.returncode == 78
        assert PortTaken.code in refused.stderr
        assert str(port) in refused.stderr
        assert holder_of(home) is None

    def test_a_process_that_refuses_ends_the_start(self, home: Home):
        stop(home)
        with psycopg.connect(dsn_owner_up(home), autocommit=True) as owner:
            owner.execute(
                "insert into django_migrations (app, name, applied) values ('kiosk', '0001_initial', now())"
            )
        stop(home)
        refused = juki(home, "up")
        assert refused.returncode == 78
        assert "LCH-0404" in refused.stderr
        assert "余分 kiosk.0001_initial" in refused.stderr
        assert children(home) == {}


def dsn_owner_up(home: Home) -> str:
    start_detached(home)
    return dsn_for("jukinet", Role.OWNER, home=home.root)


def test_health_of_nothing():
    assert health.ask(1) is None


def test_a_process_without_its_supervisor_does_not_start(home: Home):
    environ = {**os.environ, "JUKI_SUPERVISOR": "1"}
    ended = subprocess.run(
        [sys.executable, "-m", "juki.launch", "run", "registry", "--home", str(home.root)],
        env=environ,
        check=False,
        timeout=30,
    )
    assert ended.returncode == 0
