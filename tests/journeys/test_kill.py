"""kill -9 amid a stream of acts, of every process, of PostgreSQL and of the supervisor: every station once and only once."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from support.moving import Movers, Notification, now
from support.running import RunningCity

pytestmark = pytest.mark.city

PROCESSES = ["registry", "jukinet", "unified", "intermediary", "kiosk", "addressee", "outside"]
VICTIMS = [*PROCESSES, "office", "postgres", "backend", "supervisor"]
LATEST = 0.4
"""Seconds after the approval of an act within which somebody is killed."""
SEEDS = [int(seed) for seed in os.environ.get("JUKI_KILLS", "1").split()]


def everything_up(running: RunningCity) -> dict[str, int]:
    """Wait until every process answers; their process numbers (``postgres``: its postmaster)."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        status = running.status()
        if status["up"]:
            return {
                "supervisor": status["supervisor"],
                **{one["name"]: one["pid"] for one in status["processes"]},
            }
        time.sleep(0.2)
    raise AssertionError(f"not everything came up: {status}")


def effects(running: RunningCity, trace: object) -> Counter[tuple[str, str, str]]:
    """How often each (owner, sender, message) of the trace was applied, over all databases, receipts aside."""
    found: Counter[tuple[str, str, str]] = Counter()
    for process in PROCESSES:
        rows = running.rows(
            process,
            """select owner, sender, name, count(*) from links_inbox where trace = %s and state = 'applied'
               and name <> 'receipt' group by 1, 2, 3""",
            trace,
        )
        found.update({(owner, sender, name): count for owner, sender, name, count in rows})
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
PER_ENTRY = ("business", "registry", "resident-record")


def killer(running: RunningCity, victim: str) -> Callable[[], None]:
    """What ends ``victim`` at once; who ends the supervisor starts the city again, as a person would."""
    pids = everything_up(running)
    if victim == "backend":
        query = (
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        pid = max(running.rows("registry", query))[0]
    else:
        pid = pids[victim]

    def kill() -> None:
        os.kill(pid, signal.SIGKILL)
        if victim == "supervisor":
            running.juki("up", "--detach")

    return kill


def each_once(running: RunningCity, notification: Notification) -> None:
    """Every station has everybody of the household once; the business systems' approved entries go by their number."""
    people = len(notification.household.members)
    counts = effects(running, notification.key)
    assert set(counts) == EXPECTED
    assert counts.pop(PER_ENTRY) % people == 0
    wrong = {key: count for key, count in counts.items() if count != (1 if key in PER_HOUSEHOLD else people)}
    assert not wrong
    assert running.rows(
        "registry", "select count(*) from registry_event where trace = %s", notification.key
    ) == [(1,)]


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_killed_amid_a_stream_of_acts_nothing_is_lost_or_doubled(
    running: RunningCity, movers: Movers, seed: int
):
    """The next act begins while messages of the last are still under way; how they ended is looked at in the end."""
    chance = Random(seed)
    stream, since = [], now()
    for victim in chance.sample(VICTIMS, len(VICTIMS)):
        end = killer(running, victim)
        stream.append(movers.notification(movers.next()))
        kill = threading.Timer(chance.uniform(0, LATEST), end)
        kill.start()
        reply = movers.post(stream[-1])
        kill.join()
        assert reply.status == 201, (victim, reply)
    everything_up(running)
    for notification in stream:
        movers.arrived(notification, since=since, seconds=60)
        each_once(running, notification)


def test_after_all_that_the_chains_hold_and_everything_is_up(running: RunningCity):
    everything_up(running)
    assert running.juki("audit", "verify").returncode == 0
