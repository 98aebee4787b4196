"""Approved データ利用, and what each target of the business systems holds because of it."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from uuid import UUID, uuid4

from juki.kernel.values.date_forms import DateForm
from juki.launch.loading.lines import Block, Row
from juki.launch.loading.placed import Household, Resident
from juki.launch.loading.stamp import Stamp
from juki.systems.registry.domain.data_use import Item


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved entry of the register's list."""

    entry: UUID
    target: str
    section: str
    duty: str
    legal_basis: str
    items: tuple[Item, ...]
    individual_number: bool
    approval_reference: str


def approved() -> list[Approved]:
    """The entries of ``data_uses.toml``, each under a new id."""
    data = tomllib.loads((files(__package__) / "data_uses.toml").read_text(encoding="utf-8"))
    return [
        Approved(entry=uuid4(), **{**row, "items": tuple(Item(item) for item in row["items"])})
        for row in data["entry"]
    ]


def add(block: Block, household: Household, stamp: Stamp, entries: list[Approved]) -> None:
    """Each member for each entry: the allowed items and nothing else. Source: 番号法9条; document III(1)5."""
    for member in household.members:
        for entry in entries:
            block.add("business_resident", {
                "target": entry.target, "entry": str(entry.entry), "addressee_number": member.addressee_number,
                "valid_from": member.event.internal, "received_at": stamp.machine_time, "trace": str(stamp.trace),
                **_items(member, household, entry),
            })  # fmt: skip


def _items(member: Resident, household: Household, entry: Approved) -> Row:
    person, place = member.person, household.place_of(member)
    birth = member.birth.internal if member.birth.form == DateForm.DAY.value else member.birth.text
    name, address = Item.NAME in entry.items, Item.ADDRESS in entry.items
    return {
        "name": member.name if name else None,
        "surname": member.surname if name else None,
        "given": member.given if name else None,
        "kana": member.kana if name else None,
        "kana_certified": ("t" if person.kana_certified else "f") if name else None,
        "birth": birth if Item.BIRTH in entry.items else None,
        "sex": person.sex if Item.SEX in entry.items else None,
        "postal_code": place.postal_code if address else None,
        "address_municipality": place.municipality if address else None,
        "address_prefecture": place.prefecture if address else None,
        "address_city": place.city if address else None,
        "address_town": place.town if address else None,
        "address_town_code": place.town_code if address else None,
        "address_lot": place.lot if address else None,
        "address_building": place.building if address else None,
        "individual_number": (person.individual_number or None) if entry.individual_number else None,
        "household_number": household.number if Item.HOUSEHOLD_NUMBER in entry.items else None,
        "relationship": person.relationship_label if Item.RELATIONSHIP in entry.items else None,
    }
