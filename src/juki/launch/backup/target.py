"""A file that is there whole or not at all: written beside under another name, and named when it is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from juki.launch.backup.errors import NotWritten, TargetThere
from juki.launch.backup.sealing import sync_folder

ENDING = ".juki"


def place_for(given: Path, *, municipality: str, made_at: datetime) -> Path:
    """``given``, or a name with code and moment in it when ``given`` is a folder.

    Raises:
        TargetThere: it exists.
    """
    target = given / f"juki-{municipality}-{made_at:%Y%m%dT%H%M%SZ}{ENDING}" if given.is_dir() else given
    if target.exists() or target.is_symlink():
        raise TargetThere(file=str(target))
    return target


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A new file (0600) that gets its name when the block ended well, and is gone when it did not.

    Raises:
        NotWritten: no room, no right, no such folder.
        TargetThere: somebody else made the file meanwhile.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb", buffering=1 << 20) as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _name(beside, target)
            sync_folder(target.parent)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(place=str(target), why=error.strerror or type(error).__name__) from None


def _name(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)
    except FileExistsError:
        raise TargetThere(file=str(target)) from None
    except OSError:  # shares and sticks without hard links
        if target.exists():
            raise TargetThere(file=str(target)) from None
        beside.rename(target)
