"""The mix of households: blocks of 1,000 with a fixed mix, shuffled per block.

Because every block holds equally many people, the serials of any block are known without making the others.
"""

from functools import cache
from typing import Any

import msgspec

from juki.launch.synthetic.chance import Wheel, stream
from juki.launch.synthetic.tables import table

_LAYOUT_PURPOSE = 2
_HEADLESS_EVERY = 16
_LAST = "alone_middle"


class Plan(msgspec.Struct, frozen=True):
    """One kind of household: who belongs to it and how old its reference person (the head) is."""

    kind: str
    count: int
    members: tuple[str, ...]
    male: float
    ages: Wheel[tuple[float, float]]
    institution: bool
    headless: bool

    @property
    def size(self) -> int:
        """Number of residents; a head who has left does not count."""
        return len(self.members) - self.headless


class Layout(msgspec.Struct, frozen=True):
    """The plans of one block in their order, and the serial offset of each household's first member."""

    plans: tuple[Plan, ...]
    offsets: tuple[int, ...]


class Mix(msgspec.Struct, frozen=True):
    """The plans of an ordinary block, and those of a block with headless households."""

    ordinary: tuple[Plan, ...]
    with_headless: tuple[Plan, ...]
    people: int

    @property
    def households(self) -> int:
        """Households per block."""
        return len(self.ordinary)


@cache
def mix() -> Mix:
    """The mix of data/demography.toml. Raises ValueError when a replacement changes the size of a block."""
    data = table("demography")
    plans = {row["kind"]: _plan(row) for row in data["plan"]}
    ordinary = [plan for plan in plans.values() for _ in range(plan.count)]
    changed = list(ordinary)
    for row in data["replacement"]:
        plan, replaced = _plan(row), plans[row["replaces"]]
        if plan.size != replaced.size:
            raise ValueError(f"{plan.kind} does not have the size of {replaced.kind}")
        first = changed.index(replaced)
        changed[first : first + plan.count] = [plan] * plan.count
    return Mix(tuple(ordinary), tuple(changed), sum(plan.size for plan in ordinary))


def layout(*, seed: int, block: int) -> Layout:
    """The plans of block number ``block`` in the order in which this seed puts them."""
    plans = list(mix().ordinary if block % _HEADLESS_EVERY else mix().with_headless)
    stream(seed=seed, purpose=_LAYOUT_PURPOSE, index=block).shuffle(plans)
    offsets, passed = [], 0
    for plan in plans:
        offsets.append(passed)
        passed += plan.size
    return Layout(tuple(plans), tuple(offsets))


@cache
def last_plan() -> Plan:
    """The one-person plan that fills a population up to its exact size."""
    return next(plan for plan in mix().ordinary if plan.kind == _LAST)


def _plan(row: dict[str, Any]) -> Plan:
    return Plan(
        kind=row["kind"],
        count=row["count"],
        members=tuple(row["members"]),
        male=row["male"],
        ages=Wheel(((low, high), weight) for low, high, weight in row["ages"]),
        institution=row.get("institution", False),
        headless=row.get("headless", False),
    )
