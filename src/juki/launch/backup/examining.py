"""Reading a backup from end to end before anything is touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import juki
from juki.launch.backup import manifest as manifests
from juki.launch.backup.errors import Altered, NotABackup, ReleaseDiffers, ServerDiffers
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest
from juki.launch.backup.parts import Part, digested, parts
from juki.launch.backup.sealing import Opener
from juki.launch.postgres.account import server_account
from juki.launch.postgres.binaries import find_binaries

LONGEST_MANIFEST = 50_000_000


@contextmanager
def opened(file: Path, *, key: Key | None) -> Iterator[Opener]:
    """The content of a backup.

    Raises:
        NotABackup: something else, or nothing that can be read.
        KeyNeeded, WrongKey: it is sealed, and not under this key.
    """
    try:
        stream = file.open("rb")
    except OSError:
        raise NotABackup(file=str(file)) from None
    with stream:
        yield Opener(stream, key=key, name=str(file))


def examine(file: Path, *, key: Key | None) -> Manifest:
    """Read everything; the manifest, if every part is as it was written and none is missing or too many.

    Raises:
        NotABackup, KeyNeeded, WrongKey: see :func:`opened`.
        ReleaseDiffers: another release of Juki made it.
        Altered: a byte differs from what was written.
    """
    found: list[Part] = []
    names: list[str] = []
    manifest: Manifest | None = None
    with opened(file, key=key) as source:
        if source.header.version != juki.__version__:
            raise ReleaseDiffers(found=source.header.version, here=juki.__version__)
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


def _manifest(content: bytes, file: Path) -> Manifest:
    try:
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Altered(file=str(file), what=manifests.NAME) from None
