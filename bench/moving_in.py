"""Recorded → all downstream over N people of a running city, and the memory of everything together."""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from juki.launch.postgres.dsn import Role, dsn_for  # noqa: E402
from support.measuring import memory, spread  # noqa: E402
from support.moving import Movers, now  # noqa: E402
from support.running import RunningCity, running_city  # noqa: E402


def bare_insert(city: RunningCity, *, times: int = 200) -> list[float]:
    """Seconds of one committed row in a table of its own, in the register's database, by its owner."""
    taken = []
    with psycopg.connect(dsn_for("registry", Role.OWNER, home=city.home.root), autocommit=True) as connection:
        connection.execute("create table bench_bare (id bigserial primary key, body text)")
        for _ in range(times):
            began = time.perf_counter()
            connection.execute("insert into bench_bare (body) values (%s)", ["x" * 500])
            taken.append(time.perf_counter() - began)
        connection.execute("drop table bench_bare")
    return taken


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--residents", type=int, default=3000)
    options = parser.parse_args()
    posts: list[float] = []
    arrivals: list[float] = []
    with running_city(residents=options.residents) as city:
        movers, moved = Movers(city), 0
        idle = memory(city)
        while moved < options.people:
            notification = movers.notification(movers.next())
            since, began = now(), time.perf_counter()
            reply = movers.post(notification)
            posts.append(time.perf_counter() - began)
            if reply.status != 201:
                raise SystemExit(f"move-in refused: {reply.error}")
            arrivals.append(movers.arrived(notification, since=since))
            moved += len(notification.household.members)
        bare = bare_insert(city)
        figures: dict[str, Any] = {
            "what": "one household after another moves in; each waits for all stations",
            "residents": options.residents,
            "people": moved,
            "households": len(posts),
            "recorded_to_all_stations": spread(arrivals),
            "post": spread(posts),
            "bare_committed_insert": spread(bare),
            "post_to_bare_p50": round(statistics.median(posts) / statistics.median(bare), 1),
            "pss_mb_idle": idle,
            "pss_mb_after": memory(city),
        }
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
