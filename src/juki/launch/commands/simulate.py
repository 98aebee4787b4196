"""``juki simulate``: a register of its own in which invented people live for so many days, and the figures of that time."""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.home import Home, require_size
from juki.launch.process.activation import activate
from juki.launch.screen import say

DAYS, RESIDENTS, SEED = 365, 2000, 1
BEGIN = date(2026, 4, 1)
_EVERY = 30


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long, which lives, how many people."""
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="日数(既定 365) / how many days")
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar="S", help="同じ値なら同じ人生 / same seed, same lives"
    )
    parser.add_argument(
        "--residents", type=int, default=RESIDENTS, metavar="M", help="住民の数(既定 2000) / how many people"
    )
    parser.add_argument(
        "--from", dest="begin", type=date.fromisoformat, default=BEGIN, metavar="DATE",
        help="最初の日(既定 2026-04-01) / the first day",
    )  # fmt: skip


def execute(_home: Home, options: argparse.Namespace) -> int:
    """Live in a home of its own, which is thrown away: no register in use is ever touched.

    Raises:
        ResidentsOutOfRange: no city has so many.
        Broken: something that must hold did not, or the database differs from the rules.
        Disagreement: the rules refused what is lawful.
        JukiError: the register could not be founded.
    """
    require_size(options.residents)
    for name in [name for name in os.environ if name.startswith("JUKI_DSN_")]:
        del os.environ[name]  # a simulation never reaches the databases of a city
    with _home_of_its_own() as home:
        home.city_file.write_text(
            f'processes = ["registry"]\nseed = {options.seed}\nresidents = {options.residents}\n',
            encoding="utf-8",
        )
        found(home, Founding(load=partial(_live, options=options)), Progress(say))
    return 0


@contextmanager
def _home_of_its_own() -> Iterator[Home]:
    place = Path(tempfile.mkdtemp(prefix="juki-simulate-"))
    try:
        place.chmod(0o711)
        yield Home(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _live(home: Home, *, options: argparse.Namespace) -> None:
    activate(home, "registry")
    # The register's services can be imported only by a process that is the register.
    from django.db import connections  # noqa: PLC0415

    from juki.launch.simulation.life import Life  # noqa: PLC0415
    from juki.launch.simulation.recording import Recorder  # noqa: PLC0415

    life = Life(seed=options.seed, residents=options.residents, begin=options.begin)
    recorder = Recorder(life)
    try:
        recorder.settle()
        recorder.compare(everything=True)
        began = time.monotonic()
        for count, day in enumerate(life.days(options.days), start=1):
            recorder.compare()
            if count % _EVERY == 0 or count == options.days:
                taken = time.monotonic() - began
                say(f"  {day}  {life.world.step:,} 異動 / acts  {life.world.step / taken:,.0f} 件/秒")
        recorder.compare(everything=True)
        life.check_whole()
    finally:
        connections.close_all()
    for line in life.tally.lines(now=len(life.world.register.present)):
        say(line)
    refused = sum(life.refused.values())
    say(
        f"異動 {life.world.step:,}件、うち規則どおり拒まれたもの {refused:,}件、破れた不変条件 0 / no invariant was broken"
    )
