"""Chance that repeats: one stream of random numbers per seed, purpose and index, and weighted choice."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

_SEED_BITS = 64
_INDEX_BITS = 48


def restart(rng: Random, *, seed: int, purpose: int, index: int) -> Random:
    """Bring ``rng`` to the state that (seed, purpose, index) always has, in every process; returns it.

    Python hashes integers only through their value here, so that PYTHONHASHSEED has no effect.
    """
    whole = (seed % (1 << _SEED_BITS)) << (_INDEX_BITS + 8) | purpose << _INDEX_BITS | index
    rng.seed(whole)
    return rng


def stream(*, seed: int, purpose: int, index: int) -> Random:
    """A new random stream for (seed, purpose, index)."""
    return restart(Random(), seed=seed, purpose=purpose, index=index)  # noqa: S311 - invents people, guards nothing


class Wheel(Generic[T]):
    """Weighted choice in O(log n): ``pick`` returns each value as often as its weight says."""

    __slots__ = ("_bounds", "_total", "_values")

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        kept = [(value, weight) for value, weight in weighted if weight > 0]
        self._values = tuple(value for value, _ in kept)
        self._bounds = tuple(accumulate(weight for _, weight in kept))
        self._total = self._bounds[-1]

    def pick(self, rng: Random) -> T:
        """One value, drawn from ``rng`` (one call of ``random``)."""
        return self._values[bisect_right(self._bounds, rng.random() * self._total, hi=len(self._values) - 1)]

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[T]:
        return iter(self._values)
