"""Where a household lives: 方書 of invented buildings and homes."""

from random import Random

from juki.launch.synthetic.tables import table

_FLAT_SHARE = 0.58
_LONG_SHARE = 0.004


def katagaki(rng: Random, town: str, *, institution: bool, size: int) -> str:
    """The 方書 of a dwelling in ``town``, or nothing for a house of its own; rarely a very long one."""
    names = table("buildings")
    if institution:
        return str(_one(rng, names["homes"]))
    roll = rng.random()
    if roll < _LONG_SHARE:
        room = 100 * (1 + int(rng.random() * 30)) + 1 + int(rng.random() * 24)
        return f"{_one(rng, names['long'])}{town}アネックス{room}号室"
    if roll > _FLAT_SHARE - 0.07 * (size - 2):
        return ""
    room = 100 * (1 + int(rng.random() * 8)) + 1 + int(rng.random() * 9)
    return f"{_one(rng, names['prefixes'])}{town}{_one(rng, names['suffixes'])}{room}"


def _one(rng: Random, values: list[str]) -> str:
    return values[int(rng.random() * len(values))]
