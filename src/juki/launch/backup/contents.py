"""Which files of a home belong to a backup: everything but what a start writes anew, the server's data, and backups.

Whatever a system keeps beside its database (keys of its own, made at run time) is in it without being named here.
"""

from collections.abc import Iterator
from pathlib import Path

from juki.launch.backup.target import ENDING
from juki.launch.home import Home

STAGING, ASIDE = "restoring", "before-"
LEFT_OUT = frozenset({"postgres", "pg", "log", "run", "systems", "lost+found", STAGING})
RESTORED = "restored.json"


def files(home: Home) -> Iterator[tuple[str, Path]]:
    """Path below the home, with slashes, and the file: city.toml, clock, ports, attached counterparts, keys, secrets."""
    for top in sorted(home.root.iterdir()):
        if top.name not in LEFT_OUT and not top.name.startswith(ASIDE):
            for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
                if _counts(file):
                    yield file.relative_to(home.root).as_posix(), file


def _counts(file: Path) -> bool:
    """Whether it is a file of the city, neither half written nor a backup that somebody keeps here."""
    return (
        file.is_file()
        and not file.is_symlink()
        and not file.name.startswith(".")
        and file.suffix not in {ENDING, ".new"}
    )
