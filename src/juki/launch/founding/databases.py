"""Starting the program that brings all databases to the shape of this release."""

import subprocess
import sys
from collections.abc import Sequence

from juki.launch.errors import PhaseFailed
from juki.launch.home import Home

PROGRAM = "juki.launch.founding.database"


def prepare_all(home: Home, processes: Sequence[str], *, first_time: bool) -> None:
    """Migrate and grant for each of ``processes``, as many at once as the machine has processors.

    Raises:
        PhaseFailed: one of them failed; the others were finished.
    """
    command = [sys.executable, "-m", PROGRAM, str(home.root), "first" if first_time else "again", *processes]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own program
    if done.returncode != 0:
        last = next(iter(done.stderr.strip().splitlines()[-1:]), "?\t?")
        system, _, why = last.partition("\t")
        raise PhaseFailed(system=system, why=why)
