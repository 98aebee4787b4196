"""Restoring: everything is built beside, brought up, given new epochs, and only then put in the city's place."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from juki.launch.backup.contents import ASIDE, RESTORED, STAGING
from juki.launch.backup.errors import HomeNotEmpty, NotWritten
from juki.launch.backup.examining import examine, require_fitting
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest, Restored
from juki.launch.backup.placing import cluster_for, dumped_systems, place, read_in, require_room
from juki.launch.backup.resuming import Charge, resume_all
from juki.launch.backup.sealing import sync_folder
from juki.launch.backup.servers import running
from juki.launch.errors import AlreadyUp
from juki.launch.founding.databases import prepare_all
from juki.launch.founding.steps import Progress, close_to_others
from juki.launch.holding.lock import held, holder_of
from juki.launch.home import Home
from juki.launch.peers.attachments import attached
from juki.launch.ports import Allocation, is_free, settle
from juki.launch.postgres.cluster import Cluster
from juki.launch.process.activation import running_here
from juki.launch.serving import cluster_of, provision_all
from juki.launch.settings_files import write_all
from juki.launch.wiring import processes

STAYS = frozenset({STAGING, "run", "pg", "lost+found"})
"""Never in the way: our own workplace, the lock, copies of the server's programs, a volume's own."""
FIRST_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished restore; ``aside`` is where the former city lies, ``new_ports`` that the old ones were taken."""

    restored: Restored
    manifest: Manifest
    aside: Path | None
    new_ports: bool


def restore(
    home: Home, file: Path, *, key: Key | None, over: bool, progress: Progress, unsealed: bool = False
) -> Outcome:
    """Bring the city of ``file`` back in ``home``, which is empty, or with ``over`` is moved aside (never deleted).

    Every lane of every restored sender begins a new epoch, every audit chain goes on with a row about it, and every
    session of staff has ended. Until all of that is done, ``home`` is as it was. A file that is not sealed is taken
    only when the operator vouches for it with ``unsealed``.

    Raises:
        NotABackup, KeyNeeded, WrongKey, ReleaseDiffers, Altered, ServerDiffers: the file does not fit.
        NotSealed, UnsealedUnasked, UnsealedInEarnest, NotOfABackup: nobody knows whose it is, or it is not ours.
        HomeNotEmpty: there is something, and ``over`` was not said.
        AlreadyUp: the city runs.
        DatabaseNotEmpty, StepFailed, NotWritten, PostgresError: it could not be brought back.
    """
    require_place(home, over=over)
    if holder := holder_of(home):
        raise AlreadyUp(pid=holder.pid)
    with progress.step("examine", "検査 / every byte examined"):
        manifest = examine(file, key=key, unsealed=unsealed)
        require_fitting(manifest, home=home.root)
    home.make()
    with held(home), _workplace(home) as staging:
        require_place(home, over=over)
        with progress.step("place", "配置 / unpacked"):
            place(file, manifest, key=key, staging=staging)
        for line in programs_of(staging):
            progress.say(line)
        allocation, new_ports = _ports(staging)
        restored = _bring_up(home, staging, manifest, allocation, progress)
        (staging.root / RESTORED).write_bytes(msgspec.json.encode(restored))
        aside = _install(home, staging)
    return Outcome(restored, manifest, aside, new_ports)


def require_place(home: Home, *, over: bool) -> None:
    """Refuse a home with anything in it.

    Raises:
        HomeNotEmpty: and nobody said that it may be moved aside.
    """
    if not over and home.root.exists() and any(_counts(one) for one in home.root.iterdir()):
        raise HomeNotEmpty(home=str(home.root))


def programs_of(staging: Home) -> list[str]:
    """A line for each process that city.toml gives to another program than its own: it is run from now on."""
    return [
        f"  注意: city.toml の programs により {process} は {module} を実行します / runs a program of its own"
        for process, module in sorted(staging.city().programs.items())
    ]


