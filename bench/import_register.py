"""Import of a register with its past: people and versions a second, beside a plain COPY of the same rows.

python bench/import_register.py --residents 200000 --versions 3
"""

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

import history_load  # noqa: E402

from juki.launch import loading  # noqa: E402
from juki.launch.founding.steps import Founding, Progress, found  # noqa: E402
from juki.launch.home import Home  # noqa: E402
from juki.launch.loading import Meter  # noqa: E402
from juki.launch.postgres.dsn import Role, dsn_for  # noqa: E402
from juki.launch.register_files.exporting import export  # noqa: E402
from juki.launch.register_files.importing import Wish, import_register  # noqa: E402
from juki.launch.serving import served  # noqa: E402


def plain_copy(home: Home, folder: Path) -> float:
    """Seconds of COPY alone: the versions out of the table and into one like it, checks and indexes included."""
    file = folder / "plain.copy"
    with psycopg.connect(dsn_for("registry", Role.OWNER, home=home.root)) as register:
        with (
            file.open("wb") as out,
            register.cursor().copy("copy registry_resident_version to stdout") as copy,
        ):
            for block in copy:
                out.write(block)
        register.execute("create table bench_version (like registry_resident_version including all)")
        began = time.monotonic()
        with file.open("rb") as rows, register.cursor().copy("copy bench_version from stdin") as copy:
            while block := rows.read(1 << 20):
                copy.write(block)
        seconds = time.monotonic() - began
        register.rollback()
    file.unlink()
    return seconds


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=3000)
    parser.add_argument("--versions", type=int, default=3)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="juki-bench-"))
    root.chmod(0o755)
    quiet = Progress(lambda _text: None)
    try:
        one, two = Home(root / "one"), Home(root / "two")
        shared = {"residents": options.residents, "seed": 1}
        allocation = found(
            one, Founding(**shared, load=lambda home: loading.load(home, progress=Meter(sys.stderr))), quiet
        )
        with served(one, allocation):
            with psycopg.connect(dsn_for("registry", Role.OWNER, home=one.root)) as register:
                history_load.multiply(register, options.versions)
            began = time.monotonic()
            export(one, root / "files")
            exported = time.monotonic() - began
        allocation = found(two, Founding(**shared), quiet)
        with served(two, allocation):
            done = import_register(two, root / "files", Wish(progress=Meter(sys.stderr)))
            bare = plain_copy(two, root)
        figures = {
            "residents": done.residents, "versions": done.versions, "import_seconds": round(done.seconds, 1),
            "residents_per_second": round(done.residents / done.seconds),
            "versions_per_second": round(done.versions / done.seconds), "export_seconds": round(exported, 1),
            "plain_copy_seconds": round(bare, 1), "times_plain_copy": round(done.seconds / bare, 1),
            "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }  # fmt: skip
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
