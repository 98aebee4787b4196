"""A resident as one row of named items and back: what a version stores, compares and folds.

Every item of 住民票 is one column of the row (STD 1.2.1: 各項目を1列). The names are those of ``registry_resident_version``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import SOURCED_CODES, Kin, Relationship
from juki.systems.registry.domain.resident import (
    Administration,
    Areas,
    Basis,
    Category,
    Cause,
    ConfirmedMoveOut,
    Event,
    FamilyRegister,
    Foreign,
    FormerAddress,
    Kind,
    Names,
    PlaceDetail,
    PlannedMoveOut,
    Removed,
    Resident,
    Serials,
    Sex,
    State,
)

Item = str | int | bool | date | None
Row = dict[str, Any]

_CODES = {kin: SOURCED_CODES.get(kin, SOURCED_CODES[Kin.CHILD]) for kin in Kin}
_NAMES = {
    "full": "full_name", "surname": "surname", "given": "given_name", "kana_surname": "kana_surname",
    "kana_given": "kana_given", "kana_certified": "kana_certified", "kanji": "kanji_name",
    "former_surname": "former_surname", "former_surname_kana": "former_surname_kana", "alias": "alias",
    "alias_kana": "alias_kana", "former_surname_kana_certified": "former_surname_kana_certified",
    "kana_confirmed": "kana_confirmed", "alias_kana_confirmed": "alias_kana_confirmed",
    "former_surname_kana_confirmed": "former_surname_kana_confirmed",
}  # fmt: skip
_FOREIGN = {
    "nationality": "nationality", "nationality_name": "nationality_name", "status": "residence_status",
    "period": "stay_period", "expires_on": "stay_expires_on", "card_number": "card_number", "card_kind": "card_kind",
    "card_expires_on": "card_expires_on", "status_code": "residence_status_code", "stay_years": "stay_years",
    "stay_months": "stay_months", "stay_days": "stay_days", "passport_number": "passport_number",
    "passport_issued_on": "passport_issued_on", "landing_permitted_on": "landing_permitted_on",
    "residence_notified": "residence_notified", "by_landing_permit": "by_landing_permit",
}  # fmt: skip
PARTS = ("postal_code", "prefecture", "city", "town", "town_code", "lot", "building")
_PARTS = attrgetter(*PARTS)
_NOWHERE = ("",) * (len(PARTS) + 1)
_BLOCKS: Sequence[tuple[str, type[Any], tuple[str, ...], Callable[[object], tuple[Any, ...]]]] = tuple(
    (block, kind, names, attrgetter(*names))
    for block, kind in (
        ("detail", PlaceDetail), ("areas", Areas), ("serials", Serials), ("administration", Administration),
    )
    if (names := tuple(one.name for one in fields(kind)))
)  # fmt: skip


def flat(resident: Resident) -> Row:
    """All items by column name; plain values only."""
    return {
        "addressee_number": resident.addressee_number,
        "record": resident.record,
        "state": str(resident.state),
        "kind": str(resident.kind),
        **names_row(resident.names),
        **date_row("birth", resident.birth),
        "sex": str(resident.sex),
        "household_number": resident.household_number,
        **relationship_row(resident.relationship),
        "position": resident.position,
        **address_row("address", resident.address),
        **date_row("became_resident", resident.became_resident),
        **_cause_row("became", resident.became_by),
        **date_row("settled", resident.settled),
        **_cause_row("settled", resident.settled_by),
        "notified_on": resident.notified_on,
        **former_row(resident.former),
        **address_row("prior", resident.prior),
        **address_row("unnotified", resident.unnotified),
        **address_row("registered", resident.last_registered),
        **register_row(resident.register),
        **foreign_row(resident.foreign),
        "individual_number": resident.individual_number,
        "resident_code": resident.resident_code,
        **_removed_row(resident.removed),
        **_planned_row(resident.planned),
        **_confirmed_row(resident.confirmed),
        **_blocks_row(resident),
        **_event_row(resident.event),
    }


def unflat(row: Mapping[str, Any]) -> Resident:
    """The typed resident of a row. Raises what the values raise when a row does not fit together."""
    return Resident(
        addressee_number=row["addressee_number"], record=row["record"], state=State(row["state"]),
        kind=Kind(row["kind"]), names=Names(**{name: row[column] for name, column in _NAMES.items()}),
        birth=_legal(row, "birth"), sex=Sex(row["sex"]), household_number=row["household_number"],
        relationship=Relationship.parse(row["relationship_label"]), position=row["position"],
        address=_address(row, "address"), became_resident=_legal(row, "became_resident"),
        became_by=_cause(row, "became"), settled=_legal(row, "settled"), settled_by=_cause(row, "settled"),
        notified_on=row["notified_on"],
        former=_former(row), prior=maybe_address(row, "prior"), unnotified=maybe_address(row, "unnotified"),
        last_registered=maybe_address(row, "registered"),
        register=_register(row), foreign=_foreign(row), individual_number=row["individual_number"],
        resident_code=row["resident_code"], removed=_removed(row), planned=_planned(row), confirmed=_confirmed(row),
        **{block: kind(**{name: row[name] for name in names}) for block, kind, names, _ in _BLOCKS},
        event=Event(
            reason=row["event_reason"], event_class=row["event_class"], day=_legal(row, "event_day"),
            notified_on=row["event_notified_on"], basis=Basis(row["event_basis"]), effective=row["valid_from"],
            note=row["event_note"],
        ),
    )  # fmt: skip


def blank() -> Row:
    """The items of somebody of whom nothing is known yet; what may not be blank is missing."""
    return dict(_blank())


@cache
def _blank() -> Row:
    return {
        **names_row(Names(full="")),
        **_cause_row("became", Cause()),
        **_cause_row("settled", Cause()),
        "notified_on": None,
        **former_row(None),
        **{
            k: v
            for prefix in ("prior", "unnotified", "registered")
            for k, v in address_row(prefix, None).items()
        },
        **register_row(None),
        **foreign_row(None),
        "individual_number": "",
        **_removed_row(None),
        **_planned_row(None),
        **_confirmed_row(None),
        **asdict(PlaceDetail()),
        **asdict(Areas()),
        **asdict(Serials()),
        **asdict(Administration()),
    }


def names_row(names: Names) -> Row:
    """氏名 and what stands beside it."""
    return {column: getattr(names, name) for name, column in _NAMES.items()}


def date_row(name: str, value: LegalDate | None) -> Row:
    """A legal date in its three columns; None is no date."""
    if value is None:
        return {name: None, f"{name}_form": "", f"{name}_text": ""}
    return {name: value.internal, f"{name}_form": value.form.value, f"{name}_text": value.text}


def relationship_row(relationship: Relationship) -> Row:
    """続柄コード1 to 4 and the words. A child who is also a child's spouse has the code of a child; the words say the rest."""
    codes = (*relationship.codes(table=_CODES), "", "", "")[:4]
    return {f"relationship_{place}": code for place, code in enumerate(codes, start=1)} | {
        "relationship_label": relationship.label
    }


