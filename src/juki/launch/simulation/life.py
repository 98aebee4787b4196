"""Lives, one act after the other: meant, looked at by the rules, carried out, and everything checked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from juki.kernel.errors import JukiError
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.relationship import Kin, Relationship
from juki.launch.simulation import expecting, invariants
from juki.launch.simulation.acts.arriving import entry, family
from juki.launch.simulation.acts.repertoire import FOLLOW_UPS, WHEEL
from juki.launch.simulation.acts.writing import movement, person
from juki.launch.simulation.deeds import BEFORE_RECORD, LATER_FIRST, OUT, STORED_ACT, Deed, Done, Fate
from juki.launch.simulation.errors import Broken, Disagreement
from juki.launch.simulation.inventing import legal
from juki.launch.simulation.register import Made
from juki.launch.simulation.tally import Tally
from juki.launch.simulation.world import World
from juki.systems.registry.domain import outcomes
from juki.systems.registry.domain.change_rules import faults
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.household import is_young_for_head
from juki.systems.registry.domain.movement import Numbers, Outcome, Scene
from juki.systems.registry.domain.resident import Basis, FormerAddress, State

NISHITOKYO = "132292"
_TRIES = 30
_RECKLESS = 0.03
_LOOKED_BACK, _LOOKED_BACK_FURTHER = 0.05, 0.5
_CLOSED = CityClosedDays()
_NOT_BY_FORM = frozenset({Family.MOVE_IN, Family.INTERNAL})

Carry = Callable[[Deed, UUID], tuple[Outcome, UUID]]
"""Carries an act out elsewhere than in memory; what came of it, and the trace under which it was recorded."""

Keep = Callable[[Deed, Outcome, UUID], None]
"""Writes down elsewhere than in memory what came of an act."""


@dataclass(slots=True, eq=False)
class Life:
    """The lives of one city. ``carry`` is the rules alone unless it is given; ``whole_every`` steps everything is checked.

    Raises (every step):
        Broken: an invariant does not hold.
        Disagreement: the rules refuse what is lawful.
    """

    seed: int
    residents: int
    begin: date
    municipality: str = NISHITOKYO
    whole_every: int = 5000
    per_day: float = 0.0
    carry: Carry | None = None
    world: World = field(init=False)
    tally: Tally = field(default_factory=Tally)
    acts: "Counter[str]" = field(default_factory=Counter)
    refused: "Counter[str]" = field(default_factory=Counter)
    _look: Random = field(init=False)
    _course: Iterator[Deed | None] = field(init=False)

    def __post_init__(self) -> None:
        """An empty city; ``settle`` brings its people."""
        self.world = World(
            seed=self.seed, today=self.begin, municipality=self.municipality, residents=self.residents
        )  # fmt: skip
        self._look = Random(self.seed)  # noqa: S311 - says where to look closer; lives do not depend on it
        self._course = self._days()
        if not self.per_day:
            self.per_day = max(1.0, self.residents * 0.25 / 365)

    def settle(self, keep: Keep | None = None) -> None:
        """The people of the first day, who came in the years before. ``keep`` writes every family down elsewhere too."""
        world = self.world
        while len(world.register.present) < self.residents:
            souls = family(world)
            born = max(soul.birth.internal for soul in souls)
            came = self.begin - timedelta(days=30 + int(world.rng.random() * 5000))
            former = FormerAddress(address=world.inventor.elsewhere())
            deed = entry(
                world, "TENNYU", souls, day=max(came, min(born, self.begin)), former=former, name="founded"
            )
            scene = Scene(residents={}, households={})
            trace, moment = world.trace(), world.moment()
            outcome = by_rules(world, scene, deed)
            made = world.register.apply(outcome, trace=trace, moment=moment)
            self._take(deed, scene, outcome, trace, made)
            if keep:
                keep(deed, outcome, trace)
        world.done.clear()
        self.tally.begin = len(world.register.present)

    def steps(self, count: int) -> None:
        """So many acts, the days passing between them; then everything is checked."""
        acts = (deed for deed in self._course if deed is not None)
        for _ in range(count):
            self.perform(next(acts))
        self.check_whole()

    def days(self, count: int) -> Iterator[date]:
        """So many days with the acts of each; yields every day when it is over."""
        for _ in range(count):
            for deed in self._course:
                if deed is None:
                    break
                self.perform(deed)
            yield self.world.today

    def check_whole(self) -> None:
        """Everything of the whole city."""
        register = self.world.register
        self._demand("whole", invariants.of_city(register))
        if self.tally.expected != len(register.present):
            self._demand("whole", ["entries and removals do not add up to the population"])

    def _days(self) -> Iterator[Deed | None]:
        """What happens, act by act; None where a day is over. An act is meant only when the one before was done."""
        world, owed = self.world, 0.0
        while True:
            yield from self.announced()
            owed += self.per_day
            while owed >= 1:
                owed -= 1
                deed = self._meant()
                yield self._reckless(deed) if world.chance(_RECKLESS) else deed
            yield None
            world.next_day()
            yield from self.due()

    def announced(self) -> Iterator[Deed]:
        """What other acts announced for today."""
        world = self.world
        while (planned := world.planned()) is not None:
            name, people = planned
            deed = FOLLOW_UPS[name](world, people) if all(one in world.souls for one in people) else None
            if deed is not None:
                yield deed

    def _meant(self) -> Deed:
        for _ in range(_TRIES):
            deed = WHEEL.pick(self.world.rng)(self.world)
            if deed is not None:
                return deed
        raise Broken(seed=self.seed, step=self.world.step, act="-", what="nothing can happen any more")

    def due(self) -> Iterator[Deed]:
        """The nightly run of today: everybody of one household who goes on one day for one reason."""
        world = self.world
        while (leaving := world.leaving_today()) != ():
            plan = world.resident(leaving[0]).planned
            day = plan.day if plan else world.today
            staying = [one for one in world.members(leaving[0]) if one not in leaving]
            alone = len(staying) == 1 and not world.resident(staying[0]).is_head
            grown = alone and not is_young_for_head(world.resident(staying[0]).birth, day=day)
            crowned = {staying[0]: Relationship((Kin.HEAD,))} if grown else {}
            headless = bool(staying) and not grown and world.head(staying) is None
            act = movement(
                world,
                "TENSHUTSU",
                tuple(map(person, leaving)),
                day=day,
                basis=Basis.NOTIFICATION,
                rest=crowned,
            )
            yield Deed(
                name="due", movement=act,
                fates={one: Fate(state=State.MOVED_OUT, house=OUT, holds={"removed_day": day}) for one in leaving},
                follow=((int(world.rng.random() * 15), "crown", tuple(staying)),) if headless else (),
            )  # fmt: skip

    def _reckless(self, deed: Deed) -> Deed:
        """The same act with a day that may lie before what is recorded: the rules may refuse it."""
        numbers = [one.addressee_number for one in deed.movement.persons if one.addressee_number]
        if deed.newcomers or deed.cancels or not numbers or not deed.movement.day.is_exact:
            return deed
        day = deed.movement.day.internal
        if day > self.world.today or deed.name not in _LATE:
            return deed
        earlier = day - timedelta(days=1 + int(self.world.rng.random() * 60))
        moved = {
            number: replace(
                fate, holds={name: earlier if value == day else value for name, value in fate.holds.items()}
            )
            for number, fate in deed.fates.items()
        }
        return replace(
            deed, movement=replace(deed.movement, day=legal(earlier)), fates=moved,
            tolerated=deed.tolerated | {LATER_FIRST, BEFORE_RECORD},
        )  # fmt: skip

    def perform(self, deed: Deed) -> None:
        """Carry it out and check what came of it.

        Raises:
            Broken, Disagreement: see the class.
        """
        world = self.world
        world.step += 1
        self.acts[deed.name] += 1
        scene = world.register.scene(
            [*deed_numbers(deed), *(deed.cancels.after if deed.cancels else ())], deed.households
        )
        if not deed.tolerated:
            self._demand_lawful(deed, scene)
        tolerated = deed.tolerated | self._collisions(deed, scene)
        if self.carry is not None and deed.cancels:
            tolerated |= {STORED_ACT}
        trace, moment = world.trace(), world.moment()
        try:
            if self.carry is None:
                outcome = by_rules(world, scene, deed)
            else:
                outcome, trace = self.carry(deed, trace)
        except JukiError as refusal:
            if refusal.code not in ({deed.refusal} if deed.refusal else tolerated):
                raise Disagreement(
                    seed=self.seed, step=world.step, act=deed.name, what=f"{refusal.code} {refusal}"
                ) from refusal
            self.refused[refusal.code] += 1
            return
        if deed.refusal:
            self._demand(deed.name, [f"not refused with {deed.refusal}"])
        made = world.register.apply(outcome, trace=trace, moment=moment)
        self._check(deed, scene, outcome, made)
        self._take(deed, scene, outcome, trace, made)
        world.register.forget_rows(made)
        if self.whole_every and world.step % self.whole_every == 0:
            self.check_whole()

    def _collisions(self, deed: Deed, scene: Scene) -> frozenset[str]:
        """A late act may meet what was recorded meanwhile of somebody who only follows."""
        day = deed.movement.day
        later = any(
            version.holds_from > day.internal
            for number in scene.residents
            for version in self.world.register.sheet(number)
        )
        return frozenset({LATER_FIRST}) if later else frozenset()

    def _demand_lawful(self, deed: Deed, scene: Scene) -> None:
        if deed.movement.reason.family in _NOT_BY_FORM or deed.name == "due":
            return
        found = faults(
            scene, deed.movement, today=self.world.today, municipality=self.municipality, exists=lambda _: True,
            closed=_CLOSED,
        )  # fmt: skip
        if found:
            what = "; ".join(f"{path} {fault.code} {fault}" for path, fault in found)
            raise Disagreement(seed=self.seed, step=self.world.step, act=deed.name, what=what)

    def _check(self, deed: Deed, scene: Scene, outcome: Outcome, made: list[Made]) -> None:
        register = self.world.register
        self._demand(deed.name, invariants.of_numbers(register, made))
        self._demand(deed.name, expecting.faults_of(deed, scene, outcome, register, made))
        people = dict.fromkeys(version.resident.addressee_number for _, version in made)
        houses = {*scene.households, *outcome.founded, *(one.number for one in outcome.households)}
        for house in houses:
            self._demand(deed.name, invariants.of_household(register, house))
        for number in people:
            self._demand(deed.name, invariants.of_resident(register, number))
            sheet = register.sheet(number)
            new = sum(
                1
                for _, version in made
                if version in sheet[-2:] and version.resident.addressee_number == number
            )
            if not invariants.is_plain(sheet, new) or self._look.random() < _LOOKED_BACK:
                self._demand(deed.name, invariants.of_fold(sheet))
                if self._look.random() < _LOOKED_BACK_FURTHER:
                    self._demand(deed.name, invariants.of_past(sheet, sheet[:-new]))

    def _demand(self, act: str, found: Iterable[str]) -> None:
        what = "; ".join(dict.fromkeys(found))
        if what:
            raise Broken(seed=self.seed, step=self.world.step, act=act, what=what)

    def _take(self, deed: Deed, scene: Scene, outcome: Outcome, trace: UUID, made: list[Made]) -> None:
        """The act is done: souls become otherwise, what follows is put on the agenda, the act may be regretted."""
        world = self.world
        moment = made[0][1].recorded_at
        self.tally.count(made) if deed.name != "founded" else None
        keys = expecting.keys_of(deed, outcome)
        fresh = iter(deed.newcomers)
        for place, one in enumerate(deed.movement.persons):
            if one.addressee_number is None:
                number = keys[expecting.newcomer(place)]
                soul = next(fresh)
                soul.addressee_number, world.souls[number] = number, soul
        undo = tuple((soul, name, getattr(soul, name)) for soul, name, _ in deed.effects)
        for soul, name, value in deed.effects:
            setattr(soul, name, value)
        for days, name, people in deed.follow:
            world.plan(days, name, tuple(keys.get(one, one) for one in people))
        if deed.cancels and all(one in {*deed_numbers(deed)} for one in deed.cancels.about):
            world.cancelled.add(deed.cancels.trace)
        touched = dict.fromkeys(version.resident.addressee_number for _, version in made)
        world.done.append(Done(
            step=world.step, trace=trace, moment=moment, name=deed.name, movement=deed.movement,
            about=tuple(keys.values()),
            before={number: scene.residents.get(number) for number in touched},
            after={number: world.resident(number) for number in touched},
            households={number: house.members for number, house in scene.households.items()},
            left={number: world.register.households[number].members for number in (*scene.households, *outcome.founded)},
            undo=undo,
        ))  # fmt: skip


_LATE = frozenset({
    "move", "shibo", "shokken_shojo", "setai_bunri", "setai_gappei", "setai_henko", "change_head", "former_surname",
    "alias", "remark", "written_otherwise", "marry", "divorce",
})  # fmt: skip


def deed_numbers(deed: Deed) -> list[str]:
    """宛名番号 of the people of a deed who have one."""
    return [one.addressee_number for one in deed.movement.persons if one.addressee_number]


def by_rules(world: World, scene: Scene, deed: Deed) -> Outcome:
    """The rules alone, with numbers that nobody has."""
    if deed.name == "due":
        return outcomes.due(
            scene, deed_numbers(deed), day=deed.movement.day.internal, processed_on=world.today
        )
    return outcomes.outcome(scene, deed.movement, numbers_for(world, deed))


def numbers_for(world: World, deed: Deed) -> Numbers:
    """Numbers as the office would give them; the stock of codes is drawn at random."""
    inventor = world.inventor
    return Numbers(
        addressees=tuple(inventor.addressee_number() for _ in deed.newcomers),
        household=inventor.household_number(),
        codes=tuple(inventor.resident_code() for _ in deed.movement.persons),
    )
