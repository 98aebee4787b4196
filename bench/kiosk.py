"""Certificates that a kiosk worker makes: menus and signed copies a second with one and two processes, beside typst and the
signature alone, one statement by key, and ``/health``.

Questions come in at the link door as the centre signs them, without TLS: the door's processes are forked from this one, each
with connections of its own, three threads each, on a durable database of their own. Timed is the door alone (envelope,
card proof, dialog, sheet, signature, the final guard, log, sealed reply); what the centre does between is not. Prints one
JSON document. ``--profile FILE`` leaves the profile of one process's door.
"""

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "support.settings"
ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

import django  # noqa: E402

django.setup()

import psycopg  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from juki.kernel.settings import current, database  # noqa: E402
from juki.links.kiosk import KioskIssue, KioskIssueAnswer, KioskMenu, KioskMenuAnswer, SerialPair  # noqa: E402
from juki.links.post import questions  # noqa: E402
from juki.links.post.dispatcher import Lane  # noqa: E402
from juki.links.wire import client  # noqa: E402
from juki.paper import fonts  # noqa: E402
from juki.systems.kiosk.domain.menu import Kind  # noqa: E402
from juki.systems.kiosk.records.models import Person  # noqa: E402
from juki.systems.kiosk.services import certificate  # noqa: E402
from juki.systems.kiosk.services.certificate import Binding  # noqa: E402
from juki.systems.kiosk.services.pictures import PRINTED  # noqa: E402
from support import city, kiosk_cards, loopback, server  # noqa: E402
from support.measuring import spread  # noqa: E402
from support.races import people, register, worker  # noqa: E402

HOUSEHOLDS = 40
THREADS = 3
SECONDS = float(os.environ.get("JUKI_BENCH_SECONDS", "6"))
ONCE = 4
"""Dialogs of a card in a minute that no flood limit minds."""
FORK = multiprocessing.get_context("fork")
Times = dict[str, list[float]]


class Place:
    """Where the server of a run lives, as pytest's factory of directories says it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def getbasetemp(self) -> Path:
        """The directory."""
        return self._path


def apart(work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the work gives back
    """The result of ``work`` in a process that takes connections, compiler and threads with it."""
    return at_once([work])[0]


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """The results of ``works``, each in a process of its own, begun together."""
    lines = [FORK.Pipe() for _ in works]
    children = [
        FORK.Process(target=_told, args=(work, theirs))
        for work, (_, theirs) in zip(works, lines, strict=True)
    ]
    for one in children:
        one.start()
    found = [ours.recv() for ours, _ in lines]
    for one in children:
        one.join()
    return found


def _told(work: Callable[[], Any], teller: Connection) -> None:
    teller.send(work())
    connection.close()
    connection.close_pool()
    os._exit(0)


def populate(serials: dict[int, str]) -> None:
    """Households of three, and a card of each adult in them."""
    register.deliver([
        people.Version(home, 1, tuple(range(home * 3 + 1, home * 3 + 4))) for home in range(HOUSEHOLDS)
    ])  # fmt: skip
    for person, serial in serials.items():
        pair = SerialPair(
            addressee_number=people.NUMBERS[person], serial=serial, state="in_force", changed_at="2026-11-01T00:00:00+09:00"
        )  # fmt: skip
        register.send(pair, [f"addressee:{people.NUMBERS[person]}"])
    register.settle()


class Door:
    """The link door of one process, timed."""

    def __init__(self, cards: list[kiosk_cards.TestCard], profile: str = "") -> None:
        self._cards, self._profile = cards, profile
        self._times: Times = {"menu": [], "issue": []}
        self._here = threading.local()

    def serve(self) -> tuple[Times, float, float]:
        """Menus and copies for all cards in turn, on three threads, for a few seconds; how long that took, and how much of
        a processor.
        """
        client.post = self._post
        self._dialog(self._cards[0])  # the typesetter opens its font once a process
        self._times = {"menu": [], "issue": []}
        began, used = time.perf_counter(), time.process_time()
        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(self._thread, number, began) for number in range(THREADS)]:
                done.result()
        return self._times, time.perf_counter() - began, time.process_time() - used

    def _thread(self, number: int, began: float) -> None:
        for card in self._cards[1 + number :: THREADS] * ONCE:
            if time.perf_counter() - began > SECONDS:
                break
            self._dialog(card)
        connection.close()

    def _dialog(self, card: kiosk_cards.TestCard) -> None:
        transaction = kiosk_cards.new_transaction()
        asked = KioskMenu(
            transaction=transaction, kiosk=kiosk_cards.KIOSK, proof=kiosk_cards.proof(card, transaction)
        )
        menu = self._asked("menu", asked, KioskMenuAnswer)
        if menu.outcome != "offered":
            raise SystemExit(f"no menu: {menu.code}")
        places = tuple(one.place for one in menu.members)
        wish = KioskIssue(
            transaction=transaction,
            kiosk=kiosk_cards.KIOSK,
            kind="all",
            places=places,
            show=("relationship",),
        )
        paper = self._asked("issue", wish, KioskIssueAnswer)
        if paper.outcome != "issued":
            raise SystemExit(f"no copy: {paper.code}")

    def _asked(self, what: str, question: Any, answer: type) -> Any:  # noqa: ANN401 - menu or copy
        self._here.what = what
        envelope = questions._envelope(
            question, kind="question", own="centre", to="kiosk", trace=UUID(question.transaction), ident=uuid4(),
            times=current().clock.now(),
        )  # fmt: skip
        return questions._asked(envelope, answer, own="centre", to="kiosk")[1]

    def _post(self, *, own: str, peer: str, path: str, content: bytes) -> tuple[int, bytes]:
        began = time.perf_counter()
        reply = loopback.door(own, peer, path, content)
        self._times[self._here.what].append(time.perf_counter() - began)
        return reply


def profiled(cards: list[kiosk_cards.TestCard], file: str) -> None:
    """One thread under the profiler."""
    import cProfile

    door = Door(cards)
    client.post = door._post
    door._dialog(cards[0])
    profile = cProfile.Profile()
    for card in cards[1:40]:
        profile.runcall(door._dialog, card)
    profile.dump_stats(file)


def alone() -> tuple[list[float], list[float], list[float], float]:
    """The same sheets typeset, signed, and read again, asked for by nobody: seconds of each, and a processor's of one copy
    typeset and signed.
    """
    rows = list(Person.objects.order_by("place").values(*PRINTED)[:3])
    times = current().clock.now()
    sheets = []
    for number in range(50):
        bound = Binding(uuid4(), f"20261124 西東京市 MIHON-1 {number:05}", "0" * 64)
        sheet = certificate.compose(
            rows, kind=Kind.ALL, show=(), head_name=rows[0]["name"], issued_on=times.legal_day, bound=bound
        )
        sheets.append((sheet, bound))
    certificate.sealed(sheets[0][0], times=times)
    set_, signed, checked = [], [], []
    renderer, signer = certificate._renderer(Path(current().fonts)), certificate._signer()
    began, at, used = time.perf_counter(), 0, 0.0
    while time.perf_counter() - began < SECONDS:
        sheet, bound = sheets[at % len(sheets)]
        at += 1
        first, busy = time.perf_counter(), time.process_time()
        plain = renderer.render(sheet)
        second = time.perf_counter()
        pdf = signer.sign(plain, signed_at=times.machine)
        third = time.perf_counter()
        used += time.process_time() - busy
        certificate.checked(
            pdf, bound=bound, members=[row["addressee_number"] for row in rows], at=datetime.now(UTC)
        )
        set_.append(second - first)
        signed.append(third - second)
        checked.append(time.perf_counter() - third)
    return set_, signed, checked, used / at


def bare(dsn: str) -> dict[str, list[float]]:
    """A household's persons by a prepared statement, and ``/health`` in the same process."""
    found: dict[str, list[float]] = {"statement": [], "health": []}
    with psycopg.connect(dsn, autocommit=True) as plain:
        for _ in range(500):
            began = time.perf_counter()
            plain.execute(
                "select * from kiosk_person where household_number = %s",
                [people.HOUSEHOLD_NUMBERS[3]],
                prepare=True,
            ).fetchall()
            found["statement"].append(time.perf_counter() - began)
    with override_settings(ROOT_URLCONF="juki.systems.kiosk.api.urls"):
        caller = Client()
        for _ in range(200):
            began = time.perf_counter()
            assert caller.get("/health").status_code in (200, 503)
            found["health"].append(time.perf_counter() - began)
    return found


