"""A resident as a row of history and back: names of columns on one side, typed items on the other."""

from typing import Any

from juki.kernel.values.address import Address
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import search_key
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.resident import (
    Category,
    Event,
    FamilyRegister,
    Foreign,
    FormerAddress,
    Kind,
    Names,
    Resident,
    Sex,
    State,
)
from juki.systems.registry.records.models import ResidentVersion

_PARTS = ("postal_code", "prefecture", "city", "town", "town_code", "lot", "building")


def columns(resident: Resident) -> dict[str, Any]:
    """All item columns of ``registry_resident_version``; key, trace and who recorded it are added by the operation."""
    return {
        "addressee_number": resident.addressee_number,
        "record": resident.record,
        "state": str(resident.state),
        "kind": str(resident.kind),
        **_names(resident.names),
        **_date("birth", resident.birth),
        "sex": str(resident.sex),
        "household_number": resident.household_number,
        **_relationship(resident.relationship),
        "position": resident.position,
        **_address("address", resident.address),
        **_date("became_resident", resident.became_resident),
        **_date("settled", resident.settled),
        "notified_on": resident.notified_on,
        **_former(resident.former),
        **_register(resident.register),
        **_foreign(resident.foreign),
        "individual_number": resident.individual_number,
        "resident_code": resident.resident_code,
        **_event(resident.event),
    }


def head_columns(resident: Resident) -> dict[str, Any]:
    """The columns of ``registry_resident`` that follow from the current version."""
    return {
        "record": resident.record,
        "state": str(resident.state),
        "household_number": resident.household_number,
        "position": resident.position,
        "is_head": resident.is_head,
        "individual_number": resident.individual_number,
        "resident_code": resident.resident_code,
        "card_number": resident.foreign.card_number if resident.foreign else "",
        "name_key": search_key(resident.names.full),
        "kana_key": fold(resident.names.kana),
        "birth": resident.birth.internal,
    }


def resident_of(row: ResidentVersion) -> Resident:
    """The typed resident of a version."""
    return Resident(
        addressee_number=row.addressee_number, record=row.record, state=State(row.state), kind=Kind(row.kind),
        names=Names(
            full=row.full_name, surname=row.surname, given=row.given_name, kana_surname=row.kana_surname,
            kana_given=row.kana_given, kana_certified=row.kana_certified, kanji=row.kanji_name,
            former_surname=row.former_surname, former_surname_kana=row.former_surname_kana, alias=row.alias,
            alias_kana=row.alias_kana,
        ),
        birth=_legal(row, "birth"), sex=Sex(row.sex), household_number=row.household_number,
        relationship=Relationship.parse(row.relationship_label), position=row.position,
        address=_address_of(row, "address"),
        became_resident=_legal(row, "became_resident"), settled=_legal(row, "settled"), notified_on=row.notified_on,
        former=FormerAddress(address=_address_of(row, "former"), country=row.former_country) if _has_former(row) else None,
        register=_register_of(row), foreign=_foreign_of(row),
        individual_number=row.individual_number, resident_code=row.resident_code,
        event=Event(
            reason=row.event_reason, event_class=row.event_class, day=_legal(row, "event_day"),
            notified_on=row.event_notified_on,
        ),
    )  # fmt: skip


def _names(names: Names) -> dict[str, Any]:
    return {
        "full_name": names.full,
        "surname": names.surname,
        "given_name": names.given,
        "kana_surname": names.kana_surname,
        "kana_given": names.kana_given,
        "kana_certified": names.kana_certified,
        "kanji_name": names.kanji,
        "former_surname": names.former_surname,
        "former_surname_kana": names.former_surname_kana,
        "alias": names.alias,
        "alias_kana": names.alias_kana,
    }


def _date(name: str, value: LegalDate | None) -> dict[str, Any]:
    if value is None:
        return {name: None, f"{name}_form": "", f"{name}_text": ""}
    return {name: value.internal, f"{name}_form": value.form.value, f"{name}_text": value.text}


def _relationship(relationship: Relationship) -> dict[str, Any]:
    codes = (*relationship.codes(), "", "", "")[:4]
    return {
        **{f"relationship_{place}": code for place, code in enumerate(codes, start=1)},
        "relationship_label": relationship.label,
    }


def _address(prefix: str, address: Address | None) -> dict[str, Any]:
    parts = {f"{prefix}_{part}": getattr(address, part) if address else "" for part in _PARTS}
    code = address.municipality if address else None
    return {**parts, f"{prefix}_municipality": code.digits if code else ""}


def _former(former: FormerAddress | None) -> dict[str, Any]:
    return {
        **_address("former", former.address if former else None),
        "former_country": former.country if former else "",
    }


def _register(register: FamilyRegister | None) -> dict[str, Any]:
    return {
        "honseki": register.honseki if register else "",
        "honseki_municipality": register.municipality if register else "",
        "honseki_head": register.head if register else "",
    }


def _foreign(foreign: Foreign | None) -> dict[str, Any]:
    return {
        "nationality": foreign.nationality if foreign else "",
        "nationality_name": foreign.nationality_name if foreign else "",
        "category": str(foreign.category) if foreign else "",
        **_date("foreign_since", foreign.since if foreign else None),
        "residence_status": foreign.status if foreign else "",
        "stay_period": foreign.period if foreign else "",
        "stay_expires_on": foreign.expires_on if foreign else None,
        "card_number": foreign.card_number if foreign else "",
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "event_class": event.event_class,
        "event_reason": event.reason,
        **_date("event_day", event.day),
        "event_notified_on": event.notified_on,
        "valid_from": event.day.internal,
    }


def _legal(row: ResidentVersion, name: str) -> LegalDate:
    day = getattr(row, name).isoformat()
    return LegalDate.from_storage(StoredDate(day, getattr(row, f"{name}_form"), getattr(row, f"{name}_text")))


def _address_of(row: ResidentVersion, prefix: str) -> Address:
    code = getattr(row, f"{prefix}_municipality")
    return Address(
        municipality=MunicipalityCode(code) if code else None,
        **{part: getattr(row, f"{prefix}_{part}") for part in _PARTS},
    )


def _has_former(row: ResidentVersion) -> bool:
    return any(getattr(row, f"former_{part}") for part in ("prefecture", "city", "town", "lot", "building"))


def _register_of(row: ResidentVersion) -> FamilyRegister | None:
    if not row.honseki:
        return None
    return FamilyRegister(honseki=row.honseki, head=row.honseki_head, municipality=row.honseki_municipality)


def _foreign_of(row: ResidentVersion) -> Foreign | None:
    if not row.category:
        return None
    return Foreign(
        nationality=row.nationality,
        nationality_name=row.nationality_name,
        category=Category(row.category),
        since=_legal(row, "foreign_since"),
        status=row.residence_status,
        period=row.stay_period,
        expires_on=row.stay_expires_on,
        card_number=row.card_number,
    )
