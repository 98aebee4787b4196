"""What a seed decides: acts and faults in their order, before anything is run."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from support.schedules.register import PEOPLE

STATIONS = (
    "jukinet", "prefecture", "nation", "kiosk", "unified", "intermediary", "nws", "inquirer", "registry",
)  # fmt: skip
DYING = {"pump": (0.5, 60), "late": (0.3, 20), "skip": (0.3, 20), "beat": (0.3, 20), "mend": (0.5, 40)}
"""How often somebody dies over a step, and within how many things."""


class Step(NamedTuple):
    """``name`` is a method of the world; ``doom``: how many things from its start somebody dies (0: nobody)."""

    name: str
    arguments: tuple = ()
    doom: int = 0


def plan(seed: int, *, faults: bool = True) -> list[Step]:
    """The steps of ``seed``; without ``faults`` its acts alone."""
    chance = Random(seed)
    steps = list(_drawn(chance))
    return steps if faults else [step._replace(doom=0) for step in steps if step.name in {"record", "pump"}]


def _drawn(chance: Random) -> Iterator[Step]:
    is_restored = chance.random() < 0.2
    numbered = 0 if is_restored or chance.random() < 0.65 else 1
    people = chance.sample(range(PEOPLE), 3)
    counts = dict.fromkeys(people, 0)
    length = chance.randint(6, 11)
    backup = sorted(chance.sample(range(1, length), 2)) if is_restored else []
    yield Step("trouble", (chance.choice((0.0, 0.1, 0.3)),))
    for place in range(length):
        if place in backup:
            yield Step("restore" if place == backup[1] else "back_up", (), 0)
        if place % 3 == 0:
            person = chance.choice(people)
            kind = "amend" if chance.random() < 0.7 or not counts[person] else "household"
            if not counts[person] and numbered:
                kind, numbered = "number", numbered - 1
            counts[person] += 1
            yield Step("record", (kind, person), _doom(chance, 0.3, 40))
        yield _fault(chance, people)
        yield Step("pump", (chance.randint(1, 4), chance.randrange(1000)), _doom(chance, 0.35, 60))


def _fault(chance: Random, people: list[int]) -> Step:
    name = chance.choices(
        ("pump", "late", "skip", "down", "up", "day", "fill", "free", "refuse", "mend", "beat"),
        (4, 3, 2, 2, 2, 1, 2, 2, 2, 2, 1),
    )[0]
    station = chance.choice(STATIONS)
    arguments: dict[str, tuple] = {
        "pump": (1, chance.randrange(1000)), **dict.fromkeys(("late", "skip", "beat"), (chance.randrange(1000),)),
        "down": (station,), "fill": (chance.choice((station, "registry")),),
        "refuse": (station, chance.choice(people)),
    }  # fmt: skip
    return Step(name, arguments.get(name, ()), _doom(chance, *DYING.get(name, (0, 1))))


def _doom(chance: Random, share: float, things: int) -> int:
    return chance.randint(1, things) if chance.random() < share else 0
