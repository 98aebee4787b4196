"""One system's audit log, verified from outside its process."""

from collections.abc import Sequence
from pathlib import Path

import psycopg

from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from juki.oversight.trail.services import keeping
from juki.oversight.trail.services.keeping import Signers
from juki.oversight.trail.services.verifying import Verdict, verify


def signers_of(home: Home, system: str) -> Signers:
    """Whose signatures count for ``system``'s log."""
    return Signers(system, str(home.root / "authority" / "authority.pem"))


def chain_of(home: Home, system: str, *, kept: Path | None = None, workers: int = 1) -> Verdict:
    """One system's log with its roots, read as its app role; ``kept`` is the file of roots that another body has.

    Raises:
        DatabaseDown: the database does not answer.
        DsnMissing: it was never made.
        RootsUnreadable: ``kept`` is no such file.
    """
    signers = signers_of(home, system)
    theirs = keeping.read(kept, signers) if kept else None
    dsn = dsn_for(system, Role.APP, home=home.root)
    try:
        with psycopg.connect(dsn) as connection:
            return verify(connection, signers=signers, kept=theirs, workers=workers, dsn=dsn)
    except psycopg.Error:
        raise DatabaseDown(system=system) from None


def roots_text(home: Home, systems: Sequence[str]) -> dict[str, str]:
    """The roots of each of ``systems`` as the text of a file.

    Raises:
        DatabaseDown: a database does not answer.
    """
    found = {}
    for system in systems:
        try:
            with psycopg.connect(dsn_for(system, Role.APP, home=home.root)) as connection:
                found[system] = keeping.written(system, keeping.roots_of(connection))
        except psycopg.Error:
            raise DatabaseDown(system=system) from None
    return found
