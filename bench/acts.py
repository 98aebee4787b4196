"""One 異動 (a 転居 of a whole household) through the doors of a running city: entered and submitted by a clerk, approved by a
reviewer. Seconds from 仮登録 until 本登録 is answered, audit and outbox included (p50, p95), and how many a second with one
and with eight clients at once; beside one committed insert in the same database.

    python bench/acts.py --residents 200000 --home DIR

Prints one JSON document. ``--home DIR`` keeps the city and uses it again.
"""

import argparse
import json
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "bench")]

from cities import add_options, city_with_past  # noqa: E402
from moving_in import bare_insert  # noqa: E402

from juki.launch.demo.client import Client  # noqa: E402
from juki.launch.demo.people import loaded_on  # noqa: E402
from juki.launch.postgres.dsn import Role, dsn_for  # noqa: E402
from support.measuring import spread  # noqa: E402
from support.running import RunningCity  # noqa: E402

OWN = "registry"
CAME = {"capacity": "self", "documents": ["個人番号カード"]}
WHY = "書類で確認"
_HOUSEHOLDS = """select h.household_number, array_agg(r.addressee_number order by r.position), min(v.address_municipality),
   min(v.address_prefecture), min(v.address_city), min(v.address_town), min(v.address_town_code)
 from registry_household h tablesample system_rows(%s)
 join registry_resident r on r.household_number = h.household_number and r.state = '1'
 join registry_resident_version v on v.addressee_number = r.addressee_number and v.number = r.version
 where h.is_open group by 1"""


class Mover:
    """A clerk and a reviewer of their own; a household is moved once only."""

    def __init__(self, city: RunningCity) -> None:
        self.clerk = Client(city.home, "clerk.sato")
        self.reviewer = Client(city.home, "reviewer.suzuki")

    def move(self, household: tuple[Any, ...], today: str) -> tuple[float, float]:
        """Seconds of 仮登録 and submission, and of 本登録."""
        received = self._post(self.clerk, "/api/applications", {"kind": "change", "came": CAME}, 201)
        began = time.perf_counter()
        entered = self._post(
            self.clerk, "/api/applications/entries", {**_named(received), "change": _form(household, today)}
        )
        alerts = {one["code"]: WHY for one in entered["alerts"]}
        submitted = self._post(
            self.clerk, "/api/applications/submissions", {**_named(entered), "alerts": alerts}
        )
        middle = time.perf_counter()
        self._post(self.reviewer, "/api/applications/approvals", _named(submitted), 201)
        return middle - began, time.perf_counter() - middle

    def _post(self, client: Client, path: str, body: dict[str, Any], status: int = 200) -> Any:  # noqa: ANN401
        return client.expect(client.post(OWN, path, body, key=uuid4()), OWN, status=status).json()


def _named(standing: dict[str, Any]) -> dict[str, Any]:
    return {"application": standing["application"], "version": standing["version"]}


def _form(household: tuple[Any, ...], today: str) -> dict[str, Any]:
    _, members, municipality, prefecture, city, town, town_code = household
    return {
        "reason": "TENKYO", "day": today, "basis": "notification",
        "persons": [{"addressee_number": number} for number in members],
        "address": {
            "municipality": municipality, "prefecture": prefecture, "city": city, "town": town, "town_code": town_code,
            "lot": f"{random.randrange(1, 90)}番{random.randrange(1, 30)}号", "building": f"計測荘{random.randrange(999)}",
        },
    }  # fmt: skip


def run(city: RunningCity, households: list[tuple[Any, ...]], clients: int, today: str) -> dict[str, Any]:
    """Figures of ``households`` moved by ``clients`` at once."""
    movers = [Mover(city) for _ in range(clients)]
    parts = [households[place::clients] for place in range(clients)]
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        work = [
            pool.submit(lambda m, p: [m.move(one, today) for one in p], *pair)
            for pair in zip(movers, parts, strict=True)
        ]
        taken = [pair for one in work for pair in one.result()]
    seconds = time.perf_counter() - began
    return {
        "clients": clients, "acts": len(taken), "a_second": round(len(taken) / seconds, 1),
        "provisional": spread([one for one, _ in taken]), "recording": spread([two for _, two in taken]),
        "both": spread([one + two for one, two in taken]),
    }  # fmt: skip


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    parser.add_argument("--acts", type=int, default=200)
    options = parser.parse_args()
    with city_with_past(options) as city:
        with psycopg.connect(dsn_for(OWN, Role.OWNER, home=city.home.root)) as connection:
            connection.execute("create extension if not exists tsm_system_rows")
            households = connection.execute(_HOUSEHOLDS, [options.acts * 3]).fetchall()
            versions, people = connection.execute(
                "select (select count(*) from registry_resident_version), (select count(*) from registry_resident)"
            ).fetchone() or (0, 0)
            size = connection.execute("select pg_total_relation_size('registry_resident_version')").fetchone()
        today = loaded_on(city.home).isoformat()
        bare = bare_insert(city)
        figures = [
            run(city, households[: options.acts], 1, today),
            run(city, households[options.acts : options.acts * 2], 8, today),
        ]
    print(json.dumps({
        "what": "転居 of a household through the API",
        "residents": people, "versions_each": round(versions / people, 2), "bytes_a_version": round((size or [0])[0] / versions),
        "bare_insert_ms": round(statistics.median(bare) * 1000, 2), "runs": figures,
    }, ensure_ascii=False, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
