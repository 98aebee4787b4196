"""A city of real processes whose systems have no program of their own: for tests of the launcher alone."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.home import Home
from juki.launch.process.activation import PROGRAMS

TESTS = Path(__file__).parents[1]


@contextmanager
def home_directory() -> Iterator[Home]:
    """A new home that the database's user may pass, whoever runs the tests."""
    place = Path(tempfile.mkdtemp(prefix="juki-city-"))
    try:
        yield Home(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def founded(*processes: str) -> Iterator[Home]:
    """A founded home in which ``processes`` run, all with the bare settings."""
    with home_directory() as home, program_path():
        home.root.mkdir(exist_ok=True)
        home.city_file.write_text(city_toml(processes))
        found(home, Founding(), Progress(lambda _: None))
        yield home


@contextmanager
def program_path() -> Iterator[None]:
    """Let processes that are started find the source and the bare settings."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def city_toml(processes: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in processes)
    programs = "\n".join(f'{name} = "support.bare_settings"' for name in PROGRAMS)
    return f"residents = 5\nseed = 1\nprocesses = [{names}]\n[programs]\n{programs}\n"
