"""Pages of the counter: each by itself and by thirty clerks at once, beside a prepared SELECT and ``/health``.

A client without a browser signs in at the portal and asks for the pages alone, neither script nor style.
"""

import argparse
import json
import os
import random
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import urllib3

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from juki.launch.demo.client import Refused  # noqa: E402
from juki.launch.demo.counter import Counter  # noqa: E402
from juki.launch.demo.story import CLERK, REVIEWER  # noqa: E402
from juki.launch.home import Home  # noqa: E402
from juki.launch.postgres.dsn import Role, dsn_for  # noqa: E402
from support import running  # noqa: E402
from support.browserless import Terminal  # noqa: E402
from support.measuring import cpu_seconds, memory, spread, used  # noqa: E402
from support.moving import Movers  # noqa: E402
from support.running import RunningCity, running_city  # noqa: E402

PURPOSE = "窓口での届出・申請"
COLLEAGUE = "clerk.kato"
PEOPLE = 500
"""Residents drawn at random, whose records are opened and who are searched for."""
OPEN = 6
"""Applications each in 仮登録 and in 審査."""
CLERK_SHARES = {"portal": 5, "search": 38, "record": 39, "form": 18}
REVIEWER_SHARES = {"portal": 5, "search": 20, "record": 15, "review": 60}
"""Five reviewers among thirty: in all 5 % portal, 35 % search, 35 % record, 15 % form, 10 % review."""
THINK_SECONDS = 1.0
_DRAWN = """select r.addressee_number, v.surname, v.given_name, v.full_name, v.kana_surname, v.kana_given,
 v.address_town, v.address_lot from registry_resident r
 join registry_resident_version v on v.addressee_number = r.addressee_number and v.number = r.version
 where r.state = '1' and v.surname <> '' order by md5(r.addressee_number) limit %s"""


@dataclass(frozen=True)
class Resident:
    """What a clerk may type to find somebody."""

    addressee_number: str
    surname: str
    given: str
    full: str
    kana_surname: str
    kana_given: str
    town: str
    lot: str

    def searches(self) -> dict[str, dict[str, str]]:
        """Conditions of a search by kind."""
        kana = f"{self.kana_surname} {self.kana_given}"
        return {
            "search by name": {"name": self.full},
            "search by surname": {"name": self.surname},
            "search by part of a name": {"name": self.given, "match": "part"},
            "search by two signs of a name": {"name": (self.surname + self.given)[1:3], "match": "part"},
            "search by kana": {"kana": kana},
            "search by part of kana": {"kana": self.kana_given, "match": "part"},
            "search by address": {"address": f"{self.town}{self.lot}"},
            "search by town": {"address": self.town},
            "search by surname and town": {"name": self.surname, "address": self.town},
        }


USUAL = ("search by name", "search by kana", "search by address")


@dataclass(frozen=True)
class Desk:
    """What there is to look at."""

    residents: list[Resident]
    forms: list[str]
    reviews: list[str]


@dataclass
class Seen:
    """Seconds per page; what went wrong: page and status; by how much the machine let a pause of a second last longer."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def add(self, page: str, seconds: float) -> None:
        """One page in order."""
        self.seconds.setdefault(page, []).append(seconds)


def prepared(city: RunningCity) -> Desk:
    """Residents of the city, and applications of people who are moving in; a city used again has them already."""
    rows, movers = city.rows("registry", _DRAWN, PEOPLE), Movers(city)
    forms, reviews = _open(city, "provisional"), _open(city, "in_review")
    with city.client(REVIEWER) as reviewer:
        counter = Counter(movers.clerk, reviewer)
        while min(len(forms), len(reviews)) < OPEN:
            try:
                standing = counter.enter(movers.form(movers.next()), key=uuid4())
            except Refused:  # in an application since an earlier run
                continue
            if len(forms) < OPEN:
                forms.append(standing["application"])
            else:
                reviews.append(counter.submit(standing)["application"])
    return Desk([Resident(*row) for row in rows], forms, reviews)


def _open(city: RunningCity, state: str) -> list[str]:
    found = city.rows("registry", "select id from registry_application where state = %s", state)
    return [str(row[0]) for row in found]


class Clerk:
    """Somebody at a terminal of their own who opens pages and looks whether they are the right ones."""

    def __init__(self, city: RunningCity, desk: Desk, client: str, *, seed: int) -> None:
        self._desk, self._chance = desk, random.Random(seed)
        self.terminal = Terminal(city)
        self.terminal.sign_in(client, "registry")

    def open(self, page: str, seen: Seen) -> None:
        """Ask for ``page`` and note how long it took."""
        call, expected = self._call(page)
        began = time.perf_counter()
        try:
            answer = call()
        except urllib3.exceptions.HTTPError as error:
            seen.errors.append(f"{page}: {type(error).__name__}")
            return
        seconds = time.perf_counter() - began
        if answer.shows(expected):
            seen.add(page, seconds)
        else:
            seen.errors.append(f"{page}: {answer.status}")

    def _call(self, page: str) -> tuple[Callable[[], Any], str]:
        own, draw = self.terminal, self._chance.choice
        registry = own.address("registry", "")
        if page.startswith("search"):
            searches = draw(self._desk.residents).searches()
            fields = searches[draw(USUAL) if page == "search" else page]
            body = {"purpose": PURPOSE, "match": "prefix", **fields}
            return (lambda: own.post(f"{registry}/searches", body)), "検索結果（"
        number, form, review = (
            draw(self._desk.residents).addressee_number,
            draw(self._desk.forms),
            draw(self._desk.reviews),
        )
        address, expected = {
            "portal": (own.address("office"), "業務一覧"),
            "record": (f"{registry}/residents/{number}", f"住民票　宛名番号 {number}"),
            "form": (f"{registry}/applications/{form}/entry", 'name="persons.0.name.surname"'),
            "review": (f"{registry}/reviews/{review}", "審査　転入"),
            "health": (f"{registry}/health", '"system":"registry"'),
        }[page]
        return (lambda: own.get(address)), expected


def bare_select(city: RunningCity, desk: Desk, *, times: int) -> list[float]:
    """Seconds of a row found by its primary key with a prepared statement, in the register's database."""
    taken = []
    with psycopg.connect(dsn_for("registry", Role.APP, home=city.home.root), autocommit=True) as connection:
        for place in range(times + 20):
            number = desk.residents[place % len(desk.residents)].addressee_number
            began = time.perf_counter()
            connection.execute(
                "select * from registry_resident where addressee_number = %s", [number], prepare=True
            ).fetchone()
            taken.append(time.perf_counter() - began)
    return taken[20:]