def address_row(prefix: str, address: Address | None) -> Row:
    """An address in its parts; None is blank in all of them."""
    municipality = address.municipality.digits if address and address.municipality else ""
    columns = _columns(prefix)
    return dict(zip(columns, (municipality, *_PARTS(address)) if address else _NOWHERE, strict=True))


def former_row(former: FormerAddress | None) -> Row:
    """転入前住所."""
    return address_row("former", former.address if former else None) | {
        "former_country": former.country if former else "", "former_head": former.head if former else "",
    }  # fmt: skip


def register_row(register: FamilyRegister | None) -> Row:
    """戸籍の表示."""
    return {
        "honseki": register.honseki if register else "",
        "honseki_municipality": register.municipality if register else "",
        "honseki_head": register.head if register else "",
    }


def foreign_row(foreign: Foreign | None) -> Row:
    """The block of 30条の45; every column is blank for a Japanese resident."""
    blank = {"expires_on": None, "card_expires_on": None, "passport_issued_on": None, "landing_permitted_on": None,
             "residence_notified": False, "by_landing_permit": False}  # fmt: skip
    row = {
        column: getattr(foreign, name) if foreign else blank.get(name, "")
        for name, column in _FOREIGN.items()
    }
    row["category"] = str(foreign.category) if foreign else ""
    return (
        row
        | date_row("foreign_since", foreign.since if foreign else None)
        | date_row("alien_registered", foreign.alien_registered if foreign else None)
    )


def _cause_row(prefix: str, cause: Cause) -> Row:
    return {
        f"{prefix}_reason": cause.reason,
        f"{prefix}_notified_on": cause.notified_on,
        f"{prefix}_basis": str(cause.basis) if cause.basis else "",
    }


def _removed_row(removed: Removed | None) -> Row:
    cause = _cause_row("removed", removed.cause if removed else Cause())
    return date_row("removed_day", removed.day if removed else None) | cause


def _planned_row(planned: PlannedMoveOut | None) -> Row:
    return {
        "planned_on": planned.day if planned else None,
        "planned_notified_on": planned.notified_on if planned else None,
        "planned_basis": str(planned.basis) if planned else "",
        "planned_country": planned.country if planned else "",
        "planned_head": planned.head if planned else "",
    } | address_row("planned", planned.address if planned else None)


