"""Which files of a home belong to a backup: everything but what a start writes anew, the server's data, and backups.

Whatever a system keeps beside its database (keys of its own, made at run time) is in it without being named here.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from juki.launch.backup.target import ENDING
from juki.launch.home import Home

STAGING, ASIDE = "restoring", "before-"
LEFT_OUT = frozenset({"postgres", "pg", "log", "run", "systems", "lost+found", STAGING})
RESTORED = "restored.json"


def belongs(name: str) -> bool:
    """Whether a backup may have ``name``, a path below the home with slashes: nothing that a start writes anew, nothing
    half written, no backup that somebody keeps here."""
    top, last = name.partition("/")[0], PurePosixPath(name)
    return (
        top not in LEFT_OUT
        and not top.startswith(ASIDE)
        and not last.name.startswith(".")
        and last.suffix not in {ENDING, ".new"}
    )


def files(home: Home) -> Iterator[tuple[str, Path]]:
    """Path below the home, with slashes, and the file: city.toml, clock, ports, attached counterparts, keys, secrets."""
    for top in sorted(home.root.iterdir()):
        if top.name not in LEFT_OUT and not top.name.startswith(ASIDE):
            for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
                name = file.relative_to(home.root).as_posix()
                if belongs(name) and file.is_file() and not file.is_symlink():
                    yield name, file
