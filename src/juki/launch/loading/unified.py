"""Rows of 団体内統合宛名."""

from juki.launch.loading.lines import Block
from juki.launch.loading.placed import Household, Place
from juki.launch.loading.stamp import Stamp
from juki.systems.unified.codes import CodeState
from juki.systems.unified.domain.four_items import WrittenAddress, address_key


def add(block: Block, household: Household, stamp: Stamp) -> None:
    """Each member with number, first version and link."""
    trace, moment = str(stamp.trace), stamp.machine_time
    household_key = _key(household.place)
    for member in household.members:
        place = household.place_of(member)
        key = _key(member.place) if member.place else household_key
        person, birth, serial = member.person, member.birth, str(member.unified_serial)
        block.add("unified_person", {
            "id": serial, "number": member.unified_number, "individual_number": person.individual_number,
            "code_state": CodeState.ACQUIRED.value, "version": "1", "name_key": member.name_key,
            "kana_key": member.kana_key, "birth_day": birth.internal, "birth_form": birth.form, "sex": person.sex,
            "address_key": key,
        })  # fmt: skip
        block.add("unified_version", {
            "person_id": serial, "number": "1", "addressee_number": member.addressee_number,
            "individual_number": person.individual_number, "name_full": member.name, "name_surname": member.surname,
            "name_given": member.given, "name_kana": member.kana,
            "kana_certified": "t" if person.kana_certified else "f", "birth_day": birth.internal,
            "birth_form": birth.form, "birth_text": birth.text, "sex": person.sex,
            "municipality": place.municipality, "postal_code": place.postal_code, "prefecture": place.prefecture,
            "city": place.city, "town": place.town, "lot": place.lot, "building": place.building,
            "town_code": place.town_code, "valid_from": member.event.internal, "legal_day": stamp.legal_day,
            "machine_time": moment, "trace": trace,
        })  # fmt: skip
        block.add("unified_link", {
            "person_id": serial, "addressee_number": member.addressee_number, "machine_time": moment, "trace": trace,
        })  # fmt: skip


def _key(place: Place) -> str:
    return address_key(
        WrittenAddress(
            municipality=place.municipality, postal_code=place.postal_code, prefecture=place.prefecture, city=place.city,
            town=place.town, lot=place.lot, building=place.building, town_code=place.town_code,
        )
    )  # fmt: skip
