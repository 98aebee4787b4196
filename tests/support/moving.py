"""Moving somebody in through the real doors of a running city."""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar
from uuid import UUID, uuid4

import urllib3

from juki.launch.demo import forms, stations
from juki.launch.demo.client import Client, Refused, Reply
from juki.launch.demo.counter import Counter
from juki.launch.demo.people import loaded_on
from juki.launch.demo.story import CLERK, REASON, REVIEWER
from juki.launch.synthetic.cast import cast
from juki.launch.synthetic.facts import Address, Household
from juki.launch.synthetic.movers import movers
from support.running import RunningCity


@dataclass(frozen=True)
class Notification:
    """A 転入 in review: ``key`` is the application and the trace of what will be recorded, ``approval`` the call's key."""

    household: Household
    key: UUID
    standing: dict
    approval: UUID


class Movers:
    """People who live elsewhere and may move in, one after another, whoever of this run's tests asks for the next."""

    _taken: ClassVar[dict[Path, int]] = defaultdict(int)

    def __init__(self, city: RunningCity) -> None:
        self.city = city
        self.clerk: Client = city.client(CLERK)
        settings = city.home.city()
        invented_on = loaded_on(city.home)
        players = cast(settings.seed, invented_on, settings.municipality)
        self.goes_to: Address = players.single_goes_to
        count = max(settings.residents // 10, 50)
        everybody = movers(settings.seed, count, invented_on, settings.municipality)
        self._waiting: Iterator[Household] = (
            one
            for one in everybody
            if one.head and all(person.register and not person.birth_text for person in one.members)
        )
        for _ in range(len(players.households) + self._taken[city.home.root]):
            next(self._waiting)  # the cast belongs to the demonstration, others moved in before

    @property
    def today(self) -> date:
        """The legal day in the city, whose clock the demonstration and others advance."""
        return self.city.home.clock().now().legal_day

    def next(self) -> Household:
        """The next household."""
        self._taken[self.city.home.root] += 1
        return next(self._waiting)

    def form(self, household: Household) -> dict:
        """What the clerk types."""
        moved_on = (self.today - timedelta(days=2)).isoformat()
        return forms.move_in(household, self.goes_to, moved_on=moved_on, reason=REASON)

    def notification(self, household: Household) -> Notification:
        """``household`` received, entered with its numbers checked, and submitted."""
        key = uuid4()
        with self.city.client(REVIEWER) as reviewer:
            counter = Counter(self.clerk, reviewer)
            standing = counter.submit(counter.enter(self.form(household), key=key))
        return Notification(household, key, standing, uuid4())

    def post(self, notification: Notification, *, tries: int = 160) -> Reply:
        """Approve until the register answers for good: the same key every time, through restarts and dead calls."""
        for _ in range(tries):
            try:
                with self.city.client(REVIEWER) as reviewer:
                    reply = Counter(self.clerk, reviewer).approve(
                        notification.standing, key=notification.approval
                    )
            except urllib3.exceptions.HTTPError:
                time.sleep(0.25)
                continue
            if reply.status != 503 and reply.error != "KRN-0213":
                return reply
            time.sleep(0.25)
        raise AssertionError("the register did not answer")

    def arrived(self, notification: Notification, *, since: datetime, seconds: float = 40) -> float:
        """Wait for all stations, through any restart of the register; the seconds that the last one took."""
        people = len(notification.household.members)
        deadline = time.monotonic() + seconds
        while True:
            left = max(deadline - time.monotonic(), 1.0)
            try:
                with self.city.client(CLERK) as clerk:
                    reached = stations.wait(clerk, notification.key, since=since, people=people, seconds=left)
                    return max(one.seconds for one in reached)
            except (urllib3.exceptions.HTTPError, Refused):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.25)


def now() -> datetime:
    """The machine clock."""
    return datetime.now(UTC)
