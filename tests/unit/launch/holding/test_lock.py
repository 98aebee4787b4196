"""The lock: one holder, given back by the kernel; and processes told apart."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from juki.launch.errors import AlreadyUp
from juki.launch.holding.births import Birth, birth_of, marked, myself
from juki.launch.holding.lock import held, holder_of
from juki.launch.home import Home

HOLD = """
import sys, pathlib, time
from juki.launch.holding.lock import held
from juki.launch.home import Home
with held(Home(pathlib.Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.make()
    return home


def test_nobody_holds_a_new_home(home: Home):
    assert holder_of(home) is None


def test_a_second_holder_is_refused_and_told_who_has_it(home: Home):
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", HOLD, str(home.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as other:
        other.stdout.readline()
        assert holder_of(home) == birth_of(other.pid)
        with pytest.raises(AlreadyUp, match=str(other.pid)), held(home):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert holder_of(home) is None
        with held(home):
            assert Birth.parse(home.run_file("supervisor.lock").read_text()) == myself()


@pytest.mark.parametrize("text", ["", "12", "12 x", "a b", "1 2 3"])
def test_a_torn_lock_file_names_nobody(text: str):
    assert Birth.parse(text) is None


def test_an_ended_process_has_no_birth():
    ended = subprocess.Popen(["true"])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert birth_of(ended.pid) is None  # not buried yet: its number is still taken
    ended.wait()
    assert birth_of(ended.pid) is None


def test_a_process_is_found_by_its_mark():
    with subprocess.Popen(["sleep", "60"], env={"JUKI_TEST_MARK": "here"}) as process:
        while not Path(f"/proc/{process.pid}/environ").read_bytes().startswith(b"JUKI_TEST_MARK"):
            pass
        assert list(marked("JUKI_TEST_MARK", "here")) == [birth_of(process.pid)]
        assert list(marked("JUKI_TEST_MARK", "her")) == []
        process.kill()
