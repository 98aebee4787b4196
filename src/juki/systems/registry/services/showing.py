"""A resident as a caller of the API sees it: plain JSON, the individual number only when asked for by right."""

from datetime import datetime
from typing import Any

import msgspec

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.systems.registry.domain.resident import Foreign, Resident


class ShownDate(msgspec.Struct, frozen=True):
    """Internal day, form code and the text to show."""

    day: str
    form: str
    text: str


class ShownAddress(msgspec.Struct, frozen=True):
    """An address in parts and in one line."""

    municipality: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    town_code: str
    lot: str
    building: str
    one_line: str
    country: str = ""


class ShownName(msgspec.Struct, frozen=True):
    """氏名 and what stands beside it."""

    full: str
    surname: str
    given: str
    kana: str
    kana_certified: bool
    kanji: str
    former_surname: str
    former_surname_kana: str
    alias: str
    alias_kana: str


class ShownForeign(msgspec.Struct, frozen=True):
    """The block of 30条の45; ``expires_on`` in western years (STD 1.1.9)."""

    nationality: str
    nationality_name: str
    category: str
    since: ShownDate
    status: str
    period: str
    expires_on: str
    card_number: str


class ShownResident(msgspec.Struct, frozen=True):
    """One version of a record. ``version`` is 履歴番号, ``record`` which 住民票 of the person it is."""

    addressee_number: str
    version: int
    record: int
    state: str
    kind: str
    name: ShownName
    birth: ShownDate
    sex: str
    household_number: str
    relationship: str
    position: int
    address: ShownAddress
    became_resident: ShownDate
    settled: ShownDate
    notified_on: str
    former_address: ShownAddress | None
    honseki: str
    honseki_head: str
    foreign: ShownForeign | None
    resident_code: str
    event_reason: str
    event_class: str
    event_day: ShownDate
    valid_from: str
    recorded_at: datetime
    individual_number: str | None = None


class ShownHousehold(msgspec.Struct, frozen=True):
    """A household with its current members in 記載順位; ``head`` is None in a household without 世帯主."""

    household_number: str
    head: str | None
    institution: bool
    members: list[ShownResident]


def shown(
    resident: Resident, *, version: int, recorded_at: datetime, with_number: bool = False
) -> ShownResident:
    """``resident`` for the caller; the individual number only ``with_number``."""
    names, register, former, event = resident.names, resident.register, resident.former, resident.event
    birth_style = DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI
    return ShownResident(
        addressee_number=resident.addressee_number, version=version, record=resident.record,
        state=str(resident.state), kind=str(resident.kind),
        name=ShownName(
            names.full, names.surname, names.given, names.kana, names.kana_certified, names.kanji,
            names.former_surname, names.former_surname_kana, names.alias, names.alias_kana,
        ),
        birth=_date(resident.birth, birth_style), sex=str(resident.sex), household_number=resident.household_number,
        relationship=resident.relationship.label, position=resident.position, address=_address(resident.address),
        became_resident=_date(resident.certified_since), settled=_date(resident.settled),
        notified_on=resident.notified_on.isoformat() if resident.notified_on else "",
        former_address=_address(former.address, former.country) if former else None,
        honseki=register.honseki if register else "", honseki_head=register.head if register else "",
        foreign=_foreign(resident.foreign) if resident.foreign else None, resident_code=resident.resident_code,
        event_reason=event.reason, event_class=event.event_class, event_day=_date(event.day),
        valid_from=event.day.internal.isoformat(), recorded_at=recorded_at,
        individual_number=resident.individual_number if with_number else None,
    )  # fmt: skip


def _date(value: LegalDate, style: DateStyle = DateStyle.WAREKI) -> ShownDate:
    return ShownDate(value.internal.isoformat(), value.form.value, value.display(style))


def _address(address: Address, country: str = "") -> ShownAddress:
    parts: dict[str, Any] = {
        part: getattr(address, part)
        for part in ("postal_code", "prefecture", "city", "town", "town_code", "lot", "building", "one_line")
    }
    return ShownAddress(municipality=str(address.municipality or ""), country=country, **parts)


def _foreign(foreign: Foreign) -> ShownForeign:
    return ShownForeign(
        foreign.nationality, foreign.nationality_name, str(foreign.category), _date(foreign.since), foreign.status,
        foreign.period, foreign.expires_on.isoformat() if foreign.expires_on else "", foreign.card_number,
    )  # fmt: skip
