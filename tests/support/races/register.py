"""The register beside the kiosks: a process that goes on changing households, and writes down what was true when."""

import time
from multiprocessing.connection import Connection

from django.db import connection

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.links.kiosk import SerialPair
from juki.links.message import Message
from juki.links.post import outbox
from juki.links.post.dispatcher import Lane
from support.races.people import NUMBERS, Town, Version
from support.races.plan import Plan, Sent

REGISTER = Actor(who="client:register", right="test", terminal="race")


def begin(plan: Plan, cards: dict[int, str]) -> list[Sent]:
    """The town and its cards (person to serial) as the kiosk system first hears of them."""
    sent = deliver(Town(plan.seed).first())
    for person, serial in cards.items():
        pair = SerialPair(
            addressee_number=NUMBERS[person], serial=serial, state="in_force", changed_at="2026-11-01T00:00:00+09:00"
        )  # fmt: skip
        send(pair, [f"addressee:{NUMBERS[person]}"])
    settle()
    return sent


def go_on(plan: Plan, teller: Connection) -> None:
    """Change the town until told to end; then tell what was sent."""
    town = Town(plan.seed)
    told: list[Sent] = []
    while not teller.poll(1 / plan.changes if plan.changes else 0.1):
        if plan.changes:
            told += deliver(town.change())
    connection.close()
    teller.send(told)


def deliver(versions: list[Version]) -> list[Sent]:
    """Send each and have it taken, with the times between which that happened."""
    told = []
    for version in versions:
        began = time.time()
        send(version.snapshot(), version.streams())
        settle()
        told.append(
            Sent(
                household=version.household, number=version.number, members=version.members,
                stopped=tuple(version.stopped), began=began, ended=time.time(),
            )
        )  # fmt: skip
    return told


def send(content: Message, streams: list[str]) -> None:
    """Put a message into the register's outbox."""
    with one_act(REGISTER, reason="race", times=current().clock.now()) as act:
        outbox.send(act, own="registry", to="kiosk", content=content, streams=streams)


def settle() -> None:
    """Have everything taken that waits."""
    for _ in range(20):
        try:
            if not Lane("registry", "kiosk").send_batch():
                return
        except JukiError:
            time.sleep(0.02)  # another worker's lock; a lane in earnest would try again as well
