"""Ending what an earlier run left, before anything is started: nothing is adopted."""

import contextlib
import os
import signal
import time

from juki.launch.errors import WillNotEnd
from juki.launch.holding.births import Birth, birth_of, marked
from juki.launch.home import Home
from juki.launch.postgres.cluster import Cluster
from juki.launch.postgres.errors import AlreadyRunning
from juki.launch.postgres.lock import clear_stale_lock, one_at_a_time
from juki.launch.supervisor.programs import MARK

GENTLE, HARD = 3.0, 3.0
SHUTDOWN = 20.0


def end_processes(home: Home) -> int:
    """End processes that an earlier supervisor of ``home`` started; how many there were.

    Raises:
        WillNotEnd: one of them survived SIGKILL.
    """
    found = list(marked(MARK, str(home.root)))
    for order, patience in ((signal.SIGTERM, GENTLE), (signal.SIGKILL, HARD)):
        for birth in _alive(found):
            with contextlib.suppress(ProcessLookupError):
                os.kill(birth.pid, order)
        deadline = time.monotonic() + patience
        while _alive(found) and time.monotonic() < deadline:
            time.sleep(0.02)
    if remaining := _alive(found):
        raise WillNotEnd(pid=remaining[0].pid)
    return len(found)


def end_server(cluster: Cluster) -> None:
    """Let a server that an earlier run left come to its end, and order it if it does not do so by itself.

    Raises:
        WillNotEnd: it survived.
    """
    if not cluster.directory.exists():
        return
    pid = 0
    with one_at_a_time(cluster.directory):
        for order, patience in ((None, GENTLE), (signal.SIGINT, SHUTDOWN), (signal.SIGQUIT, SHUTDOWN)):
            if order is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, order)
            try:
                clear_stale_lock(cluster.data, patience=patience)
            except AlreadyRunning as error:
                pid = int(error.fields["pid"])
            else:
                return
    raise WillNotEnd(pid=pid)


def _alive(births: list[Birth]) -> list[Birth]:
    return [birth for birth in births if birth_of(birth.pid) == birth]
