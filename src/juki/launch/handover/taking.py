"""``juki take-over``: making a handed-over home one that can be started on this machine."""

from pathlib import Path

import msgspec

import juki
from juki.launch.founding.databases import prepare_all
from juki.launch.founding.steps import Progress
from juki.launch.handover.dump import digest, restore
from juki.launch.handover.errors import CopyDiffers, NothingToTake, OtherRelease
from juki.launch.handover.giving import DUMP, NOTE, Note
from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.ports import Allocation, settle
from juki.launch.postgres.cluster import embedded_cluster
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.serving import served


def take_over(home: Home, progress: Progress) -> str:
    """Load the database, if it came along, and mark the home as complete; the system. Harmless to repeat after a failure.

    Raises:
        NothingToTake: there is nothing, or it was taken over before.
        OtherRelease: the giving machine runs another release.
        CopyDiffers: the copy of the database was damaged on its way.
        AlreadyUp: somebody works on the home.
        JukiError: see :func:`juki.launch.serving.served`; the next call takes it up again.
    """
    note = _note(home)
    if note.version != juki.__version__:
        raise OtherRelease(theirs=note.version, ours=juki.__version__)
    copied = home.root / DUMP
    if note.digest and (not copied.exists() or digest(copied) != note.digest):
        raise CopyDiffers(file=str(copied))
    home.make()
    with held(home):
        allocation = settle(home.root / "ports.json")
        with served(home, allocation, progress.step):
            if note.digest:
                with progress.step("restore", "データベースの読み込み / database"):
                    _restore(home, note.system, allocation, copied)
            with progress.step("migrate", "表と権限の確認 / tables and rights"):
                prepare_all(home, [note.system], first_time=False)
        home.mark_founded()
        copied.unlink(missing_ok=True)
        (home.root / NOTE).unlink()
    return note.system


def _restore(home: Home, system: str, allocation: Allocation, file: Path) -> None:
    binaries = embedded_cluster(home.root, port=allocation.postgres).binaries
    restore(binaries, system=system, dsn=dsn_for(system, Role.OWNER, home=home.root), file=file)


def _note(home: Home) -> Note:
    try:
        return msgspec.json.decode((home.root / NOTE).read_bytes(), type=Note)
    except (OSError, msgspec.DecodeError):
        raise NothingToTake(home=str(home.root)) from None
