"""Rows of 宛名管理."""

from juki.launch.loading.lines import Block
from juki.launch.loading.placed import Household
from juki.launch.loading.stamp import Stamp, day_columns
from juki.systems.addressee.domain.numbering import Kind


def add(block: Block, household: Household, stamp: Stamp) -> None:
    """Each member as an addressee with its first version."""
    kind = Kind.RESIDENT.value
    for member in household.members:
        place = household.place_of(member)
        number, person = member.addressee_number, member.person
        block.add("addressee_addressee", {
            "addressee_number": number, "kind": kind, "version": "1", "household_number": household.number,
            "is_resident": "t",
        })  # fmt: skip
        block.add("addressee_version", {
            "addressee_number": number,
            "version": "1",
            "household_number": household.number,
            "is_resident": "t",
            "name": member.name,
            "surname": member.surname,
            "given": member.given,
            "kana": member.kana,
            "kana_certified": "t" if person.kana_certified else "f",
            "sex": person.sex,
            **day_columns("birth", member.birth),
            "postal_code": place.postal_code,
            "address_municipality": place.municipality,
            "address_prefecture": place.prefecture,
            "address_city": place.city,
            "address_town": place.town,
            "address_town_code": place.town_code,
            "address_lot": place.lot,
            "address_building": place.building,
            **day_columns("since", member.became),
            "legal_day": stamp.legal_day,
            "recorded_at": stamp.machine_time,
            "trace": str(stamp.trace),
        })  # fmt: skip
