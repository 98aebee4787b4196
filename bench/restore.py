"""Seconds to back up and to restore a city, beside the bare copy of the same bytes and pg_basebackup alone, in one run.

``--residents N`` founds a city of that size first; ``--home DIR`` keeps it and uses it again. The city runs during the
backup. Prints one JSON document.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 2)


def alone(home: Path, place: Path) -> None:
    """pg_basebackup of the city's server into files, nothing else."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    from juki.launch.home import Home
    from juki.launch.ports import settle
    from juki.launch.serving import cluster_of

    cluster = cluster_of(Home(home), settle(home / "ports.json"))
    assert cluster is not None
    dsn = conninfo_to_dict(cluster.superuser_dsn())
    environ = {**os.environ, "PGPASSWORD": str(dsn.pop("password"))}
    program = [cluster.binaries.program("pg_basebackup"), "-D", str(place), "-Xfetch", "-cfast", "-d"]
    subprocess.run([*program, make_conninfo("", **dsn)], check=True, env=environ, capture_output=True)


def copied(file: Path, place: Path) -> None:
    """The bytes of ``file`` once more, on the disk for good."""
    shutil.copyfile(file, place)
    with place.open("rb+") as stream:
        os.fsync(stream.fileno())


def measure(home: Path, place: Path) -> dict[str, object]:
    """One round on a city that exists."""
    from support.running import juki

    key, file, portable = place / "key", place / "city.juki", place / "portable.juki"
    juki(home, "backup", "--new-key", str(key))
    figures: dict[str, object] = {}
    juki(home, "up", "--detach")
    try:
        bare = seconds(lambda: alone(home, place / "bare"))
        shutil.rmtree(place / "bare")
        backup = seconds(lambda: juki(home, "backup", str(file), "--key", str(key), seconds=3600))
        dumps = seconds(
            lambda: juki(home, "backup", str(portable), "--portable", "--key", str(key), seconds=3600)
        )
    finally:
        juki(home, "down")
    copy = seconds(lambda: copied(file, place / "copy"))
    (place / "copy").unlink()
    drill = json.loads(
        juki(
            home, "drill", str(file), "--key", str(key), "--scratch", str(place), "--json", seconds=3600
        ).stdout
    )
    restored = place / "restored"
    restore = seconds(lambda: juki(restored, "restore", str(file), "--key", str(key), seconds=3600))
    up = seconds(lambda: juki(restored, "up", "--detach"))
    intact = juki(restored, "audit", "verify", check=False).returncode == 0
    juki(restored, "down")
    shutil.rmtree(restored)
    again = seconds(lambda: juki(restored, "restore", str(portable), "--key", str(key), seconds=7200))
    figures |= {
        "backup_mb": round(file.stat().st_size / 1e6, 1),
        "portable_mb": round(portable.stat().st_size / 1e6, 1),
        "file_copy_fsync_s": copy,
        "pg_basebackup_alone_s": bare,
        "backup_s": backup,
        "backup_to_pg_basebackup": round(backup / bare, 2),
        "drill": drill["seconds"],
        "drill_whole": all(not one["chain"] and not one["missing"] for one in drill["systems"].values()),
        "audit_rows": sum(one["audit_rows"] for one in drill["systems"].values()),
        "rows": sum(one["rows"] for one in drill["systems"].values()),
        "restore_s": restore,
        "restore_to_file_copy": round(restore / copy, 1),
        "restored_up_s": up,
        "restored_chains_intact": intact,
        "portable_backup_s": dumps,
        "portable_restore_s": again,
    }
    return figures


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--residents", type=int, default=20_000)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    from support.running import found

    place = Path(tempfile.mkdtemp(prefix="juki-restore-", dir="/var/tmp"))
    place.chmod(0o755)
    home = (options.home or place / "home").resolve()
    try:
        if not (home / "founded.json").exists():
            found(home, residents=options.residents)
        figures = {"what": "backup of a running city, drill and restore", "residents": options.residents}
        figures |= {"load_before": os.getloadavg()[0], **measure(home, place)}
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
