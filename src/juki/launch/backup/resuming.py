"""In every restored database: new epochs on all lanes, one audit row about it, and no session of staff left open.

Run as ``python -m juki.launch.backup.resuming HOME CHARGE PROCESS…``, CHARGE as JSON; each process's part is done as its
app role in an operating-system process of its own.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import django.contrib.postgres.fields
import django.db.backends.postgresql.base  # noqa: F401 - imported before the fork, for all
import msgspec
from django.db import connection

from juki.kernel.errors import JukiError
from juki.launch.backup.errors import StepFailed
from juki.launch.home import Home
from juki.launch.process.activation import activate

PROGRAM = "juki.launch.backup.resuming"
SESSIONS = ("screens_session", "office_session")


class Charge(msgspec.Struct, frozen=True):
    """``epoch`` of every lane from now on; ``together`` the identities that were set back to one and the same moment."""

    epoch: int
    backup_at: datetime
    manifest: str
    together: list[str]


def resume_all(home: Home, systems: Sequence[str], charge: Charge) -> None:
    """Resume every database.

    Raises:
        StepFailed: with the first that could not.
    """
    text = msgspec.json.encode(charge).decode()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", PROGRAM, str(home.root), text, *systems],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        last = next(iter(done.stderr.strip().splitlines()[-1:]), "?\t?")
        system, _, why = last.partition("\t")
        raise StepFailed(system=system, why=why)


def resume(home: Home, charge: Charge, process: str) -> None:
    """One database, in one transaction.

    Raises:
        JukiError: the settings or the database are not as they have to be.
    """
    settings = activate(home, process)
    from juki.kernel.work import Actor, one_act  # noqa: PLC0415 - models need the settings first

    actor = Actor(who="job:restore", right="restore", terminal="")
    times = settings.clock.now()
    with one_act(actor, reason="restore", times=times) as act:
        lanes = begin_epochs(sorted(settings.identities), charge)
        act.log(
            "city.restored",
            detail={
                "backup_at": charge.backup_at.isoformat(), "manifest": charge.manifest, "epoch": charge.epoch,
                "lanes": lanes, "sessions": end_sessions(times.machine),
            },
        )  # fmt: skip
    connection.close()


def begin_epochs(owners: Sequence[str], charge: Charge) -> int:
    """Begin the epoch on every lane that links.toml gives ``owners``, used or not; how many.

    A lane that was never used may have been used since: its peer would take a first message for one that it knows. What
    was heard from senders that were set back together stands at the beginning of the same epoch: between them nothing is
    missing, so their heartbeats may say so at once. Of all others the place is kept: that is where a gap shows.
    """
    from juki.kernel.settings import current  # noqa: PLC0415 - read once the process is known
    from juki.links import topology  # noqa: PLC0415
    from juki.links.post import outbox  # noqa: PLC0415

    links = topology.load(current().links)
    lanes = [(owner, str(link.receiver)) for owner in owners for link in links.receivers(owner)]
    with connection.cursor() as cursor:
        for owner, destination in lanes:
            cursor.execute(_RAISE, [owner, destination, charge.epoch - 1])
            outbox.begin_epoch(owner, destination)
        cursor.execute(_ALIGN, [charge.epoch, list(owners), charge.together])
    return len(lanes)


def end_sessions(now: datetime) -> int:
    """End whatever staff had open at the moment of the backup: it may have been ended since."""
    ended = 0
    with connection.cursor() as cursor:
        for table in SESSIONS:
            cursor.execute("select to_regclass(%s)", [table])
            if cursor.fetchone()[0] is not None:
                cursor.execute(f"update {table} set ended_at = %s where ended_at is null", [now])  # noqa: S608 - our own names
                ended += cursor.rowcount
    return ended


def attempt(home: Path, charge: Charge, process: str) -> str:
    """Resume one database; the reason of a failure, without any value from a database, or empty."""
    try:
        resume(Home(home), charge, process)
    except JukiError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - its text may hold values
        return f"{type(error).__name__} {getattr(error, 'sqlstate', '')}".strip()
    return ""


def main(arguments: list[str]) -> int:
    """Exit code 0, or 1 with the failed process and the reason as the last line of the standard error."""
    home, text, *systems = arguments
    charge = msgspec.json.decode(text, type=Charge)
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        reasons = pool.map(partial(attempt, Path(home), charge), systems, chunksize=1)
    failed = [(name, why) for name, why in zip(systems, reasons, strict=True) if why]
    for name, why in failed:
        sys.stderr.write(f"{name}\t{why}\n")
    return 1 if failed else 0


_RAISE = """insert into links_outbox_head (owner, destination, epoch, last) values (%s, %s, %s, 0)
 on conflict (owner, destination) do update set epoch = greatest(links_outbox_head.epoch, excluded.epoch)"""

_ALIGN = """update links_inbox_head set epoch = %s, last = 0 where owner = any(%s) and sender = any(%s)"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
