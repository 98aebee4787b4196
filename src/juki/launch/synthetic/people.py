"""Puts a household together: members, names, births, stays, registers, numbers."""

from datetime import date
from random import Random

import msgspec

from juki.launch.synthetic import nations
from juki.launch.synthetic.births import birth
from juki.launch.synthetic.chance import Wheel
from juki.launch.synthetic.dwellings import katagaki
from juki.launch.synthetic.facts import Address, Arrival, Foreign, FormerAddress, Household, Kind, Person
from juki.launch.synthetic.history import Coming, Stay
from juki.launch.synthetic.kinship import Sketch, sketch
from juki.launch.synthetic.names import Name, given, surnames
from juki.launch.synthetic.nations import CardName, Nation
from juki.launch.synthetic.numbers import NumberSpace, Region
from juki.launch.synthetic.places import Municipality, Town, address, any_town
from juki.launch.synthetic.plans import Plan
from juki.launch.synthetic.registers import Registers
from juki.launch.synthetic.relations import label

_DAYS = 365.2425
_ALL_FOREIGN = 0.032
_ALL_FOREIGN_OLD = 0.008
_MIXED = 0.02
_FOREIGN_HEAD = 0.15
_KANA_CERTIFIED = 0.94
_ELDERS = frozenset({"father", "mother", "spouse.father", "spouse.mother", "spouse.child"})


class Setting(msgspec.Struct, frozen=True):
    """What all households of a population share. ``around``: where people come from; ``today``: ordinal."""

    numbers: NumberSpace
    region: Region
    today: int
    around: Wheel[Municipality]


class Slot(msgspec.Struct, frozen=True, gc=False):
    """The place of one household in a population: its serial, its first member's serial, its town."""

    serial: int
    first_person: int
    place: Municipality
    town: Town
    surname: Name | None = None


class _Draft:
    """One member while the household is put together."""

    __slots__ = ("born", "card", "first", "last", "sketch")

    def __init__(self, sketched: Sketch, born: int) -> None:
        self.sketch = sketched
        self.born = born
        self.last: Name = ("", "")
        self.first: Name = ("", "")
        self.card: tuple[CardName, CardName] | None = None


def household(rng: Random, setting: Setting, slot: Slot, plan: Plan) -> Household:
    """The household of one slot; draws from ``rng`` alone."""
    sketches = sketch(rng, plan)
    drafts = [_Draft(member, setting.today - int(member.age * _DAYS)) for member in sketches]
    nation = nations.nations().pick(rng)
    foreigners = _foreigners(rng, plan, sketches, lone=slot.surname is None)
    _name_all(rng, drafts, foreigners, nation, slot.surname)
    return Household(
        serial=slot.serial,
        kind=plan.kind,
        institution=plan.institution,
        address=_dwelling(rng, slot, plan),
        members=_Assembly(rng, setting, slot, drafts, nation).members(skip=1 if plan.headless else 0),
    )


def _dwelling(rng: Random, slot: Slot, plan: Plan) -> Address:
    extra = katagaki(rng, slot.town.name, institution=plan.institution, size=plan.size)
    return address(rng, slot.place, slot.town, katagaki=extra)


def _foreigners(rng: Random, plan: Plan, sketches: list[Sketch], *, lone: bool) -> frozenset[str]:
    """The roles held by foreign nationals in this household."""
    roll = rng.random()
    if plan.institution or plan.headless or not lone:
        return frozenset()
    everybody = _ALL_FOREIGN if sketches[0].age < 60 else _ALL_FOREIGN_OLD
    if roll < everybody:
        return frozenset(plan.members)
    if roll < everybody + _MIXED and "spouse" in plan.members and _ELDERS.isdisjoint(plan.members):
        return frozenset({"head" if rng.random() < _FOREIGN_HEAD else "spouse"})
    return frozenset()


def _name_all(
    rng: Random, drafts: list[_Draft], foreigners: frozenset[str], nation: Nation, surname: Name | None
) -> None:
    """Gives each member a name; nobody in a household shares a given name."""
    families: dict[int, Name] = {0: surname} if surname else {}
    father = nations.surname(rng, nation) if foreigners else None
    used: set[str] = set()
    for draft in drafts:
        member = draft.sketch
        if member.role in foreigners:
            own = member.role == "spouse" or member.family >= 10 or father is None
            last = nations.surname(rng, nation) if own or father is None else father
            first = nations.given(rng, nation, member.sex)
            if first.roman in used:
                first = nations.given(rng, nation, member.sex, apart_from=used)
            used.add(first.roman)
            draft.card = (last, first)
            draft.last, draft.first = (last.roman, last.kana), (first.roman, first.kana)
            continue
        if member.family not in families:
            families[member.family] = surnames().pick(rng)
        draft.last = families[member.family]
        year = date.fromordinal(draft.born).year
        draft.first = given(rng, sex=member.sex, year=year)
        while draft.first[0] in used:
            draft.first = given(rng, sex=member.sex, year=year)
        used.add(draft.first[0])


