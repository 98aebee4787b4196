"""Bringing databases to the shape of this release, each in an operating-system process of its own.

Run as ``python -m juki.launch.founding.database HOME first|again PROCESS…``; the only code that connects as owner. What
all systems share is imported once, then one process per system is forked from here: starting each anew took longer
than its migration.
"""

import multiprocessing
import os
import sys
from functools import partial
from pathlib import Path

import django.contrib.postgres.fields
import django.core.management.commands.migrate
import django.db.backends.postgresql.base
import django.db.migrations.executor  # noqa: F401 - imported before the fork, for all
from django.db import connection, connections

from juki.kernel.errors import JukiError
from juki.kernel.settings import database
from juki.launch.home import Home
from juki.launch.migrating import migrate
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import activate

FIRST, AGAIN = "first", "again"


def prepare(home: Home, process: str, *, first_time: bool) -> None:
    """Migrate as owner, grant the app role, and on the first day load the clients' rights.

    Raises:
        JukiError: the settings, the database or the tables are not as they have to be.
    """
    settings = activate(home, process)
    owner = dsn_for(process, Role.OWNER, home=home.root)
    app_role = str(database(settings.dsn, connections=1)["USER"])
    connections["default"].settings_dict.update(database(owner, connections=1))
    migrate(owner, app_role=app_role)
    if first_time:
        from juki.launch.founding.granting import load  # noqa: PLC0415 - models need the settings first

        load(settings.identities, times=settings.clock.now())
    connection.close()


def attempt(home: Path, first_time: bool, process: str) -> str:
    """Prepare and give back the reason of a failure, without any value from a database; empty when it went well."""
    try:
        prepare(Home(home), process, first_time=first_time)
    except JukiError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - its text may hold values
        return f"{type(error).__name__} {getattr(error, 'sqlstate', '')}".strip()
    return ""


def main(arguments: list[str]) -> int:
    """Exit code 0, or 1 with the failed process and the reason as the last line of the standard error."""
    home, when, *processes = arguments
    fork = multiprocessing.get_context("fork")
    with fork.Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        reasons = pool.map(partial(attempt, Path(home), when == FIRST), processes, chunksize=1)
    failed = [(name, why) for name, why in zip(processes, reasons, strict=True) if why]
    for name, why in failed:
        sys.stderr.write(f"{name}\t{why}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
