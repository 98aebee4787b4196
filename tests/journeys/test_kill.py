"""kill -9 in mid-flow, of every kind of process and of PostgreSQL: every station is reached once and only once."""

import os
import signal
import threading
import time

import pytest

from support.moving import Movers, now
from support.running import RunningCity

pytestmark = pytest.mark.city

PROCESSES = ["registry", "jukinet", "unified", "intermediary", "kiosk", "addressee", "outside"]


def everything_up(running: RunningCity) -> dict[str, int]:
    """Wait until every process answers; their process numbers (``postgres``: its postmaster)."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        status = running.status()
        if status["up"]:
            return {one["name"]: one["pid"] for one in status["processes"]}
        time.sleep(0.2)
    raise AssertionError(f"not everything came up: {status}")


def effects(running: RunningCity, trace: object) -> dict[tuple[str, str, str], int]:
    """How often each (owner, sender, message) of the trace was applied, over all databases, receipts aside."""
    found: dict[tuple[str, str, str], int] = {}
    for process in PROCESSES:
        rows = running.rows(
            process,
            """select owner, sender, name, count(*) from links_inbox where trace = %s and state = 'applied'
               and name <> 'receipt' group by 1, 2, 3""",
            trace,
        )
        found |= {(owner, sender, name): count for owner, sender, name, count in rows}
    return found


EXPECTED = {
    ("jukinet", "registry", "resident-update"), ("jukinet", "registry", "move-in-notice"),
    ("jukinet", "registry", "linkage-code-request"), ("prefecture", "jukinet", "identification-update"),
    ("nation", "prefecture", "identification-update"), ("nation", "jukinet", "linkage-code-request"),
    ("cities", "jukinet", "move-in-notice"), ("nws", "nation", "linkage-code-seed"),
    ("nws", "intermediary", "processing-number-request"), ("intermediary", "nws", "processing-number-issued"),
    ("intermediary", "nws", "linkage-code-issued"), ("inquirer", "nws", "linkage-code-issued"),
    ("unified", "registry", "numbering-request"), ("intermediary", "unified", "code-acquisition"),
    ("intermediary", "unified", "household-copy"), ("unified", "intermediary", "processing-number-assigned"),
    ("registry", "unified", "processing-number"), ("unified", "intermediary", "code-state"),
    ("kiosk", "registry", "household-snapshot"), ("addressee", "registry", "resident-addressee"),
    ("business", "registry", "resident-record"),
}  # fmt: skip
PER_HOUSEHOLD = {("kiosk", "registry", "household-snapshot")}


@pytest.mark.parametrize("pause", [0.02, 0.15])
@pytest.mark.parametrize("victim", [*PROCESSES, "office", "postgres"])
def test_a_killed_process_loses_and_doubles_nothing(
    running: RunningCity, movers: Movers, victim: str, pause: float
):
    pid = everything_up(running)[victim]
    notification = movers.notification(movers.next())
    people = len(notification.household.members)
    since = now()
    killer = threading.Timer(pause, os.kill, (pid, signal.SIGKILL))
    killer.start()
    reply = movers.post(notification)
    killer.join()
    assert reply.status == 201
    movers.arrived(notification, since=since, seconds=60)
    counts = effects(running, notification.key)
    entries = counts.pop(("business", "registry", "resident-record"))
    assert entries % people == 0
    assert {
        key: count for key, count in counts.items() if count != (1 if key in PER_HOUSEHOLD else people)
    } == {}
    assert set(counts) == EXPECTED - {("business", "registry", "resident-record")}


def test_after_all_that_the_chains_hold_and_everything_is_up(running: RunningCity):
    everything_up(running)
    assert running.juki("audit", "verify").returncode == 0
