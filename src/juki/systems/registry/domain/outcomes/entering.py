"""記載: somebody gets a 住民票 who has none here now. Source: 住基法8条; STD 4.0.2, 4.1.1.1, 4.1.1.2, 4.2.1, 4.5.2."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from juki.kernel.values.address import Address
from juki.systems.registry.domain import unnotified
from juki.systems.registry.domain.flat import (
    address_row,
    blank,
    date_row,
    maybe_address,
    relationship_row,
    unflat,
)
from juki.systems.registry.domain.history import state_on
from juki.systems.registry.domain.movement import NEW, STAY, Numbers, PersonChange
from juki.systems.registry.domain.outcomes.errors import BeforeRemoval, NoPlacement, StillResident
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.resident import Basis, Resident, State


def enter(floor: Floor, numbers: Numbers) -> None:
    """Everybody of the movement into a new household or the one they join.

    Raises:
        NoPlacement: no household is named, or it has no members.
        StillResident: somebody lives here already.
        BeforeRemoval: a former 住民票 of somebody was closed on a later day.
        OtherUnnotified: 転入未届地 and 転入前住所 differ.
    """
    household = _household(floor, numbers)
    addressees, codes = iter(numbers.addressees), iter(numbers.codes)
    for person in floor.movement.persons:
        resident = _resident(floor, person, household, addressees, codes)
        note = unnotified.noted(floor.movement.note, resident.unnotified)
        floor.put(resident, replace(floor.event(), note=note))
        floor.join(resident.addressee_number, household)


def _household(floor: Floor, numbers: Numbers) -> str:
    wanted = floor.movement.household
    if wanted == STAY:
        raise NoPlacement
    if wanted == NEW:
        floor.found(numbers.household, institution=floor.movement.institution)
        return numbers.household
    if not floor.members.get(wanted):
        raise NoPlacement
    return wanted


def _resident(
    floor: Floor, person: PersonChange, household: str, addressees: Iterator[str], codes: Iterator[str]
) -> Resident:
    movement = floor.movement
    earlier = floor.scene.residents.get(person.addressee_number or "")
    if earlier is not None and earlier.is_present:
        raise StillResident
    if earlier is not None:
        _demand_after_removal(floor, earlier.addressee_number)
    row = blank() | _days(floor) | dict(person.items)
    row |= {
        "addressee_number": earlier.addressee_number if earlier else next(addressees),
        "record": floor.next_record(earlier) if earlier else 1, "state": str(State.RESIDENT),
        "household_number": household, "position": 1, "relationship_label": "",
    }  # fmt: skip
    if person.relationship:
        row |= relationship_row(person.relationship)
    if "address_town" not in person.items:
        row |= address_row("address", _address(floor, household))
    if earlier and not row.get("individual_number"):
        row["individual_number"] = earlier.individual_number
    if not row.get("resident_code"):
        row["resident_code"] = earlier.resident_code if earlier else next(codes)
    if movement.reason.code != "SHUSSEI" and movement.basis is Basis.NOTIFICATION:
        row["notified_on"] = row["notified_on"] or movement.notified_on
    row |= unnotified.followed(row, maybe_address(row, "unnotified"))
    return unflat(row | _event(floor))


def _demand_after_removal(floor: Floor, addressee_number: str) -> None:
    closed = state_on(floor.history(addressee_number))
    day = closed.removed.day if closed and closed.removed else None
    if day is not None and day.is_exact and floor.effective < day.internal:
        raise BeforeRemoval


def _days(floor: Floor) -> dict[str, Any]:
    """住民となった日 and 住定日 are the day of the event unless the form says otherwise. Source: STD 4.1.1.1."""
    movement = floor.movement
    cause = {
        "reason": movement.reason.code,
        "notified_on": movement.notified_on,
        "basis": str(movement.basis),
    }
    return {
        **date_row("became_resident", movement.day),
        **date_row("settled", movement.day),
        **{f"{day}_{name}": value for day in ("became", "settled") for name, value in cause.items()},
    }


def _event(floor: Floor) -> dict[str, Any]:
    event = floor.event()
    return {
        "event_reason": event.reason, "event_class": event.event_class, **date_row("event_day", event.day),
        "event_notified_on": event.notified_on, "event_basis": str(event.basis), "event_note": event.note,
        "valid_from": event.holds_from,
    }  # fmt: skip


def _address(floor: Floor, household: str) -> Address:
    if floor.movement.address is not None:
        return floor.movement.address
    members = floor.members[household]
    if not members:
        raise NoPlacement
    return floor.now[members[0]].address
