"""Reading a backup from end to end before anything is touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import juki
from juki.launch.backup import manifest as manifests
from juki.launch.backup.contents import belongs
from juki.launch.backup.errors import (
    Altered,
    NotABackup,
    NotOfABackup,
    ReleaseDiffers,
    ServerDiffers,
    UnsealedInEarnest,
    UnsealedUnasked,
)
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest
from juki.launch.backup.parts import Part, digested, parts
from juki.launch.backup.sealing import Opener
from juki.launch.postgres.account import server_account
from juki.launch.postgres.binaries import find_binaries
from juki.launch.process.activation import PROGRAMS

UNSEALED = (
    "警告: 封印されていないファイルです。誰が作ったか確かめられず、作った者の指示どおりに動く恐れがあります。"
    " / NOT SEALED: nothing vouches for its origin; whoever wrote it may have this machine run what they like"
)


@contextmanager
def opened(file: Path, *, key: Key | None) -> Iterator[Opener]:
    """The content of a backup.

    Raises:
        NotABackup: something else, or nothing that can be read.
        KeyNeeded, WrongKey: it is sealed, and not under this key.
        NotSealed: there is a key, and no seal.
    """
    try:
        stream = file.open("rb")
    except OSError:
        raise NotABackup(file=str(file)) from None
    with stream:
        yield Opener(stream, key=key, name=str(file))


def examine(file: Path, *, key: Key | None, unsealed: bool = False) -> Manifest:
    """Read everything; the manifest, if every part is as it was written and none is missing or too many.

    ``unsealed``: the operator vouches for a file that nothing else vouches for.

    Raises:
        NotABackup, KeyNeeded, WrongKey, NotSealed: see :func:`opened`.
        UnsealedUnasked, UnsealedInEarnest: it is not sealed, and that was not asked for, or is not done in earnest.
        NotOfABackup: it has a part that would steer how the city is started.
        ReleaseDiffers: another release of Juki made it.
        Altered: a byte differs from what was written.
    """
    found: list[Part] = []
    names: list[str] = []
    manifest: Manifest | None = None
    with opened(file, key=key) as source:
        if source.header.version != juki.__version__:
            raise ReleaseDiffers(found=source.header.version, here=juki.__version__)
        if key is None and not unsealed:
            raise UnsealedUnasked(file=str(file))
        for name, pieces in parts(source, file=str(file)):
            if manifest is not None or name in names:
                raise Altered(file=str(file), what=name)
            if name == manifests.NAME:
                manifest = _manifest(b"".join(pieces), file)
            else:
                names.append(name)
                for _ in digested(pieces, found):
                    pass
    if manifest is None or manifest.parts != dict(zip(names, found, strict=True)):
        raise Altered(file=str(file), what=manifests.NAME)
    for name in names:
        _require_ours(name, file)
    if key is None and manifest.production:
        raise UnsealedInEarnest(file=str(file))
    return manifest


def require_fitting(manifest: Manifest, *, home: Path) -> None:
    """Refuse the files of a server that ours cannot read.

    Raises:
        ServerDiffers: another major release of PostgreSQL.
    """
    here = find_binaries(home=home, account=server_account()).major
    fits = int(manifest.postgres) == here if manifest.way == "cluster" else int(manifest.postgres) <= here
    if not fits:
        raise ServerDiffers(found=manifest.postgres, here=here)


def _require_ours(name: str, file: Path) -> None:
    """Raises NotOfABackup: ``juki backup`` never writes such a part."""
    databases = {manifests.CLUSTER, *(manifests.DUMPS + system for system in PROGRAMS)}
    of_home = name.startswith(manifests.HOME) and belongs(name.removeprefix(manifests.HOME))
    if not of_home and name not in databases:
        raise NotOfABackup(file=str(file), what=name)


def _manifest(content: bytes, file: Path) -> Manifest:
    try:
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Altered(file=str(file), what=manifests.NAME) from None