def _confirmed_row(confirmed: ConfirmedMoveOut | None) -> Row:
    return {
        "confirmed_on": confirmed.day if confirmed else None,
        "confirmed_notice_on": confirmed.notice_on if confirmed else None,
        "confirmed_basis": str(confirmed.basis) if confirmed else "",
    } | address_row("confirmed", confirmed.address if confirmed else None)


def _event_row(event: Event) -> Row:
    return {
        "event_reason": event.reason, "event_class": event.event_class, **date_row("event_day", event.day),
        "event_notified_on": event.notified_on, "event_basis": str(event.basis), "event_note": event.note,
        "valid_from": event.holds_from,
    }  # fmt: skip


def _blocks_row(resident: Resident) -> Row:
    row: Row = {}
    for block, _, names, values in _BLOCKS:
        row.update(zip(names, values(getattr(resident, block)), strict=True))
    return row


def _legal(row: Mapping[str, Any], name: str) -> LegalDate:
    return _restored(row[name], row[f"{name}_form"], row[f"{name}_text"])


@lru_cache(maxsize=65_536)
def _restored(internal: date, form: str, text: str) -> LegalDate:
    """A value is made once for a day: a register knows few of them and asks often."""
    return LegalDate.from_storage(StoredDate(internal.isoformat(), form, text))


def _maybe_legal(row: Mapping[str, Any], name: str) -> LegalDate | None:
    return _legal(row, name) if row[name] is not None else None


def _address(row: Mapping[str, Any], prefix: str) -> Address:
    return _placed(*(row[column] for column in _columns(prefix)))


@lru_cache(maxsize=16_384)
def _placed(municipality: str, *parts: str) -> Address:
    """Checked once: many rows name one place, and a record is read far more often than it is written."""
    return Address(
        municipality=MunicipalityCode(municipality) if municipality else None,
        **dict(zip(PARTS, parts, strict=True)),
    )


@lru_cache(maxsize=64)
def _columns(prefix: str) -> tuple[str, ...]:
    return (f"{prefix}_municipality", *(f"{prefix}_{part}" for part in PARTS))


def maybe_address(row: Mapping[str, Any], prefix: str) -> Address | None:
    """The address under ``prefix``; None where no part of it is written."""
    written = any(row[f"{prefix}_{part}"] for part in ("prefecture", "city", "town", "lot", "building"))
    return _address(row, prefix) if written else None


def _former(row: Mapping[str, Any]) -> FormerAddress | None:
    address = maybe_address(row, "former")
    return (
        FormerAddress(address=address, country=row["former_country"], head=row["former_head"])
        if address
        else None
    )


def _register(row: Mapping[str, Any]) -> FamilyRegister | None:
    if not (row["honseki"] or row["honseki_head"]):
        return None
    return FamilyRegister(
        honseki=row["honseki"], head=row["honseki_head"], municipality=row["honseki_municipality"]
    )


def _foreign(row: Mapping[str, Any]) -> Foreign | None:
    if row["kind"] != Kind.FOREIGN:
        return None
    return Foreign(
        category=Category(row["category"]), since=_legal(row, "foreign_since"),
        alien_registered=_maybe_legal(row, "alien_registered"),
        **{name: row[column] for name, column in _FOREIGN.items()},
    )  # fmt: skip


def _cause(row: Mapping[str, Any], prefix: str) -> Cause:
    basis = row[f"{prefix}_basis"]
    return Cause(
        reason=row[f"{prefix}_reason"],
        notified_on=row[f"{prefix}_notified_on"],
        basis=Basis(basis) if basis else None,
    )


def _removed(row: Mapping[str, Any]) -> Removed | None:
    day = _maybe_legal(row, "removed_day")
    return Removed(day=day, cause=_cause(row, "removed")) if day else None


def _planned(row: Mapping[str, Any]) -> PlannedMoveOut | None:
    if row["planned_on"] is None:
        return None
    return PlannedMoveOut(
        day=row["planned_on"], notified_on=row["planned_notified_on"], basis=Basis(row["planned_basis"]),
        address=maybe_address(row, "planned"), country=row["planned_country"], head=row["planned_head"],
    )  # fmt: skip


def _confirmed(row: Mapping[str, Any]) -> ConfirmedMoveOut | None:
    if row["confirmed_on"] is None:
        return None
    return ConfirmedMoveOut(
        day=row["confirmed_on"], notice_on=row["confirmed_notice_on"], basis=Basis(row["confirmed_basis"]),
        address=_address(row, "confirmed"),
    )  # fmt: skip
