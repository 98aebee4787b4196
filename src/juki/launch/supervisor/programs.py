"""The command line of a process, and why it ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from juki.launch.home import Home
from juki.launch.supervisor.child import Child

MARK = "JUKI_SUPERVISED"
"""In the environment of our children: the home, by which a later ``up`` finds what an earlier one left."""


def system_child(home: Home, name: str) -> Child:
    """A process of the city that the kernel kills when its supervisor dies."""
    output = home.root / "log" / f"{name}.err"

    def spawn() -> subprocess.Popen[bytes]:
        # Its own session: Ctrl-C reaches only the supervisor, which ends the others in order.
        with private(output) as sink:
            return subprocess.Popen(  # noqa: S603 - our own program
                ["/usr/bin/setpriv", "--pdeathsig", "KILL", *command(home, "run", name)],
                stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, start_new_session=True,
                env=environment(home),
            )  # fmt: skip

    return Child(name, spawn, lambda code: _explanation(code, output))


def private(file: Path) -> BinaryIO:
    """``file``, emptied, for what a program says; nobody else may read it (0600)."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "wb")


def command(home: Home, *arguments: str) -> list[str]:
    """Our own program with ``arguments`` on ``home``."""
    return [sys.executable, "-m", "juki.launch", *arguments, "--home", str(home.root)]


def environment(home: Home) -> dict[str, str]:
    """What a child may know: nothing of ours but its supervisor; connection strings may stand in our environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUKI_")}
    if home.eras_file.exists():
        kept["JUKI_ERAS"] = str(home.eras_file)
    # glibc otherwise keeps up to eight heaps per processor for our many threads.
    return {**kept, "MALLOC_ARENA_MAX": "2", "JUKI_SUPERVISOR": str(os.getpid()), MARK: str(home.root)}


def _explanation(code: int, output: Path) -> str:
    if code < 0:
        return f"signal {signal.Signals(-code).name}"
    return last_line(output) or f"exit {code}"


def last_line(file: Path) -> str:
    """The last line of a file, at most 300 characters."""
    lines = file.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][-300:] if lines else ""