def one_by_one(city: RunningCity, desk: Desk, *, times: int) -> dict[str, Any]:
    """Each page ``times`` times by one person, with nobody else there."""
    seen, clerk, reviewer = (
        Seen(),
        Clerk(city, desk, CLERK, seed=1),
        Clerk(city, desk, REVIEWER, seed=2),
    )
    select: list[float] = []
    pages = ["health", "portal", *desk.residents[0].searches(), "record", "form", "review"]
    for page in pages:
        somebody = reviewer if page == "review" else clerk
        for _ in range(5):
            somebody.open(page, Seen())
        for _ in range(times):
            somebody.open(page, seen)
        select += bare_select(
            city, desk, times=times
        )  # after every page, so that one quiet moment is not the measure
    bare, health = statistics.median(select), statistics.median(seen.seconds["health"])
    searches = [one for page in USUAL for one in seen.seconds[page]]
    figures = {
        page: {
            **spread(values),
            "p50_to_select": round(statistics.median(values) / bare),
            "p50_to_health": round(statistics.median(values) / health, 1),
        }
        for page, values in {**seen.seconds, "search (name, kana, address)": searches}.items()
    }
    return {
        "bare_select_by_key_ms": round(bare * 1000, 3),
        "pages": figures,
        "errors": sorted(set(seen.errors)),
    }


def at_once(city: RunningCity, desk: Desk, *, clerks: int, seconds: float) -> dict[str, Any]:
    """``clerks`` people, each opening one page after another and thinking in between."""
    people = [_person(city, desk, place, clerks) for place in range(clerks)]
    seen = [Seen() for _ in people]
    cpu, own = cpu_seconds(city), _own_cpu()
    end = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_work, args=(clerk, shares, one, end, place / clerks * THINK_SECONDS))
        for place, ((clerk, shares), one) in enumerate(zip(people, seen, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own = _own_cpu() - own
    cpu, pss = used(cpu, cpu_seconds(city)), memory(city)
    errors = [error for one in seen for error in one.errors]
    together: dict[str, list[float]] = {}
    for one in seen:
        for page, values in one.seconds.items():
            together.setdefault(page, []).extend(values)
    served = sum(map(len, together.values()))
    return {
        "clerks": clerks, "seconds": seconds, "pages_served": served, "pages_per_s": round(served / seconds, 1),
        "pages": {page: {"count": len(values), **spread(values)} for page, values in sorted(together.items())},
        "errors": {error: errors.count(error) for error in sorted(set(errors))},
        "pause_too_long": spread([late for one in seen for late in one.late]),
        "load_at_the_end": os.getloadavg(), "cpu_s": cpu, "cpu_s_of_this_program": round(own, 1), "pss_mb": pss,
    }  # fmt: skip


def _person(city: RunningCity, desk: Desk, place: int, clerks: int) -> tuple[Clerk, dict[str, int]]:
    reviews = place < max(clerks // 6, 1)
    client = REVIEWER if reviews else (CLERK, COLLEAGUE)[place % 2]
    return Clerk(city, desk, client, seed=100 + place), REVIEWER_SHARES if reviews else CLERK_SHARES


def _work(clerk: Clerk, shares: dict[str, int], seen: Seen, end: float, wait: float) -> None:
    chance = random.Random(threading.current_thread().name)
    time.sleep(wait)
    while time.perf_counter() < end:
        clerk.open(chance.choices(list(shares), list(shares.values()))[0], seen)
        paused = time.perf_counter()
        time.sleep(THINK_SECONDS)
        seen.late.append(time.perf_counter() - paused - THINK_SECONDS)


def _own_cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


@contextmanager
def kept_city(root: Path, *, residents: int) -> Iterator[RunningCity]:
    """The city in ``root``, founded if it is not there yet; ended with the block, and left."""
    home = Home(root)
    if not home.founded_file.exists():
        running.found(root, residents=residents)
    try:
        running.juki(root, "up", "--detach")
        yield RunningCity(home)
    finally:
        running.juki(root, "down", check=False)


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=3000)
    parser.add_argument("--home", type=Path, help="a city to use again; founded here if there is none")
    parser.add_argument("--times", type=int, default=100, help="how often each page is opened by itself")
    parser.add_argument("--clerks", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    load = os.getloadavg()
    opened = (
        kept_city(options.home, residents=options.residents)
        if options.home
        else running_city(residents=options.residents)
    )
    with opened as city:
        desk = prepared(city)
        figures = {
            "bench": "pages", "cpus": os.cpu_count(), "load_before": load,
            "residents": city.home.city().residents,
            "one_by_one": one_by_one(city, desk, times=options.times),
            "load_between": os.getloadavg(),
            "at_once": at_once(city, desk, clerks=options.clerks, seconds=options.seconds),
        }  # fmt: skip
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
