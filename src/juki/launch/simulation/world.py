"""The city as it lives: its day, its people, its register, what is still to come and what was done lately."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from random import Random
from uuid import UUID

from juki.kernel.values.relationship import Relationship
from juki.launch.simulation.deeds import Done
from juki.launch.simulation.inventing import Inventor
from juki.launch.simulation.register import Register
from juki.launch.simulation.souls import Soul, relationship
from juki.systems.registry.domain.event_reasons import REASONS, EventClass, Family
from juki.systems.registry.domain.history import Version, in_force
from juki.systems.registry.domain.resident import Resident

_REMEMBERED = 200
_TRIES = 8


@dataclass(slots=True, eq=False)
class World:
    """Everything of one simulated city of about ``residents``. The same seed lives the same lives."""

    seed: int
    today: date
    municipality: str
    residents: int
    rng: Random = field(init=False)
    inventor: Inventor = field(init=False)
    register: Register = field(default_factory=Register)
    souls: dict[str, Soul] = field(default_factory=dict)
    done: deque[Done] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    cancelled: set[UUID] = field(default_factory=set)
    step: int = 0
    _agenda: list[tuple[date, int, str, tuple[str, ...]]] = field(default_factory=list)
    _seconds: int = 0

    def __post_init__(self) -> None:
        """Chance begins at the seed."""
        self.rng = Random(self.seed)  # noqa: S311 - invents lives, guards nothing
        self.inventor = Inventor(self.rng, seed=self.seed, municipality=self.municipality)

    @property
    def is_crowded(self) -> bool:
        """Whether so many came that nobody new does."""
        return len(self.register.present) > self.residents * 1.05

    @property
    def is_deserted(self) -> bool:
        """Whether so many left that nobody else does."""
        return len(self.register.present) < self.residents * 0.95

    def next_day(self) -> None:
        """The city clock moves to the next legal day."""
        self.today += timedelta(days=1)
        self._seconds = 0

    def moment(self) -> datetime:
        """Recorded time: later with every act."""
        self._seconds += 1
        return datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC) + timedelta(
            seconds=self._seconds
        )

    def trace(self) -> UUID:
        """A trace that repeats with the seed."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def resident(self, number: str) -> Resident:
        """The latest version of somebody."""
        return self.register.latest[number]

    def somebody(self, fits: Callable[[Resident, Soul], bool] | None = None) -> str | None:
        """A resident drawn at random, of whom ``fits`` is true; None when chance finds nobody in a few tries."""
        for _ in range(_TRIES):
            number = self.register.present.pick(self.rng)
            if number is None:
                return None
            if fits is None or fits(self.resident(number), self.souls[number]):
                return number
        return None

    def members(self, number: str) -> tuple[str, ...]:
        """The household of ``number`` in 記載順位."""
        return self.register.members(number)

    def head(self, members: Iterable[str]) -> str | None:
        """The 世帯主 among ``members``."""
        return next((one for one in members if self.resident(one).is_head), None)

    def labels(self, members: Iterable[str], head: str) -> dict[str, Relationship]:
        """続柄 of ``members`` under ``head``, of those who have another one now."""
        soul = self.souls[head]
        found = {one: relationship(soul, self.souls[one]) for one in members}
        return {one: label for one, label in found.items() if self.resident(one).relationship != label}

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.rng.random() < share

    def floor(self, numbers: Iterable[str]) -> date:
        """The day from which a late notice about ``numbers`` collides with nothing recorded of them."""
        return max(
            (version.holds_from for number in numbers for version in self.register.sheet(number)),
            default=self.today - timedelta(days=60),
        )

    def late(self, numbers: Iterable[str] = (), *, most: int = 14) -> date:
        """異動日 of an act that is notified today: some days ago, never before what ``numbers`` rest on."""
        if self.chance(0.35):
            return self.today
        back = int(self.rng.random() * (most + 1)) if self.chance(0.95) else int(self.rng.random() * 90)
        return min(self.today, max(self.today - timedelta(days=back), self.floor(numbers)))

    def plan(self, days: int, name: str, people: tuple[str, ...]) -> None:
        """Something that happens ``days`` from now."""
        heappush(self._agenda, (self.today + timedelta(days=days), self.rng.getrandbits(32), name, people))

    def leaving_today(self) -> tuple[str, ...]:
        """Those of one household whose 転出予定日 has come, by day, household and reason; nobody when all are gone."""
        register = self.register
        for day in sorted(day for day in register.plans if day <= self.today):
            groups: dict[tuple[str, str], list[str]] = {}
            for number in register.plans[day]:
                resident = register.latest[number]
                if resident.is_present and resident.planned is not None and resident.planned.day == day:
                    groups.setdefault((resident.household_number, self._reason_of_plan(number)), []).append(
                        number
                    )
            if groups:
                return tuple(sorted(groups[min(groups)]))
            del register.plans[day]
        return ()

    def _reason_of_plan(self, number: str) -> str:
        standing = in_force(self.register.sheet(number))
        return next((one.resident.event.reason for one in reversed(standing) if _is_leaving(one)), "")

    def planned(self) -> tuple[str, tuple[str, ...]] | None:
        """What was to happen by today, one after the other."""
        if self._agenda and self._agenda[0][0] <= self.today:
            _, _, name, people = heappop(self._agenda)
            return name, people
        return None


def _is_leaving(version: Version) -> bool:
    reason = REASONS[version.resident.event.reason]
    return reason.family is Family.LEAVING and reason.event_class is EventClass.REMOVAL
