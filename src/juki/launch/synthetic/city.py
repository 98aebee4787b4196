"""The residents of the synthetic city, as a stream of households."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from juki.launch.synthetic import names, places
from juki.launch.synthetic.chance import restart
from juki.launch.synthetic.facts import Household
from juki.launch.synthetic.numbers import NumberSpace, Region
from juki.launch.synthetic.people import Setting, Slot, household
from juki.launch.synthetic.plans import Plan, last_plan, layout, mix

NISHITOKYO = "132292"
_PURPOSE = 3
_SHOWCASE_EVERY = 125


@dataclass(frozen=True)
class City:
    """A city of exactly ``residents`` people on ``as_of``.

    Household number i (from 0) depends on seed, date, municipality and i alone, except that the last few are
    one-person households which make the number of residents exact. Ranges may be made by several processes.

    Raises:
        KeyError: the postal table does not know ``municipality`` (on first use).
        ValueError: fewer than one resident.
    """

    seed: int
    residents: int
    as_of: date
    municipality: str = NISHITOKYO

    def __post_init__(self) -> None:
        if self.residents < 1:
            raise ValueError(f"a city has residents: {self.residents}")

    @property
    def household_count(self) -> int:
        """Number of households."""
        return self._whole + self.residents - self._first_person(self._whole)

    @cached_property
    def _whole(self) -> int:
        """How many households fit before the one-person households that fill up."""
        blocks, rest = divmod(self.residents, mix().people)
        sizes = layout(seed=self.seed, block=blocks)
        fitting = sum(
            offset + plan.size <= rest for offset, plan in zip(sizes.offsets, sizes.plans, strict=True)
        )
        return blocks * mix().households + fitting

    def _first_person(self, index: int) -> int:
        """How many people live in the households before ``index``."""
        block, place = divmod(index, mix().households)
        return block * mix().people + layout(seed=self.seed, block=block).offsets[place]

    def households(self, start: int = 0, stop: int | None = None) -> Iterator[Household]:
        """Households ``start`` to ``stop`` (excluded), one by one."""
        place = places.municipality(self.municipality)
        towns = places.town_wheel(self.municipality)
        setting = Setting(
            NumberSpace(self.seed),
            Region.RESIDENT,
            self.as_of.toordinal(),
            places.elsewhere(self.municipality),
        )
        rng = Random()  # noqa: S311 - restarted for every household
        last = self.household_count if stop is None else min(stop, self.household_count)
        for index, first, plan in self._plans(start, last):
            restart(rng, seed=self.seed, purpose=_PURPOSE, index=index)
            slot = Slot(index + 1, first + 1, place, towns.pick(rng), _shown(index))
            yield household(rng, setting, slot, plan)

    def _plans(self, start: int, stop: int) -> Iterator[tuple[int, int, Plan]]:
        """Index, people before, plan."""
        per_block = mix().households
        whole_people = self._first_person(self._whole)
        current, chosen = -1, layout(seed=self.seed, block=0)
        for index in range(start, stop):
            if index >= self._whole:
                yield index, whole_people + index - self._whole, last_plan()
                continue
            block, place = divmod(index, per_block)
            if block != current:
                current, chosen = block, layout(seed=self.seed, block=block)
            yield index, block * mix().people + chosen.offsets[place], chosen.plans[place]


def generate(seed: int, residents: int, as_of: date, municipality: str = NISHITOKYO) -> Iterator[Household]:
    """All households of the city of this seed, in the order of their serials. Raises as ``City`` does."""
    return City(seed, residents, as_of, municipality).households()


def _shown(index: int) -> names.Name | None:
    """The showcase surname of this household, if it is one of those that carry one."""
    turn, place = divmod(index, _SHOWCASE_EVERY)
    shown = names.showcase()
    return shown[turn % len(shown)] if place == 7 else None
