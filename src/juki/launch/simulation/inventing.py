"""People and places that chance makes up: names usual in this country and others, towns of the city, numbers nobody has."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import count
from random import Random

from juki.kernel.values.address import Address
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import BETWEEN
from juki.launch.simulation.souls import Soul
from juki.launch.synthetic import births, dwellings, nations, places
from juki.launch.synthetic.facts import Address as Place
from juki.launch.synthetic.names import given, surnames
from juki.launch.synthetic.nations import Nation
from juki.launch.synthetic.numbers import NumberSpace, Region
from juki.systems.registry.domain.resident import Category, FormerAddress, Kind, Sex

_ADDRESSES = 4000
_ELSEWHERE = 400
_YEAR = 365.2425


@lru_cache(maxsize=60_000)
def legal(day: date) -> LegalDate:
    """A calendar day as the law writes it."""
    return LegalDate.from_day(day)


class Inventor:
    """Makes people and places of one seed. ``municipality`` is the city; ``household_numbers`` may be a register's own."""

    def __init__(self, rng: Random, *, seed: int, municipality: str) -> None:
        self.rng = rng
        self.municipality = municipality
        self._space = NumberSpace(seed)
        self._souls = count(1)
        self._numbers = _serial_numbers()
        self.household_numbers: Iterator[str] = _serial_numbers()
        self._codes = count(1)
        self._addresses = _addresses(municipality)
        self._elsewhere = _elsewhere(municipality)

    def address(self) -> Address:
        """Somewhere in the city."""
        return self.rng.choice(self._addresses)

    def elsewhere(self) -> Address:
        """Somewhere in another city of this country."""
        return self.rng.choice(self._elsewhere)

    def abroad(self, nation: Nation | None = None) -> FormerAddress:
        """Another country."""
        chosen = nation or nations.nations().pick(self.rng)
        return FormerAddress(address=_country(chosen.name), country=chosen.alpha3)

    def addressee_number(self) -> str:
        """A 宛名番号 that nobody has."""
        return next(self._numbers)

    def household_number(self) -> str:
        """A 世帯番号 that was never used."""
        return next(self.household_numbers)

    def resident_code(self) -> str:
        """A 住民票コード of the stock."""
        return self._space.resident_code(Region.VACANT, next(self._codes))

    def individual_number(self) -> str:
        """A 個人番号 that nobody has."""
        return self._space.individual_number(Region.VACANT, next(self._codes))

    def card_number(self) -> str:
        """A number of a residence card."""
        return self._space.residence_card(Region.VACANT, next(self._codes))

    def soul(
        self, *, today: date, age: float, sex: Sex | None = None, nation: Nation | None = None,
        like: Soul | None = None, numbered: bool = True,
    ) -> Soul:  # fmt: skip
        """Somebody of ``age`` years; ``like`` lends surname, nationality and 戸籍."""
        rng = self.rng
        nation = nation or (like.nation if like else None)
        sex = sex or (Sex.MALE if rng.random() < 0.5 else Sex.FEMALE)
        born = today - timedelta(days=int(age * _YEAR))
        serial = next(self._souls)
        soul = Soul(
            serial=serial, sex=sex, birth=self._birth(born, age=age, japanese=nation is None),
            surname=like.surname if like else self._surname(nation), given=self._given(nation, sex, born.year),
            nation=nation,
        )  # fmt: skip
        if numbered:
            soul.individual_number = self._space.individual_number(Region.RESIDENT, serial)
            soul.resident_code = self._space.resident_code(Region.RESIDENT, serial)
        if nation is None:
            soul.origin = like.origin if like and like.nation is None else self.origin(soul)
        else:
            self._enter_country(soul, like)
        return soul

    def origin(self, head: Soul) -> tuple[str, str, str]:
        """A 戸籍 of which ``head`` is the 筆頭者: 本籍, its municipality, 筆頭者."""
        address = self.elsewhere()
        municipality = address.municipality.digits if address.municipality else ""
        return address.one_line, municipality, f"{head.surname[0]}{BETWEEN}{head.given[0]}"

    def nation(self) -> Nation:
        """A nationality by weight."""
        return nations.nations().pick(self.rng)

    def _enter_country(self, soul: Soul, like: Soul | None) -> None:
        soul.kind = Kind.FOREIGN
        special = bool(soul.nation and soul.nation.special and self.rng.random() < 0.1)
        chosen = Category.SPECIAL_PERMANENT if special else Category.MID_TO_LONG_TERM
        soul.category = like.category if like and like.category else chosen
        soul.card_number = self.card_number()

    def _surname(self, nation: Nation | None) -> tuple[str, str]:
        if nation is None:
            return surnames().pick(self.rng)
        name = nations.surname(self.rng, nation)
        return name.roman, name.kana

    def _given(self, nation: Nation | None, sex: Sex, year: int) -> tuple[str, str]:
        if nation is None:
            return given(self.rng, sex=str(sex), year=year)
        name = nations.given(self.rng, nation, str(sex))
        return name.roman, name.kana

    def _birth(self, born: date, *, age: float, japanese: bool) -> LegalDate:
        if age < _ODD_FROM:
            return legal(born)
        made = births.birth(self.rng, born, age=age, japanese=japanese, became=date.max.isoformat())
        return LegalDate.parse(made.text or made.certified, rule=DateRule.CERTIFIED)


_ODD_FROM = 65


def _serial_numbers() -> Iterator[str]:
    """宛名番号 and 世帯番号 in their order."""
    for serial in count(1):
        number = AddresseeNumber.from_serial(serial)
        if number is not None:
            yield number.digits


@cache
def _addresses(municipality: str) -> tuple[Address, ...]:
    rng = Random(municipality)  # noqa: S311 - invents places, guards nothing
    place, towns = places.municipality(municipality), places.town_wheel(municipality)
    made = []
    for _ in range(_ADDRESSES):
        town = towns.pick(rng)
        building = dwellings.katagaki(rng, town.name, institution=False, size=2)
        made.append(_address(places.address(rng, place, town, katagaki=building)))
    return tuple(made)


@cache
def _elsewhere(municipality: str) -> tuple[Address, ...]:
    rng = Random(municipality)  # noqa: S311 - invents places, guards nothing
    wheel = places.elsewhere(municipality)
    found = []
    for _ in range(_ELSEWHERE):
        place = wheel.pick(rng)
        found.append(_address(places.address(rng, place, places.any_town(rng, place))))
    return tuple(found)


def _address(place: Place) -> Address:
    return Address(
        prefecture=place.prefecture, city=place.city, town=place.town, lot=place.banchi, building=place.katagaki,
        postal_code=place.postal_code, municipality=MunicipalityCode(place.municipality),
    )  # fmt: skip


@lru_cache(maxsize=500)
def _country(name: str) -> Address:
    return Address(town=name)
