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
from support.races.scenes import PLAYERS, Stage, people_of, transaction_of

WAIT = 20.0
PLAYED = 90.0
"""A scene is given up long before."""
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

    def play(self, stage: Stage) -> None:
        """The dialogs of a scene, each at the worker that it names."""
        players = PLAYERS[: len(stage.scene.doors)]
        with ThreadPoolExecutor(len(players)) as pool:
            for done in [
                pool.submit(self._play, stage, *one) for one in zip(players, stage.scene.doors, strict=True)
            ]:
                done.result()

    def _play(self, stage: Stage, player: str, door: int) -> None:
        person, transaction = people_of(self._plan.seed)[player], transaction_of(self._plan.seed, player)
        at = [self._doors[door]]
        proof = kiosk_cards.proof(self._cards[person], transaction)
        menu = self._ask(
            at, person, "menu", KioskMenu(transaction=transaction, kiosk=KIOSK, proof=proof), PLAYED
        )
        assert menu, "the worker does not answer"
        assert menu["outcome"] == "offered", menu
        offer = next(one for one in menu["offers"] if one["kind"] == stage.scene.kind)
        places = tuple(one["place"] for one in menu["members"])
        question = KioskIssue(
            transaction=transaction, kiosk=KIOSK, kind=offer["kind"], show=("relationship",),
            places=places[:1] if offer["kind"] == "self" else places,
        )  # fmt: skip
        stage.reached("asks", player)
        with ThreadPoolExecutor(1) as other:
            if stage.scene.cancels:
                cancelled = other.submit(self._cancel, stage, player, person, transaction, at)
            self._ask(at, person, "issue", question, PLAYED)
            stage.reached("answered", player)
            if stage.scene.cancels:
                cancelled.result()

    def _cancel(self, stage: Stage, player: str, person: int, transaction: str, at: list[Path]) -> None:
        stage.reached("cancels", player)
        self._end(at, person, transaction, "cancelled")
        stage.reached("cancelled", player)

    def _centre(self, number: int) -> None:
        random = Random(f"centre {self._plan.seed} {number}")
        for _ in range(self._plan.dialogs):
            person = random.randrange(1, HOUSEHOLDS * MEMBERS + 1)
            self._dialog(random, person, str(UUID(int=random.getrandbits(128), version=4)))

    def _dialog(self, random: Random, person: int, transaction: str) -> None:
        proof = kiosk_cards.proof(self._cards[person], transaction)
        menu = self._ask(
            self._any(random),
            person,
            "menu",
            KioskMenu(transaction=transaction, kiosk=KIOSK, proof=proof),
            WAIT,
        )
        if not menu or menu.get("outcome") != "offered":
            return
        question = self._choice(random, transaction, menu)
        if random.random() < 0.1:
            twin = threading.Thread(
                target=self._ask, args=(self._any(random), person, "issue", question, WAIT)
            )
            twin.start()
        else:
            twin = None
        hurried = random.random() < self._plan.impatient
        wait = random.uniform(0.01, 0.3) if hurried else WAIT
        answer = self._ask(self._any(random), person, "issue", question, wait)
        if twin:
            twin.join()
        if answer is None:
            self._end(self._any(random), person, transaction, "cancelled")
            self._ask(self._any(random), person, "issue", question, WAIT)
        elif answer.get("outcome") == "issued":
            self._end(self._any(random), person, transaction, "printed")

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

    def _end(self, doors: list[Path], person: int, transaction: str, outcome: Any) -> None:
        result = PrintResult(transaction=transaction, outcome=outcome, at=datetime.now(UTC).isoformat())
        self._ask(doors, person, outcome, result, WAIT)

    def _ask(
        self, doors: list[Path], person: int, what: str, asked: Any, wait: float
    ) -> dict[str, Any] | None:
        began = time.time()
        answer = _exchange(doors, asked, wait)
        said = Said(
            transaction=asked.transaction, person=person, what=what, began=began, ended=time.time(), answer=answer,
            chosen=getattr(asked, "places", ()), show=getattr(asked, "show", ()),
        )  # fmt: skip
        with self._lock:
            self.said.append(said)
            self.silent += answer is None
        return answer

    def _any(self, random: Random) -> list[Path]:
        """All workers, in the order in which they are tried."""
        return random.sample(self._doors, len(self._doors))


def _exchange(doors: list[Path], asked: Any, wait: float) -> dict[str, Any] | None:
    """The answer of the first worker that lives, or None when there was none in time."""
    for door in doors:
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
