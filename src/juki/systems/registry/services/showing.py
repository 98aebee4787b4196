"""A resident as a caller of the API sees it: plain JSON, the individual number only when asked for by right."""

from datetime import date, datetime
from typing import Any

import msgspec

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.resident import (
    Administration,
    Areas,
    Cause,
    ConfirmedMoveOut,
    Foreign,
    Names,
    PlaceDetail,
    PlannedMoveOut,
    Removed,
    Resident,
    Serials,
)
from juki.systems.registry.services.veiling import Hidden


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
    """氏名 and what stands beside it; ``…_certified`` is 公証, ``…_confirmed`` only that the person read it so."""

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
    kana_surname: str = ""
    kana_given: str = ""
    former_surname_kana_certified: bool = False
    kana_confirmed: bool = False
    alias_kana_confirmed: bool = False
    former_surname_kana_confirmed: bool = False


class ShownCause(msgspec.Struct, frozen=True):
    """事由, 届出の年月日 and 届出区分 of a day that the record keeps."""

    reason: str
    notified_on: str
    basis: str


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
    card_kind: str = ""
    card_expires_on: str = ""
    status_code: str = ""
    stay_years: str = ""
    stay_months: str = ""
    stay_days: str = ""
    passport_number: str = ""
    passport_issued_on: str = ""
    landing_permitted_on: str = ""
    residence_notified: bool = False
    by_landing_permit: bool = False
    alien_registered: ShownDate | None = None


class ShownRemoval(msgspec.Struct, frozen=True):
    """消除. ``day`` may be unknown for a death."""

    day: ShownDate
    cause: ShownCause


class ShownPlan(msgspec.Struct, frozen=True):
    """転出予定; ``address`` may be blank after a special adoption (STD 1.1.5)."""

    day: str
    notified_on: str
    basis: str
    address: ShownAddress | None
    head: str


class ShownConfirmation(msgspec.Struct, frozen=True):
    """転出確定 by the 転入通知."""

    day: str
    notice_on: str
    basis: str
    address: ShownAddress


class ShownResident(msgspec.Struct, frozen=True):
    """One version of a record. ``version`` is 履歴番号, ``record`` which 住民票 of the person it is.

    Of a day of the past it is the version whose 異動 was the last to hold, and the items are those of that day.
    ``valid_from`` is the day from which that 異動 holds. ``hidden`` are the groups of items left blank because the caller
    may not see them (STD 10.4).
    """

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
    entered_on: ShownDate | None = None
    became_by: ShownCause | None = None
    settled_by: ShownCause | None = None
    former_head: str = ""
    honseki_municipality: str = ""
    removed: ShownRemoval | None = None
    planned: ShownPlan | None = None
    confirmed: ShownConfirmation | None = None
    prior: ShownAddress | None = None
    unnotified: ShownAddress | None = None
    last_registered: ShownAddress | None = None
    detail: PlaceDetail = msgspec.field(default_factory=PlaceDetail)
    areas: Areas = Areas()
    serials: Serials = Serials()
    administration: Administration = msgspec.field(default_factory=Administration)
    event_notified_on: str = ""
    event_basis: str = ""
    event_note: str = ""
    hidden: tuple[FieldGroup, ...] = ()


class ShownHousehold(msgspec.Struct, frozen=True):
    """A household with its members in 記載順位, now or on a day; ``head`` is None in a household without 世帯主."""

    household_number: str
    head: str | None
    institution: bool
    members: list[ShownResident]