class _Assembly:
    """Turns drafts into persons."""

    def __init__(
        self, rng: Random, setting: Setting, slot: Slot, drafts: list[_Draft], nation: Nation
    ) -> None:
        self._rng = rng
        self._setting = setting
        self._slot = slot
        self._drafts = drafts
        self._nation = nation
        head = drafts[0]
        japanese = [d for d in drafts if d.card is None]
        self._family = next((d.last for d in japanese), None)
        self._special = self._family is None and nations.is_special(rng, nation, head.sketch.age)
        everybody = [(d.sketch, d.born) for d in drafts]
        immigrants = self._family is None and not self._special
        self._coming = Coming(rng, everybody, today=setting.today, foreign=immigrants)
        listed = [(d.sketch, d.last, d.first, date.fromordinal(d.born).year) for d in japanese]
        self._registers = Registers(rng, listed, slot.place, setting.around)
        self._former: dict[tuple[int, Arrival], FormerAddress] = {}

    def members(self, *, skip: int) -> tuple[Person, ...]:
        """The persons in 記載順; the first ``skip`` drafts have left the household."""
        return tuple(self._person(draft, order) for order, draft in enumerate(self._drafts[skip:], start=1))

    def _person(self, draft: _Draft, order: int) -> Person:
        rng, setting, member = self._rng, self._setting, draft.sketch
        serial = self._slot.first_person + order - 1
        japanese = draft.card is None
        stay = self._coming.of(member, draft.born)
        became = date.fromordinal(stay.became).isoformat()
        born = date.fromordinal(draft.born)
        certified = birth(rng, born, age=member.age, japanese=japanese, became=became)
        return Person(
            serial=serial,
            surname=draft.last[0],
            given=draft.first[0],
            kana_surname=draft.last[1],
            kana_given=draft.first[1],
            kana_certified=japanese and rng.random() < _KANA_CERTIFIED,
            birth=certified.certified,
            birth_text=certified.text,
            birth_internal=certified.internal,
            sex=member.sex,
            kind=Kind.JAPANESE if japanese else Kind.FOREIGN,
            individual_number=setting.numbers.individual_number(setting.region, serial),
            resident_code=setting.numbers.resident_code(setting.region, serial),
            relationship=member.codes,
            relationship_label=label(member.codes),
            order=order,
            arrival=stay.arrival,
            became=became,
            settled=date.fromordinal(stay.settled).isoformat(),
            notified=date.fromordinal(stay.notified).isoformat() if stay.notified else None,
            former=self._former_address(stay) if stay.notified else None,
            register=self._registers.of(member.register) if japanese else None,
            foreign=self._foreign(draft, stay, serial) if draft.card else None,
        )

    def _foreign(self, draft: _Draft, stay: Stay, serial: int) -> Foreign | None:
        if draft.card is None:
            return None
        member, setting = draft.sketch, self._setting
        return nations.describe(
            self._rng,
            self._nation,
            draft.card,
            nations.Stay(
                role=member.role,
                age=member.age,
                born=draft.born,
                became=stay.became,
                today=setting.today,
                born_here=stay.arrival is Arrival.BIRTH,
                special=self._special,
                family=self._family,
            ),
            setting.numbers.residence_card(setting.region, serial),
        )

    def _former_address(self, stay: Stay) -> FormerAddress:
        """Those who came together came from one place."""
        key = (stay.became, stay.arrival)
        if key not in self._former:
            self._former[key] = self._any_former(stay.arrival)
        return self._former[key]

    def _any_former(self, arrival: Arrival) -> FormerAddress:
        rng = self._rng
        if arrival is Arrival.FROM_ABROAD:
            return FormerAddress(self._nation.name, None, self._nation.alpha3)
        place = self._setting.around.pick(rng)
        while place.code == self._slot.place.code:
            place = self._setting.around.pick(rng)
        return FormerAddress(address(rng, place, any_town(rng, place)).text, place.code)
