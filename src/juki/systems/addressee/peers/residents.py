"""From the register's resident to the columns of a version. Text is taken over exactly as it came."""

from typing import Any

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.legal_date import CertifiedField, DateRule, LegalDate
from juki.systems.addressee.peers.contract import ResidentAddressee


def version_columns(resident: ResidentAddressee) -> dict[str, Any]:
    """What a version says of the resident.

    Raises:
        JukiError: a number that is none, or a date that its field may not hold (STD 1.1.8).
    """
    AddresseeNumber(resident.addressee_number)
    return {
        "household_number": str(HouseholdNumber(resident.household_number)),
        "is_resident": resident.is_resident,
        "name": resident.person.full,
        "surname": resident.person.surname,
        "given": resident.person.given,
        "kana": resident.person.kana,
        "kana_certified": resident.person.kana_certified,
        "sex": resident.sex,
        **_triple("birth", resident.birth, CertifiedField.BIRTH.rule),
        "postal_code": resident.address.postal_code,
        "address_municipality": resident.address.municipality,
        "address_prefecture": resident.address.prefecture,
        "address_city": resident.address.city,
        "address_town": resident.address.town,
        "address_town_code": resident.address.town_code,
        "address_lot": resident.address.lot,
        "address_building": resident.address.building,
        **_triple("since", resident.since, CertifiedField.BECAME_RESIDENT.rule),
    }


def _triple(name: str, text: str, rule: DateRule) -> dict[str, Any]:
    read = LegalDate.parse(text, rule=rule)
    return {f"{name}_day": read.internal, f"{name}_form": read.form.value, f"{name}_text": read.text}
