"""The drill: a backup brought back in a place of its own, looked over, timed, and thrown away."""

import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

import msgspec
import psycopg
from psycopg.conninfo import make_conninfo

from juki.launch.backup.errors import NotWritten
from juki.launch.backup.examining import examine, require_fitting
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest, Position
from juki.launch.backup.placing import cluster_for, place
from juki.launch.backup.positions import is_on_chain, missing, position_of
from juki.launch.backup.restoring import stand_in
from juki.launch.backup.servers import running
from juki.launch.chains import chain_of
from juki.launch.founding.steps import Progress
from juki.launch.home import City, Home
from juki.launch.ports import settle
from juki.launch.postgres.cluster import Cluster
from juki.launch.postgres.dsn import database_name
from juki.launch.process.activation import running_here


class Looked(msgspec.Struct, frozen=True):
    """One restored database: size, chain, and what it lacks of what the backup noted (nothing, when all is well)."""

    rows: int
    audit_rows: int
    chain: str
    missing: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether the chain holds and nothing is missing."""
        return not self.chain and not self.missing


class Drill(msgspec.Struct, frozen=True):
    """What the drill found and how long each step took."""

    bytes: int
    way: str
    seconds: dict[str, float]
    systems: dict[str, Looked]

    @property
    def is_whole(self) -> bool:
        """Whether every database is."""
        return all(one.is_whole for one in self.systems.values())


def drill(file: Path, *, key: Key | None, beside: Path, progress: Progress, unsealed: bool = False) -> Drill:
    """Bring ``file`` back below ``beside``, verify chains, counts and links of every database, and remove it again.

    Only PostgreSQL is started, on a port of its own, and nothing in it is changed: no epoch begins, no peer hears of it.
    External databases are played on the embedded server; those of the city itself are never touched.

    Raises:
        NotABackup, KeyNeeded, WrongKey, ReleaseDiffers, Altered, ServerDiffers, StepFailed: it cannot be brought back.
        NotSealed, UnsealedUnasked, UnsealedInEarnest, NotOfABackup: nobody knows whose it is, or it is not ours.
        NotWritten: no room.
    """
    began = time.monotonic()
    with _scratch(beside) as scratch:
        with progress.step("examine", "検査 / every byte examined"):
            manifest = examine(file, key=key, unsealed=unsealed)
            require_fitting(manifest, home=scratch.root)
        with progress.step("place", "配置 / unpacked"):
            place(file, manifest, key=key, staging=scratch)
        _make_ours(scratch)
        cluster = cluster_for(scratch, home=scratch, port=settle(scratch.root / "ports.json").postgres)
        with ExitStack() as stack:
            with progress.step("databases", "データベースの起動 / databases up"):
                stack.enter_context(running(cluster))
            found = _looked_over(manifest, scratch, cluster, progress)
    taken = {**progress.taken, "total": time.monotonic() - began}
    return Drill(
        bytes=file.stat().st_size,
        way=manifest.way,
        seconds={name: round(seconds, 2) for name, seconds in taken.items()},
        systems=found,
    )


def _looked_over(
    manifest: Manifest, scratch: Home, cluster: Cluster, progress: Progress
) -> dict[str, Looked]:
    with progress.step("provision", "役割と権限 / roles and rights"):
        stand_in(manifest, scratch, cluster)
    with progress.step("positions", "件数と連携の位置 / counts and links"):
        now = {system: _position(cluster, system, then) for system, then in manifest.positions.items()}
    with progress.step("audit", "監査の連鎖 / audit chains"):
        chains = _chains(scratch, list(now))
    return {
        system: Looked(
            rows=sum(position.rows.values()),
            audit_rows=position.audit_rows,
            chain=chains[system],
            missing=missing(manifest.positions[system], position, still=manifest.still)
            + ([] if on_chain else ["audit"]),
        )
        for system, (position, on_chain) in now.items()
    }


def _position(cluster: Cluster, system: str, then: Position) -> tuple[Position, bool]:
    with psycopg.connect(make_conninfo(cluster.superuser_dsn(), dbname=database_name(system))) as conn:
        return position_of(conn), is_on_chain(conn, then)


def _chains(scratch: Home, systems: list[str]) -> dict[str, str]:
    # The workers inherit how this command takes SIGTERM, by which a pool ends them.
    with get_context("fork").Pool(
        initializer=signal.signal, initargs=(signal.SIGTERM, signal.SIG_DFL)
    ) as pool:
        found = pool.starmap(_chain, [(scratch.root, system) for system in systems])
    return dict(zip(systems, found, strict=True))


def _chain(root: Path, system: str) -> str:
    """Where the chain of a system breaks, or nothing."""
    broken = chain_of(Home(root), system).broken
    return f"{broken.number}: {broken.why}" if broken else ""


def _make_ours(scratch: Home) -> None:
    """Ports of its own, and no external databases."""
    (scratch.root / "ports.json").unlink(missing_ok=True)
    systems = running_here(scratch)
    city: City = msgspec.structs.replace(scratch.city(), databases={}, processes=tuple(systems))
    lines = [
        f"{name} = {msgspec.json.encode(value).decode()}"
        for name, value in msgspec.structs.asdict(city).items()
        if not isinstance(value, dict)
    ]
    scratch.city_file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@contextmanager
def _scratch(beside: Path) -> Iterator[Home]:
    try:
        root = Path(tempfile.mkdtemp(prefix="juki-drill-", dir=beside))
        root.chmod(0o711)
        try:
            yield Home(root)
        finally:
            shutil.rmtree(root, ignore_errors=True)
    except OSError as error:
        raise NotWritten(place=str(beside), why=error.strerror or type(error).__name__) from None
