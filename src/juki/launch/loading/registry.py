"""Rows of the resident register."""

from juki.kernel.values.legal_date import StoredDate
from juki.launch.loading.lines import Block, Row
from juki.launch.loading.placed import Household, Place, Resident
from juki.launch.loading.stamp import EVENT_CLASS, OPERATOR, REASON, TERMINAL, Stamp, columns, legal_date
from juki.launch.synthetic.facts import Foreign

NO_PLACE = Place("", "", "", "", "", "", "", "", "")


def add(block: Block, household: Household, stamp: Stamp) -> None:
    """A household and its members: versions first, then the rows that point at them."""
    trace, moment, head = str(stamp.trace), stamp.machine_time, household.head
    head_number = head.addressee_number if head else None
    for member in household.members:
        block.add("registry_resident_version", _version(member, household, trace, moment))
    began = min((member.event.internal for member in household.members), default=stamp.legal_day)
    block.add("registry_household_version", {
        "household_number": household.number, "number": "1", "head_number": head_number,
        "institution": "t" if household.institution else "f", "trace": trace, "valid_from": began,
        "recorded_at": moment, "operator": OPERATOR, "terminal": TERMINAL,
    })  # fmt: skip
    block.add(
        "registry_household",
        {"household_number": household.number, "version": "1", "head_number": head_number},
    )
    for member in household.members:
        block.add("registry_resident", _head(member, household))
        block.add("registry_update_number", {"resident_code": member.person.resident_code, "last": "1"})


def _version(resident: Resident, household: Household, trace: str, moment: str) -> Row:
    person, register = resident.person, resident.person.register
    return {
        "addressee_number": resident.addressee_number,
        "number": "1",
        "kind": person.kind.value,
        "full_name": resident.name,
        "surname": resident.surname,
        "given_name": resident.given,
        "kana_surname": person.kana_surname,
        "kana_given": person.kana_given,
        "kana_certified": "t" if person.kana_certified else "f",
        "kanji_name": resident.kanji,
        "alias": resident.alias,
        "alias_kana": resident.alias_kana,
        **columns("birth", resident.birth),
        "sex": person.sex,
        "household_number": household.number,
        **_relationship(person.relationship, person.relationship_label),
        "position": str(person.order),
        **_address("address", household.place),
        **columns("became_resident", resident.became),
        **columns("settled", legal_date(person.settled)),
        "notified_on": person.notified,
        **_address("former", resident.former or NO_PLACE),
        "former_country": resident.former.country if resident.former else "",
        "honseki": register.text if register else "",
        "honseki_municipality": register.municipality if register else "",
        "honseki_head": resident.register_head,
        **_foreign(person.foreign, resident.since),
        "individual_number": person.individual_number,
        "resident_code": person.resident_code,
        "trace": trace,
        "event_class": EVENT_CLASS,
        "event_reason": REASON,
        **columns("event_day", resident.event),
        "valid_from": resident.event.internal,
        "recorded_at": moment,
        "operator": OPERATOR,
        "terminal": TERMINAL,
    }


def _head(resident: Resident, household: Household) -> Row:
    person = resident.person
    return {
        "addressee_number": resident.addressee_number,
        "version": "1",
        "household_number": household.number,
        "position": str(person.order),
        "is_head": "t" if resident.is_head else "f",
        "individual_number": person.individual_number,
        "resident_code": person.resident_code,
        "card_number": person.foreign.card if person.foreign else "",
        "name_key": resident.name_key,
        "kana_key": resident.kana_key,
        "birth": resident.birth.internal,
    }


def _relationship(codes: tuple[str, ...], label: str) -> Row:
    first, second, third, fourth = (*codes, "", "", "")[:4]
    return {
        "relationship_1": first,
        "relationship_2": second,
        "relationship_3": third,
        "relationship_4": fourth,
        "relationship_label": label,
    }


def _address(prefix: str, place: Place) -> Row:
    return {
        f"{prefix}_municipality": place.municipality,
        f"{prefix}_postal_code": place.postal_code,
        f"{prefix}_prefecture": place.prefecture,
        f"{prefix}_city": place.city,
        f"{prefix}_town": place.town,
        f"{prefix}_town_code": place.town_code,
        f"{prefix}_lot": place.lot,
        f"{prefix}_building": place.building,
    }


def _foreign(foreign: Foreign | None, since: StoredDate) -> Row:
    return {
        "nationality": foreign.nationality if foreign else "",
        "nationality_name": foreign.nationality_name if foreign else "",
        "category": foreign.category.value if foreign else "",
        **columns("foreign_since", since if foreign else None),
        "residence_status": foreign.status if foreign else "",
        "stay_period": foreign.period if foreign else "",
        "stay_expires_on": (foreign.expires or None) if foreign else None,
        "card_number": foreign.card if foreign else "",
    }
