"""A city whose residents have a past, for figures: founded, given its versions, started; kept where a home is named."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "bench")]

from history_load import give_past  # noqa: E402
from pages import kept_city  # noqa: E402

from juki.launch.home import Home  # noqa: E402
from support import running  # noqa: E402
from support.running import RunningCity  # noqa: E402


def add_options(parser: ArgumentParser) -> None:
    """What says which city."""
    parser.add_argument("--residents", type=int, default=3000)
    parser.add_argument(
        "--versions", type=int, default=3, help="of a resident on average, in a city founded here"
    )
    parser.add_argument("--home", type=Path, help="a city to use again; founded here if there is none")


@contextmanager
def city_with_past(options: Namespace) -> Iterator[RunningCity]:
    """The running city of ``options``; one without a home of its own goes when the block ends."""
    folder = None if options.home else Path(tempfile.mkdtemp(prefix="juki-bench-"))
    try:
        if folder:
            folder.chmod(0o755)
        root = options.home.resolve() if folder is None else folder / "home"
        if not Home(root).founded_file.exists():
            running.found(root, residents=options.residents)
            give_past(Home(root), options.versions)
        with kept_city(root, residents=options.residents) as city:
            yield city
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
