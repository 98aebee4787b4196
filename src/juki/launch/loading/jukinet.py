"""Rows of the city's 本人確認情報ファイル, of the prefecture's and of the national server's."""

from juki.launch.loading.lines import Block, Row
from juki.launch.loading.placed import Household, Place, Resident, place_of
from juki.launch.loading.stamp import EVENT_CLASS, OPERATOR, REASON, TERMINAL, Stamp, columns, legal_date
from juki.launch.synthetic import facts
from juki.systems.jukinet.domain.characters import outside
from juki.systems.jukinet.services.parameters import parameters


def add_city(block: Block, household: Household, stamp: Stamp) -> None:
    """The 36 items of each member, as the head and as the first version."""
    in_household = _outside(household.place.one_line)
    for member in household.members:
        in_address = _outside(member.place.one_line) if member.place else in_household
        row = _items(member, household.place_of(member), in_address, stamp)
        block.add("jukinet_identification", row)
        block.add("jukinet_identification_version", row)


def add_prefecture(block: Block, household: Household, stamp: Stamp) -> None:
    """What went up to the prefecture."""
    for member in household.members:
        person, place = member.person, household.place_of(member)
        block.add("prefecture_identification", {
            "municipality": place.municipality,
            "resident_code": person.resident_code,
            "individual_number": person.individual_number,
            "name": member.name,
            "kana": member.kana,
            **columns("birth", member.birth),
            "sex": person.sex,
            "postal_code": place.postal_code,
            "address": place.one_line,
            "event_class": EVENT_CLASS,
            "event_reason": REASON,
            **columns("event_date", member.event),
            "update_number": str(member.update_number),
            "living": "t",
            "recorded_at": stamp.machine_time,
        })  # fmt: skip


def add_nation(block: Block, household: Household, stamp: Stamp) -> None:
    """What the prefecture passed on, with the number of the last update."""
    for member in household.members:
        person = member.person
        block.add(
            "nation_person", _person(person, household.place_of(member), member.name, member.kana, stamp)
        )
        block.add(
            "nation_registration",
            {"municipality": household.place.municipality, "resident_code": person.resident_code,
             "update_number": str(member.update_number)},
        )  # fmt: skip


def add_elsewhere(block: Block, household: facts.Household, stamp: Stamp) -> None:
    """People registered in other municipalities: the nation knows them, and nobody else here does."""
    place = place_of(household.address)
    for person in household.members:
        kana = "\u3000".join(part for part in (person.kana_surname, person.kana_given) if part)
        block.add("nation_person", _person(person, place, person.name, kana, stamp))


def _person(person: facts.Person, place: Place, name: str, kana: str, stamp: Stamp) -> Row:
    return {
        "resident_code": person.resident_code,
        "individual_number": person.individual_number,
        "name": name,
        "kana": kana,
        **columns("birth", legal_date(person.birth_text or person.birth)),
        "sex": person.sex,
        "municipality": place.municipality,
        "postal_code": place.postal_code,
        "address": place.one_line,
        "living": "t",
        "recorded_at": stamp.machine_time,
    }


def _items(resident: Resident, place: Place, in_address: int, stamp: Stamp) -> Row:
    person, former = resident.person, resident.former
    in_name, in_former = _outside(resident.name), _outside(former.one_line) if former else 0
    return {
        "resident_code": person.resident_code,
        "name": resident.name,
        "outside_in_name": str(in_name),
        "name_kana": resident.kana,
        "name_key": resident.kana_key,
        **columns("birth", resident.birth),
        "sex": person.sex,
        "municipality": place.municipality,
        "town_code": place.town_code,
        "postal_code": place.postal_code,
        "address": place.one_line,
        "outside_in_address": str(in_address),
        "individual_number": person.individual_number,
        **columns("became_resident", resident.since),
        **columns("settled", legal_date(person.settled)),
        "notified_on": person.notified,
        "former_municipality": former.municipality if former else "",
        "former_address": former.one_line if former else "",
        "outside_in_former_address": str(in_former),
        "relationship": person.relationship_label,
        "event_class": EVENT_CLASS,
        **columns("event_date", resident.event),
        "event_reason": REASON,
        "former_resident_code": "",
        "code_used_since": resident.since.internal,
        "request_number": str(stamp.trace),
        "operator": OPERATOR,
        "terminal": TERMINAL,
        "update_number": str(resident.update_number),
        "recovery_number": None,
        "updates_barred": "f",
        "planned": "f",
        "reserved": "f",
        "has_outside_characters": "t" if in_name or in_address or in_former else "f",
        "record_state": "current",
        "recorded_at": stamp.machine_time,
    }


def _outside(text: str) -> int:
    return outside(text, charset=parameters().charset)
