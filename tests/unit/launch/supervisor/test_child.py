"""Starting again after a pause that grows."""

import subprocess
import time

import pytest

from juki.launch.errors import NotFounded
from juki.launch.supervisor import child as child_module
from juki.launch.supervisor.child import Child


def wait_for_end(child: Child) -> None:
    while not child.has_ended():
        time.sleep(0.005)


def test_the_pause_doubles_up_to_its_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child_module, "LONGEST", 0.5)
    child = Child("x", lambda: subprocess.Popen(["false"]), lambda code: f"exit {code}")
    pauses = []
    for _ in range(4):
        child.start()
        wait_for_end(child)
        pauses.append(child.due_in())
    assert [round(pause, 1) for pause in pauses] == [0.2, 0.4, 0.5, 0.5]
    assert child.state().restarts == 3
    assert child.state().why == "exit 1"
    assert child.state().pid is None


def test_a_program_that_ran_well_starts_soon(monkeypatch: pytest.MonkeyPatch):
    child = Child("x", lambda: subprocess.Popen(["true"]), str)
    for steady in (30.0, 30.0, 0.0):
        monkeypatch.setattr(child_module, "STEADY", steady)
        child.start()
        wait_for_end(child)
    assert round(child.due_in(), 1) == 0.2


def test_a_running_program_is_not_due():
    child = Child("x", lambda: subprocess.Popen(["sleep", "60"]), str)
    child.start()
    assert child.due_in() is None
    assert not child.has_ended()
    assert child.state().pid == child.process.pid
    child.order_to_end()
    child.bury(time.monotonic() + 5)
    assert child.state().pid is None
    assert child.due_in() == float("inf")


def test_who_does_not_obey_is_killed():
    child = Child(
        "x",
        lambda: subprocess.Popen(["sh", "-c", "trap '' TERM; echo; while :; do sleep 0.05; done"], stdout=-1),
        str,
    )
    child.start()
    process = child.process
    process.stdout.readline()
    child.order_to_end()
    child.bury(time.monotonic() + 0.2)
    process.stdout.close()
    assert process.returncode == -9


def test_a_coded_failure_to_start_is_an_end_with_that_reason():
    def refuse() -> subprocess.Popen[bytes]:
        raise NotFounded(home="x")

    child = Child("x", refuse, str)
    child.start()
    assert child.state().why.startswith("LCH-0201")
    assert child.due_in() > 0
