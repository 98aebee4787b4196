"""Signing in with both factors through the doors of a running city: id and password, then a passkey (an authenticator in
software), until the register's first page is shown. One after the other (p50, p95), then everybody at once without an error;
beside one Argon2id hash, which is what a sign-in is meant to cost.

    python bench/sign_in.py --people 150

Prints one JSON document.
"""

import argparse
import json
import re
import statistics
import sys
import threading
import time
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from argon2 import PasswordHasher  # noqa: E402

from juki.launch.demo.client import Client  # noqa: E402
from support.authenticator import Authenticator  # noqa: E402
from support.browserless import Page, Terminal  # noqa: E402
from support.running import RunningCity, running_city  # noqa: E402

PASSWORD = "seven cups of tea"


class Person:
    """A member of staff with an authenticator, at a terminal without a browser."""

    def __init__(self, city: RunningCity, client: str) -> None:
        self.client, self.terminal = client, Terminal(city)
        parts = urlsplit(self.terminal.address("office"))
        self.key = Authenticator(origin=f"{parts.scheme}://{parts.netloc}", party=str(parts.hostname))

    def enrol(self, admin: Client, day: date) -> None:
        """Entered, given a right at the register, and enrolled under a link."""
        reason = "計測"
        self._call(
            admin,
            "/api/clients",
            {"client": self.client, "kind": "person", "section": "市民課", "reason": reason},
        )
        self._call(admin, "/api/grants", {"client": self.client, "system": "registry", "permission": "registry.resident.search",
                                          "valid_from": day.isoformat(), "reason": reason})  # fmt: skip
        self._call(admin, "/api/credentials", {"client": self.client, "name": "計測 職員", "reason": reason})
        link = self._call(admin, "/api/enrolments", {"client": self.client, "reason": reason})["link"]
        ceremony, options = asked(self.terminal.get(link))
        fields = {"password": PASSWORD, "again": PASSWORD, "label": "鍵", "ceremony": ceremony,
                  "answer": self.key.create(options)}  # fmt: skip
        assert self.terminal.post(link, fields).leads_to == "/sign-in"

    def sign_in(self) -> float:
        """Seconds from the register's address to its first page."""
        began = time.perf_counter()
        page = self.terminal.follow(self.terminal.get(self.terminal.address("registry")))
        fields = {"account": self.client, "password": PASSWORD, "next": hidden(page, "next")}
        page = self.terminal.follow(self.terminal.post(self.terminal.address("office", "/sign-in"), fields))
        ceremony, options = asked(page)
        fields = {"ceremony": ceremony, "answer": self.key.get(options), "next": hidden(page, "next")}
        page = self.terminal.follow(
            self.terminal.post(self.terminal.address("office", "/sign-in/passkey"), fields)
        )
        assert page.shows("住民の検索"), (page.address, page.status)
        return time.perf_counter() - began

    def _call(self, admin: Client, path: str, form: dict[str, str]) -> dict[str, str]:
        reply = admin.expect(admin.post("office", path, form, key=uuid4()), "office", status=201)
        return dict(reply.json())


def asked(page: Page) -> tuple[str, str]:
    """Ceremony and options of a page that asks an authenticator."""
    options = re.search(r'data-options="([^"]+)"', page.text)
    assert options, (page.address, page.status)
    return hidden(page, "ceremony"), unescape(options[1])


def hidden(page: Page, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text)
    return unescape(found[1]) if found else ""


def spread(seconds: list[float]) -> dict[str, float]:
    """p50, p95 and the longest in ms."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    return {"p50_ms": round(statistics.median(ordered) * 1000, 1), "p95_ms": round(p95 * 1000, 1),
            "max_ms": round(ordered[-1] * 1000, 1)}  # fmt: skip


def hash_ms() -> float:
    """One hash at the cost that sign-ins have."""
    hasher = PasswordHasher()
    began = time.perf_counter()
    for _ in range(10):
        hasher.hash(PASSWORD)
    return (time.perf_counter() - began) * 100


def at_once(people: list[Person]) -> tuple[list[float], list[str]]:
    """Everybody starts together; seconds each, and what went wrong."""
    took: list[float] = []
    wrong: list[str] = []
    gate = threading.Barrier(len(people))

    def go(person: Person) -> None:
        gate.wait()
        try:
            took.append(person.sign_in())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            wrong.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=go, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, wrong


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    options = parser.parse_args()
    with running_city(residents=100) as city:
        day = date.fromisoformat(str(city.status()["city_time"])[:10])
        with city.client("admin.yamada") as admin:
            people = [Person(city, f"staff{number}") for number in range(options.people)]
            for person in people:
                person.enrol(admin, day)
        time.sleep(2)
        one_by_one = [person.sign_in() for person in people]
        for person in people:
            person.terminal.close()
        fresh = [Person(city, person.client) for person in people]
        for new, person in zip(fresh, people, strict=True):
            new.key = person.key
        took, wrong = at_once(fresh)
    print(json.dumps({
        "what": "sign-in by password and passkey until the register's first page", "people": options.people,
        "argon2id_hash_ms": round(hash_ms(), 1), "one_by_one": spread(one_by_one), "at_once": spread(took) if took else {},
        "errors": len(wrong), "wrong": wrong[:3],
    }, ensure_ascii=False, indent=2))  # fmt: skip


if __name__ == "__main__":
    main()
