"""A person of the synthetic city as all systems will know them: numbers given, texts and keys made once for all.

Whatever two systems must agree on is decided here, so that no two of them can differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from juki.kernel.values.address import Address
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import BETWEEN, search_key
from juki.launch.loading.stamp import legal_date
from juki.launch.synthetic import facts
from juki.launch.synthetic.numbers import addressee_numbers
from juki.systems.unified.domain.unified_number import UnifiedNumber


@dataclass(slots=True, eq=False)
class Place:
    """An address in parts and in one line; ``country`` (alpha-3) is given for one abroad."""

    municipality: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    town_code: str
    lot: str
    building: str
    one_line: str
    country: str = ""


@dataclass(slots=True, eq=False)
class Resident:
    """One person. Names and addresses are exactly the generator's.

    ``event`` is the day from which this state of the record holds: that of the present address. ``since`` is
    外国人住民となった年月日 of a foreign resident, else 住民となった年月日. ``update_number`` is the last 更新順番号,
    ``place`` the address where it is not written as that of the household.
    """

    person: facts.Person
    addressee_number: str
    unified_serial: int
    unified_number: str
    name: str
    surname: str
    given: str
    kana: str
    name_key: str
    kana_key: str
    kanji: str
    alias: str
    alias_kana: str
    birth: StoredDate
    became: StoredDate
    since: StoredDate
    event: StoredDate
    former: Place | None
    update_number: int = 1
    place: Place | None = None

    @property
    def is_head(self) -> bool:
        """Whether this is the 世帯主."""
        return self.person.relationship == ("02",)

    @property
    def register_head(self) -> str:
        """筆頭者, or nothing."""
        register = self.person.register
        return _joined(register.head_surname, register.head_given) if register else ""


@dataclass(slots=True, eq=False)
class Household:
    """A household with its members in 記載順; ``head`` is None where the 世帯主 has left."""

    number: str
    institution: bool
    place: Place
    head: Resident | None
    members: list[Resident]

    @property
    def head_name(self) -> str:
        """氏名 of the 世帯主, or nothing."""
        return self.head.name if self.head else ""

    def place_of(self, member: Resident) -> Place:
        """The member's own address: 方書 may be written otherwise than the others'."""
        return member.place or self.place

    def numbered(self) -> "Household":
        """The household without members to whom no 個人番号 was given yet."""
        if all(member.person.individual_number for member in self.members):
            return self
        return replace(self, members=[one for one in self.members if one.person.individual_number])


@dataclass(slots=True, eq=False)
class Numbering:
    """The highest serials in use, and how many people and households there are."""

    last_addressee: int = 0
    last_household: int = 0
    last_unified: int = 0
    people: int = 0
    households: int = 0


class Placing(Numbering):
    """Gives numbers in the order of serials: the n-th person the n-th 宛名番号 and 団体内統合宛名番号, the n-th household
    the n-th 世帯番号. Afterwards ``last_*`` are the highest serials in use.

    Source: STD 1.1.13
    """

    def __init__(self) -> None:
        super().__init__()
        self._addressee = addressee_numbers()
        self._household = addressee_numbers()
        self._unified = unified_numbers()

    def place(self, households: Iterable[facts.Household]) -> Iterator[Household]:
        """The households of the city, in order."""
        for made in households:
            number = next(self._household)
            self.last_household = number.serial
            members = [self._resident(person) for person in made.members]
            head = next((member for member in members if member.is_head), None)
            self.households += 1
            yield Household(number.digits, made.institution, place_of(made.address), head, members)

    def _resident(self, person: facts.Person) -> Resident:
        number = next(self._addressee)
        serial, unified = next(self._unified)
        self.last_addressee, self.last_unified = number.serial, serial
        self.people += 1
        foreign = person.foreign
        kana = _joined(person.kana_surname, person.kana_given)
        became = legal_date(person.became)
        return Resident(
            person=person,
            addressee_number=number.digits,
            unified_serial=serial,
            unified_number=unified,
            name=person.name,
            surname="" if foreign else person.surname,
            given="" if foreign else person.given,
            kana=kana,
            name_key=search_key(person.name),
            kana_key=fold(kana),
            kanji=_joined(foreign.kanji_surname, foreign.kanji_given) if foreign else "",
            alias=_joined(foreign.alias_surname, foreign.alias_given) if foreign else "",
            alias_kana=_joined(foreign.alias_kana_surname, foreign.alias_kana_given) if foreign else "",
            birth=legal_date(person.birth_text or person.birth),
            became=became,
            since=legal_date(foreign.became) if foreign else became,
            event=legal_date(person.settled),
            former=_former(person.former) if person.former else None,
        )


def place_of(address: facts.Address) -> Place:
    """An address of this country.

    Raises:
        JukiError: see ``Address``.
    """
    value = Address(
        prefecture=address.prefecture,
        city=address.city,
        town=address.town,
        town_code=address.town_code or "",
        lot=address.banchi,
        building=address.katagaki,
        postal_code=address.postal_code,
        municipality=MunicipalityCode(address.municipality),
    )
    return Place(
        address.municipality, value.postal_code, value.prefecture, value.city, value.town, value.town_code, value.lot,
        value.building, value.one_line,
    )  # fmt: skip


def _former(former: facts.FormerAddress) -> Place:
    """A former address came whole: it stands in 町字."""
    return Place(
        former.municipality or "", "", "", "", former.text, "", "", "", former.text, former.country or ""
    )


def _joined(*parts: str) -> str:
    return BETWEEN.join(part for part in parts if part)


def unified_numbers() -> Iterator[tuple[int, str]]:
    """Serials with their 団体内統合宛名番号."""
    for serial in count(1):
        number = UnifiedNumber.of_serial(serial)
        if number is not None:
            yield serial, number.digits
