import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from juki.launch.postgres.errors import AlreadyRunning
from juki.launch.postgres.lock import FILE, clear_stale_lock, is_ready

Start = Callable[[Path], subprocess.Popen[bytes]]


def sleeper(directory: Path):
    return subprocess.Popen(
        [sys.executable, "-c", "print('up', flush=True); input()"],
        cwd=directory,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


@pytest.fixture
def process_in():
    started = []

    def start(directory: Path):
        process = sleeper(directory)
        process.stdout.readline()
        started.append(process)
        return process

    yield start
    for process in started:
        process.communicate()


class TestClearStaleLock:
    def test_leaves_a_server_at_work_alone(self, tmp_path: Path, process_in: Start):
        (tmp_path / FILE).write_text(f"{process_in(tmp_path).pid}\n")
        with pytest.raises(AlreadyRunning, match="LCH-106"):
            clear_stale_lock(tmp_path, patience=0)
        assert (tmp_path / FILE).exists()

    def test_waits_for_a_server_on_its_way_down(self, tmp_path: Path, process_in: Start):
        process = process_in(tmp_path)
        (tmp_path / FILE).write_text(f"{process.pid}\n")
        process.stdin.write(b"\n")
        process.stdin.flush()
        clear_stale_lock(tmp_path, patience=10)
        assert not (tmp_path / FILE).exists()

    def test_sees_through_a_zombie(self, tmp_path: Path, process_in: Start):
        process = process_in(tmp_path)
        (tmp_path / FILE).write_text(f"{process.pid}\n")
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert f"{process.pid}" in os.listdir("/proc")
        clear_stale_lock(tmp_path, patience=0)
        assert not (tmp_path / FILE).exists()

    def test_sees_through_a_number_given_to_somebody_else(self, tmp_path: Path, process_in: Start):
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (tmp_path / FILE).write_text(f"{process_in(elsewhere).pid}\n")
        clear_stale_lock(tmp_path, patience=0)
        assert not (tmp_path / FILE).exists()

    def test_leaves_an_empty_file_to_postgresql(self, tmp_path: Path):
        (tmp_path / FILE).touch()
        clear_stale_lock(tmp_path, patience=0)
        assert (tmp_path / FILE).exists()

    def test_needs_no_file(self, tmp_path: Path):
        clear_stale_lock(tmp_path, patience=0)


class TestIsReady:
    LINES = ("17", "/data", "0", "5432", "", "127.0.0.1", "0 0")

    @pytest.mark.parametrize(
        ("status", "pid", "expected"),
        [("ready   ", 17, True), ("starting", 17, False), ("ready   ", 18, False)],
    )
    def test_believes_only_this_server(self, tmp_path: Path, status: str, pid: int, expected: bool):
        (tmp_path / FILE).write_text("\n".join((*self.LINES, status)) + "\n")
        assert is_ready(tmp_path, pid) is expected

    def test_is_not_fooled_by_half_a_file(self, tmp_path: Path):
        (tmp_path / FILE).write_text("17\n/data\n")
        assert not is_ready(tmp_path, 17)
        assert not is_ready(tmp_path / "nowhere", 17)
