"""The operating-system user that PostgreSQL runs as. The server refuses to run as root."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from juki.launch.postgres.errors import AccountUnavailable, DirectoryClosed

NAME = "juki-pg"
_READ, _ENTER = 4, 1


class Credentials(TypedDict):
    """Arguments for ``subprocess`` that make a child run as the account."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether children have to change to this user."""
        return self.uid != os.geteuid()

    @property
    def credentials(self) -> Credentials:
        if not self.is_other:
            return Credentials(user=None, group=None, extra_groups=None)
        return Credentials(user=self.uid, group=self.gid, extra_groups=[])

    def can_read(self, path: Path) -> bool:
        """Whether the account may pass every directory above ``path`` and read ``path`` itself."""
        if not self.is_other:
            return os.access(path, os.R_OK)
        return self.can_enter(path.parent) and self._may(path, _READ)

    def can_enter(self, directory: Path) -> bool:
        if not self.is_other:
            return os.access(directory, os.X_OK)
        return all(self._may(place, _ENTER) for place in _upwards(directory.resolve()))

    def own(self, path: Path) -> None:
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def make_directory(self, path: Path, *, mode: int = 0o700) -> None:
        """Create ``path`` for the account, with parents that it may pass.

        Raises:
            DirectoryClosed: a directory above that existed before does not let the account in.
        """
        for parent in reversed(path.parents):
            if not parent.exists():
                parent.mkdir()
                parent.chmod(0o755)
        path.mkdir(exist_ok=True)
        path.chmod(mode)
        self.own(path)
        if not self.can_enter(path):
            raise DirectoryClosed(name=self.name, place=str(path))

    def _may(self, path: Path, bit: int) -> bool:
        status = path.stat()
        shift = 6 if status.st_uid == self.uid else 3 if status.st_gid == self.gid else 0
        return bool(status.st_mode >> shift & bit)


def server_account() -> Account:
    """Ourselves; for root a system user of its own, made when it is missing.

    Raises:
        AccountUnavailable: root could not make the user.
    """
    if os.geteuid() != 0:
        return Account(name=str(os.geteuid()), uid=os.geteuid(), gid=os.getegid())
    return _lookup() or _create()


def _lookup() -> Account | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return Account(name=NAME, uid=entry.pw_uid, gid=entry.pw_gid)


def _create() -> Account:
    command = [
        "useradd",
        "--system",
        "--no-create-home",
        "--user-group",
        "--shell",
        "/usr/sbin/nologin",
        NAME,
    ]
    # Several processes may start at once: whoever loses the race for the password file finds the user there.
    for _ in range(10):
        try:
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - no input from outside
        except FileNotFoundError:
            break
        if account := _lookup():
            return account
        time.sleep(0.2)
    raise AccountUnavailable(name=NAME)


def _upwards(directory: Path) -> Iterator[Path]:
    yield directory
    yield from directory.parents