def stand_in(manifest: Manifest, staging: Home, cluster: Cluster | None) -> None:
    """Roles and databases for what was placed, and the dumps read in. The server answers already.

    Raises:
        DatabaseNotEmpty, StepFailed: a dump could not be read in.
    """
    provision_all(staging, cluster)
    if dumped_systems(manifest):
        require_room(manifest, staging)
        program = (cluster or cluster_for(staging, home=staging, port=0)).binaries.program("pg_restore")
        read_in(manifest, staging, program=program)


def _bring_up(
    home: Home, staging: Home, manifest: Manifest, allocation: Allocation, progress: Progress
) -> Restored:
    wanted = cluster_of(staging, allocation)
    cluster = cluster_for(staging, home=home, port=allocation.postgres) if wanted else None
    systems = running_here(staging)
    with ExitStack() as stack:
        with progress.step("databases", "データベースの起動 / databases up"):
            stack.enter_context(running(cluster))
        with progress.step("provision", "役割と権限 / roles and rights"):
            stand_in(manifest, staging, cluster)
            write_all(staging, allocation)
            if dumped_systems(manifest):
                prepare_all(staging, systems, first_time=False)
        with progress.step("resume", "新しい世代と監査 / new epochs, audit"):
            charge = charge_for(staging, manifest)
            resume_all(staging, systems, charge)
    return Restored(manifest.made_at, datetime.now(UTC), charge.epoch, charge.together)


def charge_for(staging: Home, manifest: Manifest) -> Charge:
    """What every restored database is to be told. The epoch is above any that this city or a former restore has used.

    It is the number of seconds since 2020: two restores of one backup must not begin the same epoch, or a peer that went
    on after the first would take other messages for those it knows.
    """
    used = [lane.epoch for position in manifest.positions.values() for lane in position.sent]
    clock = int((datetime.now(UTC) - FIRST_EPOCH).total_seconds())
    elsewhere = attached(staging)
    return Charge(
        epoch=max([clock, *(epoch + 1 for epoch in used)]),
        backup_at=manifest.made_at,
        manifest=sha256(msgspec.json.encode(manifest)).hexdigest(),
        together=sorted(
            str(identity)
            for name in running_here(staging)
            for identity in processes()[name]
            if identity not in elsewhere
        ),
    )


@contextmanager
def _workplace(home: Home) -> Iterator[Home]:
    """An empty folder in ``home``, on the same disk, that goes whatever happens; a full disk becomes a coded error."""
    root = home.root / STAGING
    shutil.rmtree(root, ignore_errors=True)
    try:
        yield Home(root)
    except OSError as error:
        raise NotWritten(place=str(home.root), why=error.strerror or type(error).__name__) from None
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _ports(staging: Home) -> tuple[Allocation, bool]:
    """The ports of the backup if nobody has taken one of them, else new ones."""
    file = staging.root / "ports.json"
    allocation = settle(file)
    if all(map(is_free, [allocation.postgres, *allocation.plain.values(), *allocation.link.values()])):
        return allocation, False
    file.unlink()
    return settle(file), True


def _install(home: Home, staging: Home) -> Path | None:
    """Move what stood in ``home`` aside and the staged city in; founded.json leaves first and comes last."""
    close_to_others(staging.root / "identities")
    found = [one for one in home.root.iterdir() if one.name not in STAYS and not one.name.startswith(ASIDE)]
    aside: Path | None = None
    if any(_counts(one) for one in found):
        aside = home.root / f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        aside.mkdir(mode=0o700)
    for one in sorted(found, key=lambda one: one != home.founded_file):
        if aside is not None:
            one.rename(aside / one.name)
        else:
            one.rmdir()
    for one in sorted(staging.root.iterdir(), key=lambda one: one.name == home.founded_file.name):
        if one.name not in STAYS:
            one.rename(home.root / one.name)
    home.make()
    sync_folder(home.root)
    return aside


def _counts(one: Path) -> bool:
    """Whether it is something that somebody may miss."""
    if one.name in STAYS or one.name.startswith(ASIDE):
        return False
    return not one.is_dir() or any(one.iterdir())
