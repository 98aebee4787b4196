"""Verifying the log of the process itself, by its own connection."""

from juki.kernel.settings import current
from juki.oversight.trail.domain.walk import Broken
from juki.oversight.trail.services.keeping import Signers
from juki.oversight.trail.services.rooting import psycopg_of
from juki.oversight.trail.services.verifying import verify
from juki.screens.settings import own_system


def own_signers() -> Signers:
    """Whose signatures count for this process's own log."""
    return Signers(own_system(), current().authority)


def broken_here() -> Broken | None:
    """The first thing wrong with the own log; None when all holds."""
    return verify(psycopg_of(), signers=own_signers()).broken
