"""What a night costs: 転出予定日の到来 household by household, a list, and the move to the 除票 store, on a database of its own.

``nightly.py [N]`` makes N residents (default 2000) in households of two, of whom a tenth leaves on one day, carries out the
jobs and prints one JSON document: seconds, transactions a second, and the longest single step. Beside: a committed insert.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

os.environ["DJANGO_SETTINGS_MODULE"] = "support.settings"
ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

import django  # noqa: E402

django.setup()

from django.db import connection, connections, transaction  # noqa: E402

from juki.kernel.settings import database  # noqa: E402
from juki.systems.registry.services.nightly import catalogue, running  # noqa: E402
from support import city, server  # noqa: E402
from support.measuring import percentile  # noqa: E402
from support.nights import Nights, at, opened  # noqa: E402

CAME = date(2020, 10, 1)
DUE = date(2020, 11, 20)
STORED = date(2025, 11, 21)


class Place:
    """Where the server of a run lives, as pytest's factory of directories says it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def getbasetemp(self) -> Path:
        """The directory."""
        return self._path


@contextmanager
def ground() -> Iterator[None]:
    """A durable database with all tables, this process as its app role."""
    with (
        tempfile.TemporaryDirectory() as folder,
        server.app_dsn(Place(Path(folder)), durable=True) as dsn,  # type: ignore[arg-type]
    ):
        os.environ["JUKI_SYSTEM_FILE"] = str(city.write(Path(folder) / "home", dsn=dsn))
        connections["default"].settings_dict.update(database(dsn, connections=6))
        yield
        connection.close()
        connection.close_pool()


def people(count: int) -> None:
    """``count`` residents in twos; of every tenth household everybody leaves on one day."""
    nights = Nights(CAME)
    for place in range(count // 2):
        with transaction.atomic():
            if place % 10 == 0:
                nights.leaving({}, {}, day=DUE)
            else:
                nights.household({}, {})


def timed(job: str) -> tuple[list[float], Callable[[], None]]:
    """Seconds of every step of ``job`` from now on, its commit left out; and how to stop measuring."""
    real, seconds = catalogue.WORKERS, list[float]()
    worker = real[job]

    def step(task: object, work: object) -> object:
        began = time.perf_counter()
        done = worker.step(task, work)  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - began)
        return done

    running.WORKERS = MappingProxyType({**real, job: worker._replace(step=step)})  # type: ignore[attr-defined, arg-type]

    def restore() -> None:
        running.WORKERS = real  # type: ignore[attr-defined]

    return seconds, restore


def measure(job: str, day: date) -> dict[str, float | int]:
    """One run of ``job`` for ``day`` from beginning to end."""
    steps, restore = timed(job)
    ident = opened(job, day)
    began = time.perf_counter()
    while running.advance(ident, times=at(day)).value != "done":
        pass
    taken = time.perf_counter() - began
    restore()
    return {
        "seconds": round(taken, 2), "steps": len(steps), "steps_a_second": round(len(steps) / taken, 1),
        "step_ms_p50": round(1000 * percentile(steps, 0.5), 1), "step_ms_longest": round(1000 * max(steps), 1),
        "lines": running.NightlyRun.objects.get(pk=ident).listed,
    }  # fmt: skip


def bare(count: int = 200) -> float:
    """Milliseconds of one committed insert."""
    with connection.cursor() as cursor:
        began = time.perf_counter()
        for number in range(count):
            cursor.execute(
                "insert into registry_receipt_counter (legal_day, last) values (%s, 1)",
                [CAME + timedelta(days=number)],
            )
        return round(1000 * (time.perf_counter() - began) / count, 2)


def main(count: int) -> None:
    """Print the figures."""
    with ground():
        people(count)
        figures = {
            "residents": count,
            "committed_insert_ms": bare(),
            "move_out_due": measure("move_out_due", DUE),
            "headless_households": measure("headless_households", DUE),
            "notice_missing": measure("notice_missing", DUE + timedelta(days=40)),
            "removed_store": measure("removed_store", STORED),
        }
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
