"""From the register's snapshot to the columns of the file. Text is taken over exactly as it came."""

from typing import Any

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.links.blocks import AddressBlock, DateBlock
from juki.systems.kiosk.domain.household import Member
from juki.systems.kiosk.peers.contract import ForeignBlock, HouseholdSnapshot, LeavingBlock, PersonSnapshot

Columns = dict[str, Any]


def members_of(snapshot: HouseholdSnapshot) -> list[Member]:
    """The keys of all members, each number checked.

    Raises:
        JukiError: a number with a wrong shape or check digit, or a 続柄 that may not be managed (STD 1.1.11).
    """
    HouseholdNumber(snapshot.household_number)
    return [
        Member(
            addressee_number=str(AddresseeNumber(person.addressee_number)),
            resident_code=ResidentCode(person.resident_code).digits,
            individual_number=_individual_number(person.individual_number),
            relationship=Relationship.parse(person.relationship),
        )
        for person in snapshot.members
    ]


def household_columns(snapshot: HouseholdSnapshot) -> Columns:
    """世帯主 as the certificate names them; the items 49–51 only for a foreign head."""
    head = next((one for one in snapshot.members if Relationship.parse(one.relationship).is_head), None)
    foreign = head.foreign if head else None
    return {
        "head_name": snapshot.head_name,
        "head_roman_name": foreign.roman_name or None if foreign else None,
        "head_kanji_name": foreign.kanji_name or None if foreign else None,
        "head_alias": foreign.alias or None if foreign else None,
    }


def person_columns(person: PersonSnapshot) -> Columns:
    """All columns of a member but the household's number.

    Raises:
        JukiError: a date whose parts do not fit together or that its field may not hold (STD 1.1.8).
    """
    return {
        "addressee_number": person.addressee_number,
        "kind": person.kind,
        "place": person.order,
        "removed": False,
        "issuing_stopped": person.issuing_stopped,
        "name": person.person.full,
        "surname": person.person.surname,
        "given": person.person.given,
        "kana": person.person.kana,
        "kana_certified": person.person.kana_certified,
        "old_surname": person.former_surname or None,
        "old_surname_kana": person.former_surname_kana or None,
        "sex": person.sex,
        "relationship": person.relationship,
        "honseki": person.honseki,
        "honseki_head": person.honseki_head,
        "event_reason": person.event_reason,
        "resident_code": person.resident_code,
        "individual_number": person.individual_number or None,
        **_triple("birth", person.birth),
        **_triple("became_resident", person.became_resident),
        **_triple("settled", person.settled),
        **_triple("event", person.event_date),
        **_calendar_day("notified", person.notified_on),
        "postal_code": person.address.postal_code,
        **_address("address", person.address),
        **(_former(person.former_address) if person.former_address else {}),
        **(_foreign(person.foreign, kana=person.person.kana) if person.foreign else {}),
        **(_leaving(person.leaving) if person.leaving else {}),
    }


def _individual_number(digits: str) -> str:
    return IndividualNumber(digits).digits if digits else ""


def _triple(name: str, block: DateBlock) -> Columns:
    kept = LegalDate.from_storage(StoredDate(block.day, block.form, block.text))
    return {f"{name}_day": kept.internal, f"{name}_form": block.form, f"{name}_text": block.text}


def _calendar_day(name: str, day: str) -> Columns:
    if not day:
        return {}
    read = LegalDate.parse(day)
    return {f"{name}_day": read.internal, f"{name}_form": read.form.value, f"{name}_text": read.text}


def _address(prefix: str, block: AddressBlock) -> Columns:
    return {
        f"{prefix}_municipality": block.municipality,
        f"{prefix}_prefecture": block.prefecture,
        f"{prefix}_city": block.city,
        f"{prefix}_town": block.town,
        f"{prefix}_town_code": block.town_code,
        f"{prefix}_lot": block.lot,
        f"{prefix}_building": block.building,
    }


def _former(block: AddressBlock) -> Columns:
    return {"former_postal_code": block.postal_code, **_address("former", block)}


def _foreign(block: ForeignBlock, *, kana: str) -> Columns:
    return {
        "foreign_kana": kana or None,
        "foreign_roman_name": block.roman_name or None,
        "foreign_kanji_name": block.kanji_name or None,
        "alias": block.alias or None,
        "alias_kana": block.alias_kana or None,
        "nationality": block.nationality,
        "category": block.category,
        "residence_status": block.status or None,
        "residence_period": block.period or None,
        "residence_card": block.card_number or None,
        **_calendar_day("residence_expires", block.expires_on),
    }


def _leaving(block: LeavingBlock) -> Columns:
    return {
        "planned_address": block.address or None,
        "planned_building": block.building or None,
        **_calendar_day("planned", block.day),
        **_calendar_day("planned_notified", block.notified_on),
    }
