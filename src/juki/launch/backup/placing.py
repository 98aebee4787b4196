"""A backup's parts put into an empty place, each digested once more on its way to the disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from juki.launch.backup import manifest as manifests
from juki.launch.backup.cluster import NOTHING_RUN, unpack
from juki.launch.backup.contents import STAGING
from juki.launch.backup.dumps import RESTORE, require_empty
from juki.launch.backup.errors import Altered, CopyFailed, StepFailed, UnsealedInEarnest
from juki.launch.backup.examining import opened
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest
from juki.launch.backup.parts import Part, digested, parts
from juki.launch.backup.servers import fed_with
from juki.launch.home import Home
from juki.launch.postgres.account import Account, server_account
from juki.launch.postgres.binaries import find_binaries
from juki.launch.postgres.cluster import Cluster
from juki.launch.postgres.dsn import Role, dsn_for

SCRATCH = STAGING
"""Where dumps wait to be read in: no part of a backup has this name, and no home keeps it."""


def place(file: Path, manifest: Manifest, *, key: Key | None, staging: Home) -> None:
    """Write every part of ``file`` below ``staging``: the home's files, the server's data, dumps to be read in.

    Raises:
        Altered: the file is no longer the one that was examined.
        NotOfABackup: the server's files hold orders for its start.
        UnsealedInEarnest: there is no key, and city.toml says that the city is in earnest.
        OSError: no room.
    """
    account = server_account()
    staging.make()
    with opened(file, key=key) as source:
        for name, pieces in parts(source, file=str(file)):
            if name == manifests.NAME:
                break
            found: list[Part] = []
            try:
                _put(name, digested(pieces, found), staging=staging, account=account, file=str(file))
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                raise Altered(file=str(file), what=name) from None
            if found != [manifest.parts.get(name)]:
                raise Altered(file=str(file), what=name)
    if key is None and staging.city().production:
        raise UnsealedInEarnest(file=str(file))


def cluster_for(staging: Home, *, home: Home, port: int) -> Cluster:
    """The server over the data that were placed; its programs are those of ``home``, which stays."""
    account = server_account()
    binaries = find_binaries(home=home.root, account=account)
    return Cluster(home=staging.root, port=port, binaries=binaries, account=account, overrides=NOTHING_RUN)


def require_room(manifest: Manifest, staging: Home) -> None:
    """Refuse to read dumps into databases that hold something.

    Raises:
        DatabaseNotEmpty, DatabaseDown: an external database is not ready.
    """
    for system in dumped_systems(manifest):
        require_empty(system, dsn_for(system, Role.OWNER, home=staging.root))


def read_in(manifest: Manifest, staging: Home, *, program: str) -> None:
    """Read the dumps into the databases, each in one transaction.

    Raises:
        StepFailed: one could not be read in; that database is as empty as before.
    """
    for system in dumped_systems(manifest):
        dsn = dsn_for(system, Role.OWNER, home=staging.root)
        try:
            fed_with(program, RESTORE, dsn=dsn, file=staging.root / SCRATCH / system)
        except CopyFailed as error:
            raise StepFailed(system=system, why=error.fields["why"]) from None
    shutil.rmtree(staging.root / SCRATCH, ignore_errors=True)


def dumped_systems(manifest: Manifest) -> list[str]:
    """Systems whose database is there as a dump."""
    return [name.removeprefix(manifests.DUMPS) for name in manifest.parts if name.startswith(manifests.DUMPS)]


def _put(name: str, pieces: Iterator[bytes], *, staging: Home, account: Account, file: str) -> None:
    if name == manifests.CLUSTER:
        data = staging.root / "postgres" / "data"
        account.make_directory(data.parent)
        unpack(pieces, data=data, account=account, file=file)
        for _ in pieces:  # tar ends before its padding does
            pass
    elif name.startswith(manifests.DUMPS):
        _write(staging.root / SCRATCH / name.removeprefix(manifests.DUMPS), pieces)
    elif name.startswith(manifests.HOME):
        _write(staging.root / name.removeprefix(manifests.HOME), pieces)
    else:
        raise Altered(file=file, what=name)


def _write(file: Path, pieces: Iterator[bytes]) -> None:
    for folder in reversed(file.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for piece in pieces:
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
