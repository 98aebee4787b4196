"""Races, each in processes of its own: ``python -m support.races.running`` reads one plan a line and writes one outcome.

This process loads everything once and touches neither database nor typesetter; a race is forked from it, and the race's
workers and register from the race, before it has any thread.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import django

django.setup()

import msgspec  # noqa: E402
from django.db import connection, connections  # noqa: E402

from juki.kernel.settings import current, database  # noqa: E402
from juki.paper import fonts  # noqa: E402
from juki.systems.kiosk.domain.serial import digest_of  # noqa: E402
from juki.systems.kiosk.records.models import ServiceEvent  # noqa: E402
from support import kiosk_cards  # noqa: E402
from support.races import oracle, register, worker  # noqa: E402
from support.races.centres import Centres  # noqa: E402
from support.races.people import HOUSEHOLDS, MEMBERS, Town  # noqa: E402
from support.races.plan import Outcome, Plan, Sent  # noqa: E402
from support.races.scenes import FIRST, REGISTER, SCENES, Stage, people_of  # noqa: E402

FORK = multiprocessing.get_context("fork")
READY = 60.0
DYING = (40, 160)
"""A worker kills itself at so many points of its life, of some fifty in each dialog."""
Cards = dict[int, kiosk_cards.TestCard]


def race(plan: Plan) -> Outcome:
    """Run one race and judge it."""
    cards = {person: kiosk_cards.card() for person in range(1, HOUSEHOLDS * MEMBERS + 1)}
    with tempfile.TemporaryDirectory(prefix="juki-race-") as name:
        folder = Path(name)
        stage = None
        if plan.scene:
            worker.still()
            stage = Stage(folder, SCENES[plan.scene], seed=plan.seed, patience=plan.patience)
        first = _apart(plan, cards)
        doors, workers = _workers(plan, folder, stage)
        centres = Centres(plan, doors, cards)
        later = _played(centres, plan, doors, stage) if stage else _run(centres, plan, doors)
        deaths = sum(not one.is_alive() for one in workers)
        for one in workers:
            one.kill()
        missed = stage.missed() if stage else []
        return _outcome(plan, centres, [*first, *later], cards, deaths, missed)


def _run(centres: Centres, plan: Plan, doors: list[Path]) -> list[Sent]:
    """All dialogs while a register of its own goes on changing; what that sent."""
    ours, theirs = FORK.Pipe()
    changing = FORK.Process(target=register.go_on, args=(plan, theirs), daemon=True)
    changing.start()
    _await(doors)
    centres.run()
    ours.send("end")
    later: list[Sent] = ours.recv()
    return later


def _played(centres: Centres, plan: Plan, doors: list[Path], stage: Stage) -> list[Sent]:
    """The dialogs of the scene, and the register's change where it comes into it."""
    _await(doors)
    later: list[Sent] = []
    with ThreadPoolExecutor(1) as pool:
        playing = pool.submit(centres.play, stage)
        if stage.scene.change:
            stage.reached("changes", REGISTER)
            home = people_of(plan.seed)[FIRST] // MEMBERS
            later = register.deliver(Town(plan.seed).changed(stage.scene.change, home))
            stage.reached("changed", REGISTER)
        playing.result()
    return later


def _apart(plan: Plan, cards: Cards) -> list[Sent]:
    """The beginning, in a process that takes its connections with it."""
    ours, theirs = FORK.Pipe()
    serials = {person: card.serial for person, card in cards.items()}
    child = FORK.Process(target=_beginning, args=(plan, serials, theirs))
    child.start()
    found: list[Sent] = ours.recv()
    child.join()
    return found


def _beginning(plan: Plan, serials: dict[int, str], teller: Connection) -> None:
    teller.send(register.begin(plan, serials))
    connection.close()
    connection.close_pool()


def _workers(
    plan: Plan, folder: Path, stage: Stage | None
) -> tuple[list[Path], list[multiprocessing.Process]]:
    """As many as planned, and one more for each that is going to die: a supervisor would start it anew."""
    random = Random(f"deaths {plan.seed}")
    doors = [folder / f"worker-{number}" for number in range(plan.workers + plan.deaths)]
    dying = [random.randrange(*DYING) if number < plan.deaths else 0 for number in range(len(doors))]
    workers = [
        FORK.Process(
            target=worker.serve, args=(plan, number, door), daemon=True,
            kwargs={"dies_at": dies_at, "spool": folder, "stage": stage},
        )
        for number, (door, dies_at) in enumerate(zip(doors, dying, strict=True))
    ]  # fmt: skip
    for one in workers:
        one.start()
    return doors, workers  # type: ignore[return-value]


def _await(doors: list[Path]) -> None:
    end = time.monotonic() + READY
    while not all(door.exists() for door in doors):
        if time.monotonic() > end:
            raise TimeoutError("the workers do not come up")
        time.sleep(0.02)


def _outcome(
    plan: Plan, centres: Centres, sent: list[Sent], cards: Cards, deaths: int, missed: list[str]
) -> Outcome:
    judge = oracle.Judge(
        centres.said, sent, {person: digest_of(card.serial) for person, card in cards.items()}
    )
    troubles: dict[str, int] = {}
    for one in centres.said:
        if (one.answer or {}).get("outcome") == "trouble":
            what = f"{one.what} {one.answer['code']}"  # type: ignore[index]
            troubles[what] = troubles.get(what, 0) + 1
    return Outcome(
        plan=plan, wrong=judge.wrong(), papers=len(judge.papers), refused=oracle.refusals(),
        alarms=ServiceEvent.objects.filter(code="KSK-0704", kind="stopped").count(), silent=centres.silent,
        cancelled=sum(one.what == "cancelled" for one in centres.said), deaths=deaths, versions=len(sent),
        troubles=troubles, missed=missed,
    )  # fmt: skip


def main() -> None:
    """One race a line, each forked; the reply is its outcome, or nothing when it broke."""
    settings = current()
    connections["default"].settings_dict.update(database(settings.dsn, connections=worker.THREADS + 1))
    worker.clock()
    worker.network()
    fonts.load(Path(settings.fonts))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            done = race(msgspec.json.decode(line, type=Plan))
            sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            sys.stdout.write("\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
