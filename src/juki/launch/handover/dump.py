"""The database of one system as a file, by the programs of the embedded server: made and read as its owner."""

import hashlib
import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from juki.launch.handover.errors import CopyFailed
from juki.launch.postgres.binaries import Binaries

CHUNK = 1 << 20


def dump(binaries: Binaries, *, system: str, dsn: str, file: Path) -> str:
    """Write the database to ``file`` (0600), down to the disk; its SHA-256.

    Raises:
        CopyFailed: pg_dump gave up.
    """
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as sink:
        _run(
            binaries,
            "pg_dump",
            ["--format=custom", "--no-owner", "--no-privileges"],
            system,
            dsn,
            sink.fileno(),
        )
        os.fsync(sink.fileno())
    return digest(file)


def restore(binaries: Binaries, *, system: str, dsn: str, file: Path) -> None:
    """Put the content of ``file`` in the place of whatever is in the database: all of it, or nothing.

    Raises:
        CopyFailed: pg_restore gave up.
    """
    options = ["--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges", str(file)]
    _run(binaries, "pg_restore", options, system, dsn, subprocess.DEVNULL)


def digest(file: Path) -> str:
    """SHA-256 of ``file``, in hexadecimal digits."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while part := stream.read(CHUNK):
            found.update(part)
    return found.hexdigest()


def _run(binaries: Binaries, program: str, options: list[str], system: str, dsn: str, sink: int) -> None:
    parts = {key: str(value) for key, value in conninfo_to_dict(dsn).items()}
    # In the environment: every user of the machine sees a command line.
    password = parts.pop("password", "")
    done = subprocess.run(  # noqa: S603 - the server's own program
        [binaries.program(program), f"--dbname={make_conninfo(**parts)}", "--no-password", *options],
        check=False, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.PIPE, text=True, cwd="/",
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "PGPASSWORD": password},
    )  # fmt: skip
    if done.returncode != 0:
        raise CopyFailed(system=system, program=program, why=_reason(done.stderr))


def _reason(text: str) -> str:
    """The first complaint; a later line may quote a row."""
    lines = [line for line in text.splitlines() if "error:" in line]
    return (lines[0] if lines else "?")[:200]
