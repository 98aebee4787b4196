"""Households that change; every paper tells which version of which household it shows."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.resident_code import ResidentCode
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.kiosk import HouseholdSnapshot, PersonSnapshot

HOUSEHOLDS, MEMBERS = 6, 3
_SERIALS = range(1, 200)
NUMBERS = [str(one) for one in AddresseeNumber.of_serials(_SERIALS)]
HOUSEHOLD_NUMBERS = [str(one) for one in HouseholdNumber.of_serials(_SERIALS)]


def name_of(person: int, version: int) -> str:
    """As it is printed: who, and in which version of their household."""
    return f"試験{person}号　第{version}版"


def building_of(household: int, version: int) -> str:
    """The same in the address, with the household."""
    return f"第{household}棟{version}階"


@dataclass(frozen=True)
class Version:
    """A household at a time: its members in order, and whose issuing is stopped."""

    household: int
    number: int
    members: tuple[int, ...]
    stopped: frozenset[int] = frozenset()

    def snapshot(self) -> HouseholdSnapshot:
        """As the register sends it."""
        return HouseholdSnapshot(
            household_number=HOUSEHOLD_NUMBERS[self.household],
            head_name=name_of(self.members[0], self.number),
            members=tuple(self._person(place, one) for place, one in enumerate(self.members, start=1)),
        )

    def streams(self) -> list[str]:
        """Whom the message concerns."""
        numbers = [f"addressee:{NUMBERS[one]}" for one in self.members]
        return [f"household:{HOUSEHOLD_NUMBERS[self.household]}", *numbers]

    def _person(self, place: int, person: int) -> PersonSnapshot:
        name = name_of(person, self.number)
        settled = _block(date(2020, 4, 1))
        return PersonSnapshot(
            addressee_number=NUMBERS[person], resident_code=ResidentCode.from_body(f"{1_000_000_000 + person:010d}").digits,
            individual_number=IndividualNumber.from_body(f"{10_000_000_000 + person:011d}").digits, kind="1", order=place,
            person=NameBlock(full=name, surname=name.split("　")[0], given=name.split("　")[1], kana="シケン　バン"),
            birth=_block(date(1980, 1, 1 + person % 28)), sex="1", relationship="世帯主" if place == 1 else "子",
            address=AddressBlock(
                municipality="132292", postal_code="1880011", prefecture="東京都", city="西東京市", town="田無町",
                lot="1番1号", building=building_of(self.household, self.number),
            ),
            became_resident=settled, settled=settled, notified_on="2020-04-02", former_address=None,
            honseki="東京都西東京市", honseki_head=name, event_reason="move_in", event_date=settled,
            issuing_stopped=person in self.stopped,
        )  # fmt: skip


def _block(day: date) -> DateBlock:
    stored = LegalDate.from_day(day).to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


class Town:
    """All households; :meth:`change` says what the register sends next."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"town {seed}")
        self.now = {
            household: Version(
                household, 1, tuple(range(household * MEMBERS + 1, household * MEMBERS + 1 + MEMBERS))
            )
            for household in range(HOUSEHOLDS)
        }

    def first(self) -> list[Version]:
        """What the register sends at the start."""
        return list(self.now.values())

    def change(self) -> list[Version]:
        """One change of the register as the messages that it sends, in their order."""
        what = self._random.choices(["replaced", "moved", "stopped", "order"], weights=[5, 2, 1, 2])[0]
        return self.changed(what, self._random.randrange(HOUSEHOLDS))

    def changed(self, what: str, household: int) -> list[Version]:
        """``what`` happens to this household, as the messages that the register sends."""
        home = self.now[household]
        match what:
            case "moved" if len(home.members) > 1:
                return self._moved(home)
            case "stopped":
                person = self._random.choice(home.members)
                return [self._next(home, stopped=home.stopped ^ {person})]
            case "order":
                return [self._next(home, members=(*home.members[1:], home.members[0]))]
            case _:
                return [self._next(home)]

    def _moved(self, home: Version) -> list[Version]:
        """The household that receives a person is sent first."""
        person = self._random.choice(home.members)
        other = self.now[(home.household + 1) % HOUSEHOLDS]
        came = self._next(other, members=(person, *other.members))
        left = tuple(one for one in home.members if one != person)
        return [came, self._next(home, members=left, stopped=home.stopped - {person})]

    def _next(self, before: Version, **change: Any) -> Version:
        kept = {"members": before.members, "stopped": before.stopped, **change}
        after = Version(before.household, before.number + 1, **kept)
        self.now[before.household] = after
        return after