def shown(
    resident: Resident, *, version: int, recorded_at: datetime, hidden: Hidden, with_number: bool = False
) -> ShownResident:
    """``resident`` for the caller, without the groups that are ``hidden``; the individual number only ``with_number``.

    ``became_resident`` is 外国人住民となった年月日 of a foreign resident, ``entered_on`` always 住民となった年月日.
    """
    former, event = resident.former, resident.event
    register = None if FieldGroup.HONSEKI in hidden else resident.register
    birth_style = DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI
    return ShownResident(
        addressee_number=resident.addressee_number, version=version, record=resident.record,
        state=str(resident.state), kind=str(resident.kind), name=_name(resident.names),
        birth=shown_date(resident.birth, birth_style), sex=str(resident.sex),
        household_number=resident.household_number, relationship=resident.relationship.label,
        position=resident.position, address=shown_address(resident.address),
        became_resident=shown_date(resident.certified_since), entered_on=shown_date(resident.became_resident),
        became_by=_cause(resident.became_by), settled=shown_date(resident.settled),
        settled_by=_cause(resident.settled_by), notified_on=_iso(resident.notified_on),
        former_address=shown_address(former.address, former.country) if former else None,
        former_head=former.head if former else "", honseki=register.honseki if register else "",
        honseki_municipality=register.municipality if register else "", honseki_head=register.head if register else "",
        foreign=_foreign(resident.foreign, hidden) if resident.foreign else None,
        resident_code="" if FieldGroup.RESIDENT_CODE in hidden else resident.resident_code,
        removed=_removal(resident.removed) if resident.removed else None,
        planned=_plan(resident.planned) if resident.planned else None,
        confirmed=_confirmation(resident.confirmed) if resident.confirmed else None,
        prior=_maybe(resident.prior), unnotified=_maybe(resident.unnotified),
        last_registered=_maybe(resident.last_registered), detail=resident.detail, areas=resident.areas,
        serials=resident.serials, administration=resident.administration, event_reason=event.reason,
        event_class=event.event_class, event_day=shown_date(event.day), event_notified_on=_iso(event.notified_on),
        event_basis=str(event.basis), event_note=event.note, valid_from=event.holds_from.isoformat(),
        recorded_at=recorded_at, individual_number=resident.individual_number if with_number else None,
        hidden=tuple(sorted(hidden)),
    )  # fmt: skip


def shown_date(value: LegalDate, style: DateStyle = DateStyle.WAREKI) -> ShownDate:
    """A legal date for the caller."""
    return ShownDate(value.internal.isoformat(), value.form.value, value.display(style))


def shown_address(address: Address, country: str = "") -> ShownAddress:
    """An address for the caller."""
    parts: dict[str, Any] = {
        part: getattr(address, part)
        for part in ("postal_code", "prefecture", "city", "town", "town_code", "lot", "building", "one_line")
    }
    return ShownAddress(municipality=str(address.municipality or ""), country=country, **parts)


def _name(names: Names) -> ShownName:
    return ShownName(
        full=names.full, surname=names.surname, given=names.given, kana=names.kana,
        kana_certified=names.kana_certified, kanji=names.kanji, former_surname=names.former_surname,
        former_surname_kana=names.former_surname_kana, alias=names.alias, alias_kana=names.alias_kana,
        kana_surname=names.kana_surname, kana_given=names.kana_given,
        former_surname_kana_certified=names.former_surname_kana_certified, kana_confirmed=names.kana_confirmed,
        alias_kana_confirmed=names.alias_kana_confirmed,
        former_surname_kana_confirmed=names.former_surname_kana_confirmed,
    )  # fmt: skip


def _maybe(address: Address | None) -> ShownAddress | None:
    return shown_address(address) if address else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cause(cause: Cause) -> ShownCause:
    return ShownCause(cause.reason, _iso(cause.notified_on), str(cause.basis or ""))


def _removal(removed: Removed) -> ShownRemoval:
    return ShownRemoval(shown_date(removed.day), _cause(removed.cause))


def _plan(planned: PlannedMoveOut) -> ShownPlan:
    address = shown_address(planned.address, planned.country) if planned.address else None
    return ShownPlan(_iso(planned.day), _iso(planned.notified_on), str(planned.basis), address, planned.head)


def _confirmation(confirmed: ConfirmedMoveOut) -> ShownConfirmation:
    return ShownConfirmation(
        _iso(confirmed.day), _iso(confirmed.notice_on), str(confirmed.basis), shown_address(confirmed.address)
    )


def _foreign(foreign: Foreign, hidden: Hidden) -> ShownForeign:
    if FieldGroup.RESIDENCE in hidden:
        return ShownForeign(
            nationality=foreign.nationality, nationality_name=foreign.nationality_name, category="",
            since=shown_date(foreign.since), status="", period="", expires_on="", card_number="",
        )  # fmt: skip
    return ShownForeign(
        nationality=foreign.nationality, nationality_name=foreign.nationality_name, category=str(foreign.category),
        since=shown_date(foreign.since), status=foreign.status, period=foreign.period,
        expires_on=_iso(foreign.expires_on), card_number=foreign.card_number, card_kind=foreign.card_kind,
        card_expires_on=_iso(foreign.card_expires_on), status_code=foreign.status_code,
        stay_years=foreign.stay_years, stay_months=foreign.stay_months, stay_days=foreign.stay_days,
        passport_number=foreign.passport_number, passport_issued_on=_iso(foreign.passport_issued_on),
        landing_permitted_on=_iso(foreign.landing_permitted_on), residence_notified=foreign.residence_notified,
        by_landing_permit=foreign.by_landing_permit,
        alien_registered=shown_date(foreign.alien_registered) if foreign.alien_registered else None,
    )  # fmt: skip
