"""Centres with cards: each asks any worker, some do not wait, some ask twice, and some ask again after they gave up."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing.connection import Client, Connection
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from juki.links.kiosk import KioskIssue, KioskMenu, PrintResult
from support import kiosk_cards
from support.races.people import HOUSEHOLDS, MEMBERS
from support.races.plan import Plan, Said

WAIT = 20.0
KIOSK = kiosk_cards.KIOSK


class Centres:
    """``doors`` are the workers' addresses; what was said is kept in ``said``."""

    def __init__(self, plan: Plan, doors: list[Path], cards: dict[int, kiosk_cards.TestCard]) -> None:
        self._plan, self._doors, self._cards = plan, doors, cards
        self.said: list[Said] = []
        self.silent = 0
        self._lock = threading.Lock()

    def run(self) -> None:
        """All dialogs of all centres."""
        with ThreadPoolExecutor(self._plan.centres) as pool:
            for done in [pool.submit(self._centre, number) for number in range(self._plan.centres)]:
                done.result()

    def _centre(self, number: int) -> None:
        random = Random(f"centre {self._plan.seed} {number}")
        for _ in range(self._plan.dialogs):
            person = random.randrange(1, HOUSEHOLDS * MEMBERS + 1)
            self._dialog(random, person, str(UUID(int=random.getrandbits(128), version=4)))

    def _dialog(self, random: Random, person: int, transaction: str) -> None:
        proof = kiosk_cards.proof(self._cards[person], transaction)
        menu = self._ask(
            random, person, "menu", KioskMenu(transaction=transaction, kiosk=KIOSK, proof=proof), WAIT
        )
        if not menu or menu.get("outcome") != "offered":
            return
        question = self._choice(random, transaction, menu)
        if random.random() < 0.1:
            twin = threading.Thread(
                target=self._ask, args=(Random(random.random()), person, "issue", question, WAIT)
            )
            twin.start()
        else:
            twin = None
        hurried = random.random() < self._plan.impatient
        answer = self._ask(random, person, "issue", question, random.uniform(0.01, 0.3) if hurried else WAIT)
        if twin:
            twin.join()
        if answer is None:
            self._end(random, person, transaction, "cancelled")
            self._ask(random, person, "issue", question, WAIT)
        elif answer.get("outcome") == "issued":
            self._end(random, person, transaction, "printed")

    def _choice(self, random: Random, transaction: str, menu: dict[str, Any]) -> KioskIssue:
        offer = random.choice(menu["offers"])
        places = tuple(one["place"] for one in menu["members"])
        match offer["kind"]:
            case "self":
                places = places[:1]
            case "some":
                places = tuple(sorted(random.sample(places, random.randint(1, len(places)))))
        show = tuple(one for one in offer["show"] if one == "relationship" or random.random() < 0.4)
        return KioskIssue(transaction=transaction, kiosk=KIOSK, kind=offer["kind"], places=places, show=show)

    def _end(self, random: Random, person: int, transaction: str, outcome: Any) -> None:
        result = PrintResult(transaction=transaction, outcome=outcome, at=datetime.now(UTC).isoformat())
        self._ask(random, person, outcome, result, WAIT)

    def _ask(self, random: Random, person: int, what: str, asked: Any, wait: float) -> dict[str, Any] | None:
        began = time.time()
        answer = self._exchange(random, asked, wait)
        said = Said(
            transaction=asked.transaction, person=person, what=what, began=began, ended=time.time(), answer=answer,
            chosen=getattr(asked, "places", ()), show=getattr(asked, "show", ()),
        )  # fmt: skip
        with self._lock:
            self.said.append(said)
            self.silent += answer is None
        return answer

    def _exchange(self, random: Random, asked: Any, wait: float) -> dict[str, Any] | None:
        """The answer of some worker that lives, or None when there was none in time."""
        for door in random.sample(self._doors, len(self._doors)):
            try:
                line = Client(str(door), "AF_UNIX")
            except OSError:
                continue
            with line:
                return _answer(line, asked, wait)
        return None


def _answer(line: Connection, asked: Any, wait: float) -> dict[str, Any] | None:
    try:
        line.send(asked)
        if not line.poll(wait):
            return None
        reply = line.recv()
    except (OSError, EOFError):
        return None
    return reply if isinstance(reply, dict) else {"outcome": "trouble", "code": ":".join(reply)}
