"""戸籍の表示 of the members of a household: which family register, its 筆頭者 and where it is kept."""

from random import Random

from juki.launch.synthetic.chance import Wheel
from juki.launch.synthetic.facts import FamilyRegister
from juki.launch.synthetic.kinship import MALE, Sketch
from juki.launch.synthetic.names import Name, given
from juki.launch.synthetic.places import Municipality, address, any_town

_KEPT_AT_HOME = 0.35
_OWN_REGISTER = 0.35
_GENERATION = 30


class Registers:
    """The family registers of one household, made when first asked for."""

    __slots__ = ("_around", "_home", "_made", "_members", "_rng")

    def __init__(
        self,
        rng: Random,
        members: list[tuple[Sketch, Name, Name, int]],
        home: Municipality,
        around: Wheel[Municipality],
    ) -> None:
        """``members``: sketch, surname, given name and year of birth of each Japanese member."""
        self._rng = rng
        self._members = members
        self._home = home
        self._around = around
        self._made: dict[str, FamilyRegister] = {}

    def of(self, key: str) -> FamilyRegister:
        """The register ``key`` of this household."""
        register = self._made.get(key)
        if register is None:
            register = self._made[key] = self._make(key)
        return register

    def _make(self, key: str) -> FamilyRegister:
        rng = self._rng
        place = self._home if rng.random() < _KEPT_AT_HOME else self._around.pick(rng)
        kept = address(rng, place, any_town(rng, place))
        surname, first = self._head(key)
        return FamilyRegister(kept.text, place.code, surname, first)

    def _head(self, key: str) -> tuple[str, str]:
        """The 筆頭者: the father or husband mostly, alive in this household or not; else oneself."""
        members = [member for member in self._members if member[0].register == key]
        eldest = max(members, key=lambda member: member[0].age)
        men = [member for member in members if member[0].sex == MALE and member[0].role != "sibling"]
        couple = key in {"couple", "young", "in_laws", "youngest"}
        if couple or any(member[0].role == "father" for member in members):
            adult = [man for man in men if man[0].age >= 18 and man[0].age > eldest[0].age - 17]
            chosen = max(adult, key=lambda man: man[0].age) if adult else eldest
            return chosen[1][0], chosen[2][0]
        if len(members) == 1 and self._rng.random() < _OWN_REGISTER:
            return eldest[1][0], eldest[2][0]
        return eldest[1][0], given(self._rng, sex=MALE, year=eldest[3] - _GENERATION)[0]
