"""The embedded server's files with the log written meanwhile: all databases as they were at one moment.

``pg_basebackup`` ends with the log up to the end of the copy. Whoever starts such a copy replays that log to its end, so
every database stands at the same place of one log: what a sender had erased because its receiver acknowledged it had been
committed by the receiver earlier in that log.
"""

import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, cast

import psycopg

from juki.launch.backup.errors import Altered, NotOfABackup
from juki.launch.backup.servers import output_of
from juki.launch.postgres.account import Account
from juki.launch.postgres.cluster import Cluster

_OPTIONS = (
    "--pgdata=-",
    "--format=tar",
    "--wal-method=fetch",
    "--checkpoint=fast",
    "--no-password",
    "--label=juki",
)
_SLOT = "select pg_create_physical_replication_slot(%s, true, true)"
_PIECE = 1 << 20

#: Of a copy these are there, and empty: ours are written at the start (and without a file the server does not begin).
_WRITTEN_ANEW = frozenset({"postgresql.conf", "postgresql.auto.conf", "pg_hba.conf", "pg_ident.conf"})
#: pg_basebackup writes none of these as we call it: they would make the server follow another, or fetch its log.
_ORDERS = frozenset({"recovery.signal", "standby.signal", "recovery.conf", "promote", "postmaster.pid"})
_TABLESPACES = "tablespace_map"
"""Of ours it is empty at most; entries would have the server make links to places outside its directory."""

NOTHING_RUN = {
    "archive_mode": "off",
    "archive_command": "",
    "archive_library": "",
    "archive_cleanup_command": "",
    "recovery_end_command": "",
    "restore_command": "",
    "primary_conninfo": "",
    "shared_preload_libraries": "",
    "session_preload_libraries": "",
    "local_preload_libraries": "",
    "ssl_passphrase_command": "",
}
"""Settings by which a server loads or runs something, for the first start of files that came from a backup."""


def copied(cluster: Cluster) -> Iterator[bytes]:
    """The server's files as a tar stream, while it serves.

    Raises:
        CopyFailed: it did not come to its end.
    """
    with psycopg.connect(cluster.superuser_dsn(), autocommit=True) as keeper:
        # As long as this connection lives the server keeps the log that the copy will need at its end.
        keeper.execute(_SLOT, [f"juki_backup_{os.getpid()}"])
        yield from output_of(cluster.binaries.program("pg_basebackup"), _OPTIONS, dsn=cluster.superuser_dsn())


def unpack(pieces: Iterable[bytes], *, data: Path, account: Account, file: str) -> None:
    """Write the tar stream ``pieces`` as a data directory that ``account`` owns.

    Raises:
        Altered: it holds something that no copy of ours has.
        NotOfABackup: it orders the server to recover otherwise than from its own log.
    """
    data.mkdir(mode=0o700)
    account.own(data)
    source = cast("IO[bytes]", _Reader(iter(pieces)))
    try:
        with tarfile.open(fileobj=source, mode="r|", bufsize=_PIECE) as archive:
            for member in archive:
                _place(archive, member, data=data, account=account, file=file)
    except (
        tarfile.TarError,
        FileExistsError,
        FileNotFoundError,
        NotADirectoryError,
        IsADirectoryError,
    ) as error:
        raise Altered(file=file, what=type(error).__name__) from None
    for name in _WRITTEN_ANEW:
        _empty(data / name, account=account)


def _place(
    archive: tarfile.TarFile, member: tarfile.TarInfo, *, data: Path, account: Account, file: str
) -> None:
    path = data / member.name
    if ".." in Path(member.name).parts or not path.resolve().is_relative_to(data.resolve()):
        raise Altered(file=file, what="tar")
    name = PurePosixPath(member.name).as_posix()
    if name in _ORDERS or (name == _TABLESPACES and member.size):
        raise NotOfABackup(file=file, what=name)
    if name in _WRITTEN_ANEW:
        return
    if member.isdir():
        path.mkdir(mode=0o700, exist_ok=True, parents=True)
    elif member.isreg():
        content = archive.extractfile(member)
        assert content is not None
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            while piece := content.read(_PIECE):
                target.write(piece)
    else:
        raise Altered(file=file, what="tar")
    account.own(path)


def _empty(path: Path, *, account: Account) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    account.own(path)


class _Reader:
    """Pieces as something that ``tarfile`` reads."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, bytearray()

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes."""
        while len(self._held) < size and (piece := next(self._pieces, b"")):
            self._held += piece
        found = bytes(self._held[:size])
        del self._held[:size]
        return found
