"""Rows of 証明書コンビニ交付ファイル."""

from juki.kernel.values.legal_date import StoredDate
from juki.launch.loading.lines import Block, Row
from juki.launch.loading.placed import Household, Place, Resident
from juki.launch.loading.stamp import REASON, Stamp, day_columns, legal_date
from juki.systems.registry.domain.resident import Category


def add(block: Block, household: Household, stamp: Stamp) -> None:
    """The household row, then its persons. A household without members is no row here."""
    if not household.members:
        return
    head = household.head if household.head and household.head.person.foreign else None
    block.add("kiosk_household", {
        "household_number": household.number, "head_name": household.head_name,
        "head_roman_name": head.name if head else None,
        "head_kanji_name": (head.kanji or None) if head else None,
        "head_alias": (head.alias or None) if head else None,
        "taken_at": stamp.machine_time, "legal_day": stamp.legal_day, "trace": str(stamp.trace),
    })  # fmt: skip
    for member in household.members:
        block.add("kiosk_person", _person(member, household))


def _person(resident: Resident, household: Household) -> Row:
    person, register = resident.person, resident.person.register
    place = household.place_of(resident)
    return {
        "addressee_number": resident.addressee_number,
        "household_number": household.number,
        "kind": person.kind.value,
        "place": str(person.order),
        "removed": "f",
        "issuing_stopped": "f",
        "name": resident.name,
        "surname": resident.surname,
        "given": resident.given,
        "kana": resident.kana,
        "kana_certified": "t" if person.kana_certified else "f",
        "sex": person.sex,
        "relationship": person.relationship_label,
        "honseki": register.text if register else "",
        "honseki_head": resident.register_head,
        "event_reason": REASON,
        "resident_code": person.resident_code,
        "individual_number": person.individual_number or None,
        **day_columns("birth", resident.birth),
        **day_columns("became_resident", resident.since),
        **day_columns("settled", legal_date(person.settled)),
        **day_columns("event", resident.event),
        **day_columns("notified", legal_date(person.notified) if person.notified else None),
        "postal_code": place.postal_code,
        **_address("address", place),
        "former_postal_code": resident.former.postal_code if resident.former else None,
        **_address("former", resident.former),
        **_foreign(resident),
    }


def _address(prefix: str, place: Place | None) -> Row:
    return {
        f"{prefix}_municipality": place.municipality if place else None,
        f"{prefix}_prefecture": place.prefecture if place else None,
        f"{prefix}_city": place.city if place else None,
        f"{prefix}_town": place.town if place else None,
        f"{prefix}_town_code": place.town_code if place else None,
        f"{prefix}_lot": place.lot if place else None,
        f"{prefix}_building": place.building if place else None,
    }


def _foreign(resident: Resident) -> Row:
    foreign = resident.person.foreign
    expires: StoredDate | None = legal_date(foreign.expires) if foreign and foreign.expires else None
    return {
        "foreign_kana": (resident.kana or None) if foreign else None,
        "foreign_roman_name": resident.name if foreign else None,
        "foreign_kanji_name": resident.kanji or None,
        "alias": resident.alias or None,
        "alias_kana": resident.alias_kana or None,
        "nationality": foreign.nationality_name if foreign else None,
        "category": Category(foreign.category.value).label if foreign else None,
        "residence_status": (foreign.status or None) if foreign else None,
        "residence_period": (foreign.period or None) if foreign else None,
        "residence_card": (foreign.card or None) if foreign else None,
        **day_columns("residence_expires", expires),
    }
