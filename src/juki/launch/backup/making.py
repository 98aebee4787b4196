"""Making a backup: positions, the home's files, the databases, and a manifest of all that, into one sealed file."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
import psycopg
from psycopg import Connection
from psycopg.conninfo import make_conninfo

import juki
from juki.launch.backup import manifest as manifests
from juki.launch.backup.cluster import copied
from juki.launch.backup.contents import files
from juki.launch.backup.dumps import cut, dumped
from juki.launch.backup.errors import KeyNeeded
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest, Position
from juki.launch.backup.parts import Part, put
from juki.launch.backup.positions import position_of
from juki.launch.backup.sealing import Sealer
from juki.launch.backup.servers import PIECE, Served, answering
from juki.launch.backup.target import place_for, written_whole
from juki.launch.founding.steps import Progress
from juki.launch.home import Home
from juki.launch.postgres.account import server_account
from juki.launch.postgres.binaries import Binaries, find_binaries
from juki.launch.postgres.cluster import Cluster
from juki.launch.postgres.dsn import Role, database_name, dsn_for, external_for
from juki.launch.process.activation import running_here

FORMAT = 1
Way = Literal["cluster", "dumps"]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup."""

    file: Path
    manifest: Manifest


def back_up(home: Home, given: Path, *, key: Key | None, portable: bool, progress: Progress) -> Made:
    """Copy the whole city of ``home`` into a new file at ``given`` (or in it, when it is a folder).

    Databases are copied as the embedded server's files, all at one moment; with ``portable``, or as soon as one of them
    is external, as one dump each at one consistent cut (see :mod:`juki.launch.backup.dumps`).

    Raises:
        NotFounded: there is no finished city.
        KeyNeeded: a city in earnest is not copied in the clear.
        TargetThere, NotWritten: the place is taken or full; nothing that looks whole is left.
        DatabaseDown, CopyFailed, PostBusy: a database could not be copied.
    """
    city = home.require_founded()
    if key is None and city.production:
        raise KeyNeeded
    made_at = datetime.now(UTC)
    target = place_for(given, municipality=city.municipality, made_at=made_at)
    with answering(home) as served, written_whole(target) as stream:
        sealer = Sealer(stream, key=key, version=juki.__version__, made_at=made_at.isoformat())
        copy = _Copy(home, served, sealer, progress)
        way: Way = "dumps" if portable or _is_anything_external(home) else "cluster"
        found = copy.make(way, made_at)
        put(sealer, manifests.NAME, [msgspec.json.encode(found)])
        sealer.close()
    return Made(target, found)


class _Copy:
    """One backup in the making."""

    def __init__(self, home: Home, served: Served, sealer: Sealer, progress: Progress) -> None:
        self._home, self._served, self._sealer, self._progress = home, served, sealer, progress
        self._parts: dict[str, Part] = {}
        self._systems = running_here(home)

    def make(self, way: Way, made_at: datetime) -> Manifest:
        with self._progress.step("files", "設定と鍵 / settings and keys"):
            for name, file in files(self._home):
                self._put(manifests.HOME + name, _read(file))
        binaries = self._binaries()
        positions = self._cluster() if way == "cluster" else self._dumps(binaries)
        city = self._home.city()
        return Manifest(
            format=FORMAT, version=juki.__version__, municipality=city.municipality, production=city.production,
            made_at=made_at, city_time=self._home.clock().now().city, way=way, postgres=str(binaries.major),
            still=self._served.is_still or way == "dumps", positions=positions, parts=self._parts,
        )  # fmt: skip

    def _cluster(self) -> dict[str, Position]:
        cluster = self._served.cluster
        assert cluster is not None
        with self._progress.step("positions", "件数と連携の位置 / counts and links"):
            positions = {}
            for system in self._systems:
                with _snapshot(cluster, system) as conn:
                    positions[system] = position_of(conn)
        with self._progress.step("databases", "データベース / databases"):
            self._put(manifests.CLUSTER, copied(cluster))
        return positions

    def _dumps(self, binaries: Binaries) -> dict[str, Position]:
        dsns = {system: dsn_for(system, Role.OWNER, home=self._home.root) for system in self._systems}
        positions = {}
        with cut(dsns) as snapshots:
            for system, snapshot in snapshots.items():
                with self._progress.step(system, f"データベース / database {system}"):
                    positions[system] = position_of(snapshot.conn)
                    self._put(
                        manifests.DUMPS + system, dumped(binaries.program("pg_dump"), dsns[system], snapshot)
                    )
        return positions

    def _put(self, name: str, pieces: Iterable[bytes]) -> None:
        self._parts[name] = put(self._sealer, name, pieces)

    def _binaries(self) -> Binaries:
        if self._served.cluster is not None:
            return self._served.cluster.binaries
        return find_binaries(home=self._home.root, account=server_account())


def _is_anything_external(home: Home) -> bool:
    return any(external_for(system, home=home.root) for system in running_here(home))


@contextmanager
def _snapshot(cluster: Cluster, system: str) -> Iterator[Connection[Any]]:
    with psycopg.connect(make_conninfo(cluster.superuser_dsn(), dbname=database_name(system))) as conn:
        conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield conn


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
