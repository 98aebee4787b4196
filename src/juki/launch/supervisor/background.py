"""A supervisor that is not this process: started, waited for, ended."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from juki.launch.errors import NotHealthy, ProcessRefused, WillNotEnd
from juki.launch.holding.births import Birth, birth_of
from juki.launch.holding.lock import holder_of
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.supervisor import health, leftovers, state
from juki.launch.supervisor.programs import command, last_line, private

STARTING, ENDING = 90.0, 60.0
PAUSE = 0.05


def start_detached(home: Home) -> int:
    """Leave a supervisor behind that outlives us; its number. It writes to ``log/supervisor.log``.

    Raises:
        ProcessRefused: it gave up.
        NotHealthy: it did not get there in time.
    """
    process = _spawn(home, wrapper=[])
    try:
        _wait_until_ready(home, process)
    except BaseException:  # Ctrl-C too: nothing half started stays behind
        process.terminate()
        process.wait(ENDING)
        raise
    # Should we live longer than it: somebody has to bury it.
    threading.Thread(target=process.wait, name="burial", daemon=True).start()
    return process.pid


@contextmanager
def supervised(home: Home) -> Iterator[None]:
    """A running city for as long as the block runs; it ends in order when this process ends, however it ends.

    Raises:
        ProcessRefused: the supervisor gave up.
        NotHealthy: it did not get there in time.
    """
    process = _spawn(home, wrapper=["/usr/bin/setpriv", "--pdeathsig", "TERM"])
    try:
        _wait_until_ready(home, process)
        yield
    finally:
        process.terminate()
        process.wait(ENDING)


def stop(home: Home) -> bool:
    """End the supervisor of ``home`` with everything it started; leftovers too. Whether anything was running.

    Raises:
        WillNotEnd: it goes on living.
    """
    holder = holder_of(home)
    if holder is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(holder.pid, signal.SIGTERM)
        _wait_for_end(holder)
    return leftovers.end_processes(home) > 0 or holder is not None


def renew(home: Home, *, patience: float = STARTING) -> bool:
    """Let a running supervisor write the settings anew and restart its processes; whether there is one.

    Returns when every process has been replaced and answers.

    Raises:
        NotHealthy: that took longer than ``patience`` seconds.
    """
    before = state.supervising(home)
    if before is None:
        return False
    os.kill(before.pid, signal.SIGHUP)
    plain = settle(home.root / "ports.json").plain
    former = {child.name: child.pid for child in before.children if child.name in plain}
    deadline = time.monotonic() + patience
    while silent := _not_renewed(home, former, plain):
        if time.monotonic() >= deadline:
            raise NotHealthy(seconds=int(patience), names=", ".join(silent), log=str(home.root / "log"))
        time.sleep(PAUSE)
    return True


def _not_renewed(home: Home, former: Mapping[str, int | None], plain: Mapping[str, int]) -> list[str]:
    now = state.supervising(home)
    pids = {child.name: child.pid for child in now.children} if now else {}
    return [
        name
        for name, pid in former.items()
        if pids.get(name) in (None, pid) or (answer := health.ask(plain[name])) is None or not answer.database
    ]


def _spawn(home: Home, *, wrapper: list[str]) -> subprocess.Popen[bytes]:
    home.require_founded()
    with private(home.root / "log" / "supervisor.log") as output:
        return subprocess.Popen(  # noqa: S603 - our own program
            [*wrapper, *command(home, "up")], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip


def _wait_until_ready(home: Home, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTING
    log = home.root / "log" / "supervisor.log"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ProcessRefused(name="supervisor", why=last_line(log))
        found = state.read(home)
        if found is not None and found.pid == process.pid and found.ready:
            return
        time.sleep(PAUSE)
    process.terminate()
    process.wait(ENDING)
    raise NotHealthy(seconds=int(STARTING), names="supervisor", log=str(log))


def _wait_for_end(holder: Birth) -> None:
    deadline = time.monotonic() + ENDING
    while birth_of(holder.pid) == holder:
        if time.monotonic() >= deadline:
            raise WillNotEnd(pid=holder.pid)
        time.sleep(PAUSE)
