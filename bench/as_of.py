"""A day of the past through the doors of a running city: a random resident, a random household, the timeline of a record.

Each call is logged and committed before it answers. Beside them the latest record without a day, and a bare SELECT by
key of the same rows, in the same run. Prints one JSON document. ``--home DIR`` keeps the city and uses it again.

    python bench/as_of.py --residents 200000 --home DIR
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "bench")]

from cities import add_options, city_with_past  # noqa: E402

from juki.launch.demo.client import Client  # noqa: E402
from juki.launch.demo.people import loaded_on  # noqa: E402
from juki.launch.postgres.dsn import Role, dsn_for  # noqa: E402
from support.measuring import spread  # noqa: E402
from support.running import RunningCity  # noqa: E402

OWN = "registry"
WARM = 20
"""Calls before those that count."""
Drawn = tuple[str, str, date]
"""宛名番号, 世帯番号 and the first day of the record."""
_DRAWN = """select r.addressee_number, r.household_number, min(v.valid_from)
 from registry_resident r tablesample system_rows(%s)
 join registry_resident_version v on v.addressee_number = r.addressee_number and v.record = r.record
 group by 1, 2"""
_SIZE = """select (select count(*) from registry_resident), count(*), pg_total_relation_size('registry_resident_version')
 from registry_resident_version"""
_BARE = "select * from registry_resident_version where addressee_number = %s and number = 1"


def paths_of(drawn: Drawn, today: date) -> dict[str, str]:
    """What is asked about somebody, on a day drawn from the days of the record."""
    person, household, began = drawn
    day = began + timedelta(days=random.randrange(max((today - began).days, 0) + 1))
    return {
        "resident_on_a_day": f"/api/residents/{person}?as_of={day}",
        "resident_now": f"/api/residents/{person}",
        "household_on_a_day": f"/api/households/{household}?as_of={day}",
        "household_now": f"/api/households/{household}",
        "timeline": f"/api/residents/{person}/timeline",
        "origins_on_a_day": f"/api/residents/{person}/origins?as_of={day}",
    }


def asked(
    city: RunningCity, people: list[Drawn], today: date
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Seconds of each kind of call, and how often a household was empty on the day (a member came from another one)."""
    taken: dict[str, list[float]] = {}
    answers: dict[str, int] = {}
    with Client(city.home, "clerk.sato") as clerk:
        for place, one in enumerate(people):
            for kind, path in paths_of(one, today).items():
                began = time.perf_counter()
                reply = clerk.get(OWN, path)
                seconds = time.perf_counter() - began
                answers[f"{kind} {reply.status}"] = answers.get(f"{kind} {reply.status}", 0) + 1
                if place >= WARM:
                    taken.setdefault(kind, []).append(seconds)
    return taken, answers


def bare_select(city: RunningCity, people: list[Drawn]) -> list[float]:
    """Seconds of one version by its key with a prepared statement, for the same people."""
    taken = []
    with psycopg.connect(dsn_for(OWN, Role.APP, home=city.home.root), autocommit=True) as connection:
        for person, _, _ in people:
            began = time.perf_counter()
            connection.execute(_BARE, [person], prepare=True).fetchone()
            taken.append(time.perf_counter() - began)
    return taken[WARM:]


def measure(city: RunningCity, *, times: int) -> dict[str, Any]:
    """The figures of one run."""
    with psycopg.connect(dsn_for(OWN, Role.OWNER, home=city.home.root)) as connection:
        connection.execute("create extension if not exists tsm_system_rows")
        people = connection.execute(_DRAWN, [times + WARM]).fetchall()
        residents, versions, size = connection.execute(_SIZE).fetchone() or (0, 0, 0)
    random.shuffle(people)
    load = os.getloadavg()
    taken, answers = asked(city, people, loaded_on(city.home))
    bare = bare_select(city, people)
    middle = statistics.median(bare)
    return {
        "what": "a day of the past through the API", "residents": residents,
        "versions_each": round(versions / residents, 2), "bytes_a_version": round(size / versions),
        "bare_select_by_key": spread(bare) | {"p50_ms": round(middle * 1000, 3)},
        "calls": {
            kind: {**spread(values), "p50_to_select": round(statistics.median(values) / middle)}
            for kind, values in taken.items()
        },
        "answers": answers, "load_before": load, "load_after": os.getloadavg(),
    }  # fmt: skip


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    parser.add_argument(
        "--times", type=int, default=500, help="how many residents and households are asked for"
    )
    options = parser.parse_args()
    with city_with_past(options) as city:
        figures = measure(city, times=options.times)
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
