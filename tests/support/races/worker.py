"""A worker of the kiosk system: a process of its own with connections of its own, asked through the link door."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db import connection

from juki.kernel.clock import JAPAN, Times
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.links.kiosk import KioskIssue, KioskIssueAnswer, KioskMenu, KioskMenuAnswer, PrintResult
from juki.links.post import outbox, questions
from juki.links.post.dispatcher import Lane
from juki.links.wire import client
from juki.systems.kiosk.services import parameters
from support import loopback
from support.races import mutants
from support.races.plan import Plan
from support.races.points import Points
from support.races.scenes import Stage, playing

THREADS = 3
CENTRE = Actor(who="client:centre", right="test", terminal="race")
_ANSWERS: dict[type, type] = {KioskMenu: KioskMenuAnswer, KioskIssue: KioskIssueAnswer}
_OPEN = datetime(2026, 11, 24, 10, tzinfo=JAPAN)


def clock() -> None:
    """The city's clock stands on an ordinary morning, whatever the time of the run."""
    began = datetime.now(UTC)

    def now(_clock: Any) -> Times:
        machine = datetime.now(UTC)
        return Times(city=_OPEN + (machine - began), machine=machine)

    type(current().clock).now = now  # type: ignore[method-assign]


def still() -> None:
    """The city's clock stands: everything happens in one second of it, however long it takes."""
    known = current().clock.now()
    type(current().clock).now = lambda _clock: known  # type: ignore[method-assign]


def network() -> None:
    """What one identity posts, the door of the other takes, in this process."""
    client.post = loopback.Wire().post


def patient(plan: Plan) -> None:
    """No limit against floods, and a deadline that a race can reach."""
    known = parameters.parameters()
    for name, value in {
        "dialogs_per_card_and_minute": 10**6, "issuing_at_once": 10**6, "issuing": timedelta(seconds=plan.deadline),
    }.items():  # fmt: skip
        object.__setattr__(known, name, value)


def serve(plan: Plan, number: int, address: Path, *, dies_at: int, spool: Path, stage: Stage | None) -> None:
    """Be worker ``number`` until killed."""
    patient(plan)
    mutants.apply(plan.mutant, unguarded=plan.unguarded, spool=spool, stage=stage)
    points = Points(plan, number, dies_at=dies_at, stage=stage)
    points.install()
    with Listener(str(address), "AF_UNIX", backlog=64) as door, ThreadPoolExecutor(THREADS) as pool:
        while True:
            pool.submit(_serve_one, door.accept(), points)


def _serve_one(caller: Connection, points: Points) -> None:
    points.watch()
    with caller:
        asked = caller.recv()
        is_played = points.stage and isinstance(asked, KioskIssue)
        playing.set(points.stage.player(asked.transaction) if is_played else "")  # type: ignore[union-attr]
        try:
            reply = _told(asked) if isinstance(asked, PrintResult) else _answer(asked)
        except Exception as error:  # noqa: BLE001 - the centre hears of no answer, the race counts it
            reply = (type(error).__name__, getattr(error, "code", ""), str(getattr(error, "fields", "")))
        try:
            caller.send(reply)
        except OSError:
            return  # nobody waits any more
        finally:
            connection.close()


def _answer(question: Any) -> dict[str, Any]:
    found = questions.ask(
        question, _ANSWERS[type(question)], own="centre", to="kiosk", about=f"trace:{question.transaction}", trace=uuid4(),
        actor=CENTRE, times=current().clock.now(),
    )  # fmt: skip
    return msgspec.to_builtins(found)


_ending = threading.Lock()


def _told(result: PrintResult) -> dict[str, Any]:
    """Send and deliver the word of the centre; it may be another worker that delivers it."""
    with one_act(CENTRE, reason="race", times=current().clock.now(), trace=UUID(result.transaction)) as act:
        outbox.send(act, own="centre", to="kiosk", content=result, streams=[f"trace:{result.transaction}"])
    with _ending:
        try:
            while Lane("centre", "kiosk").send_batch():
                pass
        except JukiError:
            return {"outcome": "waits"}
    return {"outcome": "delivered"}
