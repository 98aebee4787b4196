"""A data directory and the PostgreSQL server that serves it, as a child process of whoever starts it."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from psycopg.conninfo import make_conninfo

from juki.launch.postgres.account import Account, server_account
from juki.launch.postgres.binaries import Binaries, find_binaries
from juki.launch.postgres.configuration import initdb_options, pg_hba_conf, postgresql_conf
from juki.launch.postgres.errors import (
    DataVersionDiffers,
    InitialisationFailed,
    NotReady,
    StartFailed,
)
from juki.launch.postgres.lock import clear_stale_lock, is_ready, one_at_a_time
from juki.launch.postgres.secret import read_secret, write_secret

SUPERUSER = "postgres"


class Cluster:
    """One embedded server. The object belongs to one process, which stays the server's parent.

    ``home`` holds ``postgres/data``, ``secrets/postgres`` (the superuser's password) and, if the installed
    programs cannot be reached by the server's user, a copy of them. ``overrides`` are settings that hold whatever the
    files in the data directory say.
    """

    def __init__(
        self,
        *,
        home: Path,
        port: int,
        binaries: Binaries,
        account: Account,
        durable: bool = True,
        overrides: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.home = home
        self.port = port
        self.binaries = binaries
        self.account = account
        self.durable = durable
        self.overrides = overrides
        self.directory = home / "postgres"
        self.data = self.directory / "data"
        self.process: subprocess.Popen[bytes] | None = None

    def superuser_dsn(self) -> str:
        """For provisioning and backup only: no system is ever given it."""
        password = read_secret(self.home / "secrets" / SUPERUSER) or ""
        return make_conninfo(
            host="127.0.0.1", port=self.port, dbname=SUPERUSER, user=SUPERUSER, password=password
        )

    def create(self) -> None:
        """Initialise the data directory unless it exists. An interrupted attempt leaves nothing behind.

        Raises:
            DirectoryClosed: the server's user cannot enter ``home``.
            InitialisationFailed: ``initdb`` failed.
            DataVersionDiffers: the directory belongs to another major release.
        """
        self.account.make_directory(self.directory)
        if not self.data.exists():
            self._initialise()
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(self.binaries.major):
            raise DataVersionDiffers(place=str(self.data), found=found, wanted=self.binaries.major)

    def start(self, *, patience: float = 5.0) -> subprocess.Popen[bytes]:
        """Start the server and return at once; ``ready`` waits until it answers.

        The server shuts down by itself when the *thread* that called ``start`` ends, so call it from the
        main thread of the supervisor. It has a session of its own: Ctrl-C reaches only the supervisor.
        A predecessor on its way down is given ``patience`` seconds.

        Raises:
            AlreadyRunning: another server serves the directory.
        """
        with one_at_a_time(self.directory), (self.directory / "start.log").open("wb") as output:
            clear_stale_lock(self.data, patience=patience)
            self._configure()
            self.process = subprocess.Popen(  # noqa: S603 - no input from outside
                [
                    "/usr/bin/setpriv",
                    "--pdeathsig",
                    "INT",
                    self.binaries.program("postgres"),
                    "-D",
                    str(self.data),
                    *(f"--{name}={value}" for name, value in self.overrides.items()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=_environment(),
                start_new_session=True,
                **self.account.credentials,
            )
        return self.process

    def ready(self, timeout: float = 60.0) -> None:
        """Return when connections are accepted, recovery after a crash included.

        Raises:
            StartFailed: the server ended instead.
            NotReady: it did not get there within ``timeout`` seconds.
        """
        deadline = time.monotonic() + timeout
        while self.process is not None and self.process.poll() is None:
            if is_ready(self.data, self.process.pid):
                return
            if time.monotonic() >= deadline:
                raise NotReady(seconds=int(timeout), log=str(self._log()))
            time.sleep(0.01)
        raise StartFailed(reason=self._last_words(), log=str(self._log()))

    def stop(self, timeout: float = 30.0) -> None:
        """Disconnect the clients and shut down cleanly; by force if that takes longer than ``timeout``."""
        if self.process is None:
            return
        for order, limit in ((signal.SIGINT, timeout), (signal.SIGQUIT, 10.0), (signal.SIGKILL, None)):
            if self.process.poll() is not None:
                return
            self.process.send_signal(order)
            try:
                self.process.wait(limit)
            except subprocess.TimeoutExpired:
                continue

    def _initialise(self) -> None:
        password = secrets.token_urlsafe(32)
        fresh, password_file = self.directory / "data.new", self.directory / "password"
        shutil.rmtree(fresh, ignore_errors=True)
        write_secret(password_file, password)
        self.account.own(password_file)
        options = initdb_options(major=self.binaries.major, durable=self.durable)
        done = subprocess.run(  # noqa: S603 - no input from outside
            [self.binaries.program("initdb"), "-D", fresh, f"--pwfile={password_file}", *options],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=_environment(),
            **self.account.credentials,
        )
        password_file.unlink()
        if done.returncode != 0:
            raise InitialisationFailed(place=str(self.data), reason=_last_line(done.stderr))
        write_secret(self.home / "secrets" / SUPERUSER, password)
        fresh.rename(self.data)

    def _configure(self) -> None:
        texts = {
            "postgresql.conf": postgresql_conf(
                port=self.port, durable=self.durable, major=self.binaries.major
            ),
            "pg_hba.conf": pg_hba_conf(),
        }
        for name, text in texts.items():
            (self.data / name).write_text(text)

    def _log(self) -> Path:
        written = [self.directory / "start.log", *self.data.glob("log/postgresql-*.log")]
        return max(written, key=lambda path: path.stat().st_mtime_ns)

    def _last_words(self, patience: float = 3.0) -> str:
        # The server's log collector outlives it for a moment: the line that matters may not be written yet.
        deadline = time.monotonic() + patience
        while True:
            lines = self._log().read_text(errors="replace").splitlines()
            fatal = [line for line in lines if "FATAL" in line]
            if fatal or time.monotonic() >= deadline:
                return _last_line("\n".join(fatal or lines))
            time.sleep(0.05)


def embedded_cluster(
    home: Path, *, port: int, durable: bool = True, environ: Mapping[str, str] = os.environ
) -> Cluster:
    """The cluster of ``home`` (JUKI_HOME), with the programs and the OS user that fit this machine.

    Raises:
        BinariesMissing, VersionUnsupported, DirectoryClosed: see ``find_binaries``.
        AccountUnavailable: root could not make the server's user.
    """
    account = server_account()
    binaries = find_binaries(home=home.resolve(), account=account, environ=environ)
    return Cluster(home=home.resolve(), port=port, binaries=binaries, account=account, durable=durable)


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    # Nothing of ours goes along: the launcher's environment may hold DSNs of other systems.
    kept = {name: value for name in ("PATH", "LD_LIBRARY_PATH") if (value := os.environ.get(name))}
    return {"LC_ALL": "C.UTF-8", **kept}


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")[-200:]
