"""What a fault run costs: schedules of acts among faults beside the same acts without, and how many of them end well.

``schedules.py [N] [FIRST]`` runs the schedules of N seeds (default 200) from FIRST (default 1) on, in this one process and on
a database of its own that does not wait for the disk, and prints one JSON document. A schedule that ends badly is named by
its seed, with what was wrong.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "support.settings"
ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

import django  # noqa: E402

django.setup()

import psycopg  # noqa: E402
from django.db import connection, connections  # noqa: E402

from juki.kernel.settings import database  # noqa: E402
from support import city, server  # noqa: E402
from support.measuring import percentile  # noqa: E402
from support.schedules import tables  # noqa: E402
from support.schedules.running import Outcome, run  # noqa: E402

BESIDE = 100
"""At most so many schedules are run once more without faults."""


class Place:
    """Where the server of a run lives, as pytest's factory of directories says it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def getbasetemp(self) -> Path:
        """The directory."""
        return self._path


@contextmanager
def ground() -> Iterator[psycopg.Connection]:
    """A database with all tables, this process as its app role; the owner's connection."""
    with tempfile.TemporaryDirectory() as folder, server.app_dsn(Place(Path(folder))) as dsn:  # type: ignore[arg-type]
        os.environ["JUKI_SYSTEM_FILE"] = str(city.write(Path(folder) / "home", dsn=dsn))
        connections["default"].settings_dict.update(database(dsn, connections=6))
        with tables.made(server._owner_dsn) as owner:
            yield owner
            connection.close()
            connection.close_pool()


def figures(outcomes: list[Outcome], seconds: list[float]) -> dict[str, object]:
    """What they cost and what they did."""
    messages = sum(one.messages for one in outcomes)
    return {
        "schedules": len(outcomes),
        "seconds_per_schedule": {
            "mean": round(statistics.mean(seconds), 3), "p50": round(statistics.median(seconds), 3),
            "p95": round(percentile(seconds, 0.95), 3), "max": round(max(seconds), 3),
        },
        "acts": sum(one.acts for one in outcomes), "messages": messages,
        "messages_per_s": round(messages / sum(seconds)),
        "calls_per_message": round(sum(one.calls for one in outcomes) / messages, 2),
    }  # fmt: skip


def timed(owner: psycopg.Connection, seeds: range, *, faults: bool) -> tuple[list[Outcome], list[float]]:
    """The schedules of ``seeds``, and how long each took."""
    outcomes, seconds = [], []
    for seed in seeds:
        began = time.perf_counter()
        outcomes.append(one := run(owner, seed, faults=faults))
        seconds.append(time.perf_counter() - began)
        for line in one.wrong:
            print(f"seed {seed}: {line}", file=sys.stderr, flush=True)
        if len(outcomes) % 500 == 0:
            print(f"{len(outcomes)} of {len(seeds)}", file=sys.stderr, flush=True)
    return outcomes, seconds


def main() -> None:
    """Run, and print the figures as one JSON document."""
    count, first = (int(value) for value in [*sys.argv[1:], *("200", "1")[len(sys.argv) - 1 :]])
    load = os.getloadavg()
    with ground() as owner:
        outcomes, seconds = timed(owner, range(first, first + count), faults=True)
        calm = timed(owner, range(first, first + min(count, BESIDE)), faults=False)
    deaths = sum((Counter(one.deaths) for one in outcomes), Counter())
    document = {
        "bench": "schedules", "cpus": os.cpu_count(), "load_before": load, "first_seed": first,
        "under_faults": {
            **figures(outcomes, seconds), "deaths": dict(deaths),
            "restores": sum(one.restored for one in outcomes),
            "acts_refused_for_want_of_space": sum(one.out_of_space for one in outcomes),
        },
        "without": figures(*calm),
        "wrong": {one.seed: one.wrong for one in outcomes + calm[0] if one.wrong},
    }  # fmt: skip
    print(json.dumps(document, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
