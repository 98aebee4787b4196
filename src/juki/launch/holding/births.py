"""Telling a process from a later one that got its number: number and time of birth."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_STATE, _STARTED = 0, 19
"""Places in /proc/PID/stat after the name in parentheses."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A process number and the ticks since boot at which it began."""

    pid: int
    ticks: int

    def __str__(self) -> str:
        return f"{self.pid} {self.ticks}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What ``str`` wrote, or None."""
        parts = text.split()
        return cls(*map(int, parts)) if len(parts) == 2 and all(part.isdigit() for part in parts) else None


def birth_of(pid: int) -> Birth | None:
    """The birth of a running process; None when there is none, or only its unburied rest."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[_STATE] in "ZX" else Birth(pid, int(fields[_STARTED]))


def myself() -> Birth:
    """The birth of this process."""
    birth = birth_of(os.getpid())
    assert birth is not None
    return birth


def marked(name: str, value: str) -> Iterator[Birth]:
    """Running processes that were started with ``name=value`` in their environment, as far as we may look."""
    wanted = f"{name}={value}".encode()
    for place in Path("/proc").iterdir():
        if place.name.isdigit() and int(place.name) != os.getpid():
            try:
                environment = (place / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if wanted in environment and (birth := birth_of(int(place.name))):
                yield birth