def beat() -> None:
    """The register is heard."""
    Lane("registry", "kiosk").send_heartbeat()


def measure(dsn: str, profile: str) -> dict[str, Any]:
    """All figures on the database ``dsn``."""
    cards = {person: kiosk_cards.card() for person in range(1, HOUSEHOLDS * 3 + 1)}
    worker.clock()
    worker.network()
    fonts.load(Path(current().fonts))
    apart(lambda: populate({person: card.serial for person, card in cards.items()}))
    everybody = list(cards.values())
    found: dict[str, Any] = {}
    plain = apart(lambda: bare(dsn))
    statement, health = spread(plain["statement"]), spread(plain["health"])
    for processes in (1, 2):
        apart(beat)
        alike = at_once([alone] * processes)
        apart(beat)
        shares = [everybody[number::processes] for number in range(processes)]
        served = at_once([Door(share).serve for share in shares])
        menus = [one for times, _, _ in served for one in times["menu"]]
        issues = [one for times, _, _ in served for one in times["issue"]]
        rate = len(issues) / max(seconds for _, seconds, _ in served)
        typeset_signed = sum(len(set_) / (sum(set_) + sum(signed)) for set_, signed, _, _ in alike)
        found[f"{processes}_processes"] = {
            "dialogs_per_s": round(rate, 1),
            "issue": spread(issues),
            "menu": {
                **spread(menus),
                "p50_of_statement": round(spread(menus)["p50_ms"] / max(statement["p50_ms"], 0.1), 1),
                "p50_of_health": round(spread(menus)["p50_ms"] / health["p50_ms"], 1),
            },
            "cpu_ms_a_dialog": round(1000 * sum(used for _, _, used in served) / len(issues), 1),
            "typst_and_signature_alone_per_s": round(typeset_signed, 1),
            "cpu_ms_of_both_alone": round(1000 * max(used for _, _, _, used in alike), 1),
            "of_alone": round(rate / typeset_signed, 2),
            "alone": {
                name: spread([one for each in alike for one in each[place]])
                for place, name in enumerate(("typst", "signature", "read again"))
            },
        }
        time.sleep(61 if processes == 1 else 0)  # the flood limit of a card counts a minute
    if profile:
        apart(beat)
        apart(lambda: profiled(everybody, profile))
    return {"statement": statement, "health": health, **found}


def main() -> None:
    """Found, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, server.app_dsn(Place(Path(folder)), durable=True) as dsn:  # type: ignore[arg-type]
        os.environ["JUKI_SYSTEM_FILE"] = str(city.write(Path(folder) / "home", dsn=dsn))
        connections["default"].settings_dict.update(database(dsn, connections=THREADS + 1))
        load = os.getloadavg()
        figures = measure(dsn, options.profile)
    document = {
        "bench": "kiosk",
        "cpus": os.cpu_count(),
        "load_before": load,
        "load_after": os.getloadavg(),
        **figures,
    }
    print(json.dumps(document, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
