"""Who is loaded: the invented people of a city, or whoever takes their place."""

from collections.abc import Iterator
from typing import Protocol

from juki.launch.home import City
from juki.launch.loading.placed import Household, Numbering, Placing
from juki.launch.loading.stamp import Stamp
from juki.launch.synthetic import city as synthetic
from juki.launch.synthetic import facts
from juki.launch.synthetic.movers import movers

FEWEST_MOVERS = 50


class People(Protocol):
    """Households for all systems, in order; ``placing`` counts them while they come.

    ``fills_register``: whether the register gets its rows of them, or has them already. ``elsewhere`` are people whom
    only the nation knows; ``total`` is everybody.
    """

    fills_register: bool

    @property
    def placing(self) -> Numbering: ...

    @property
    def total(self) -> int: ...

    def households(self) -> Iterator[Household]: ...

    def elsewhere(self) -> Iterator[facts.Household]: ...


def movers_of(city: City) -> int:
    """How many people elsewhere the nation knows: a tenth of the city, and never fewer than the cast needs."""
    return max(city.residents // 10, FEWEST_MOVERS)


class Invented:
    """The synthetic city of a seed on the legal day."""

    fills_register = True

    def __init__(self, city: City, stamp: Stamp) -> None:
        self._city, self._day = city, stamp.times.legal_day
        self.placing = Placing()
        self.total = city.residents + movers_of(city)

    def households(self) -> Iterator[Household]:
        """The city's households with their numbers."""
        city = self._city
        return self.placing.place(synthetic.generate(city.seed, city.residents, self._day, city.municipality))

    def elsewhere(self) -> Iterator[facts.Household]:
        """People who may move in."""
        city = self._city
        return movers(city.seed, movers_of(city), self._day, city.municipality)
