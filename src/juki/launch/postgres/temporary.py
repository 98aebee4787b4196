"""A throw-away server for tests: as configured in earnest, except that it forgets everything."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juki.launch.postgres.account import server_account
from juki.launch.postgres.binaries import find_binaries
from juki.launch.postgres.cluster import Cluster, free_port
from juki.launch.postgres.errors import StartFailed

_TRIES = 3


@contextmanager
def temporary_cluster(path: Path, *, durable: bool = False) -> Iterator[Cluster]:
    """Serve a new cluster below ``path`` on a free port until the block ends, then remove it.

    If the server's user cannot enter ``path`` (pytest's directories are closed to all but root), a new
    directory of the system's place for temporary files is used; ``cluster.home`` tells which.
    """
    account = server_account()
    home = Path(tempfile.mkdtemp(prefix="juki-", dir=path if account.can_enter(path) else None))
    home.chmod(0o755)
    try:
        binaries = find_binaries(home=home, account=account)
        cluster = Cluster(home=home, port=free_port(), binaries=binaries, account=account, durable=durable)
        cluster.create()
        _start(cluster)
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _start(cluster: Cluster) -> None:
    for attempt in range(_TRIES):
        cluster.start()
        try:
            return cluster.ready()
        except StartFailed:  # somebody may have taken the port in between
            if attempt == _TRIES - 1:
                raise
            cluster.port = free_port()
    return None
