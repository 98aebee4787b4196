"""Files that hold individual numbers: made for their owner alone, and not read when others may read them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from juki.launch.register_files.errors import NoFile, OpenToOthers, PlaceTaken

_OTHERS = 0o077


def make_place(folder: Path) -> None:
    """An empty directory for its owner alone.

    Raises:
        PlaceTaken: something is there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise PlaceTaken(place=folder.name)
        folder.chmod(0o700)
    except OSError:
        raise PlaceTaken(place=folder.name) from None


@contextmanager
def made(file: Path) -> Iterator[TextIO]:
    """A new file for its owner alone, on the disk when it is left."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def demand_private(file: Path) -> None:
    """Refuse a file that is not there or that others may read.

    Raises:
        NoFile, OpenToOthers: see each.
    """
    try:
        mode = file.stat().st_mode
    except OSError:
        raise NoFile(file=file.name) from None
    if mode & _OTHERS:
        raise OpenToOthers(file=file.name)
    if not os.access(file, os.R_OK):
        raise NoFile(file=file.name)
