"""Items of one 異動者 from a form, as columns. Nothing is normalised."""

from typing import Any

from juki.kernel.values.address import LIMITS, Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.flat import (
    address_row,
    date_row,
    foreign_row,
    names_row,
    register_row,
)
from juki.systems.registry.domain.items import Group, columns_of
from juki.systems.registry.services import reading
from juki.systems.registry.services.change_forms import ItemsForm
from juki.systems.registry.services.forms import AddressForm

Patch = dict[str, Any]

DETAILS = columns_of(Group.DETAIL, Group.AREAS, Group.OFFICE)
"""What ``details`` may name."""
FLAGS = reading.FLAGS
FLAG_VALUES = frozenset({"1", "0"})
DATES = {
    "birth": CertifiedField.BIRTH.rule,
    "became_resident": CertifiedField.BECAME_RESIDENT.rule,
    "settled": CertifiedField.SETTLED.rule,
    "removed_day": CertifiedField.EVENT_OF_DEATH.rule,
}
DAYS = (
    "notified_on", "became_notified_on", "settled_notified_on", "removed_notified_on", "planned_on", "planned_notified_on",
    "confirmed_on", "confirmed_notice_on",
)  # fmt: skip
"""Calendar days."""
CAUSES = ("became_reason", "settled_reason")
"""異動事由 of the days that a record keeps."""
BASES = ("became_basis", "settled_basis", "removed_basis", "planned_basis", "confirmed_basis")
TEXTS = ("remarks", "actual_head", "actual_relationship", "relationship_class", "planned_head")
"""Texts that may be emptied."""
ADDRESSES = {
    "address": "address", "unnotified_address": "unnotified", "registered_address": "registered",
    "prior_address": "prior", "planned_address": "planned", "confirmed_address": "confirmed",
}  # fmt: skip


def patch_of(form: ItemsForm) -> Patch:
    """The columns that the form says something about.

    Raises:
        JukiError: a field breaks its own rule, see ``item_faults``.
    """
    found: Patch = {}
    if form.kind:
        found["kind"] = str(reading.KINDS[form.kind])
    if form.name is not None:
        found |= names_row(reading.names_of(form.name))
    for name, rule in DATES.items():
        if text := getattr(form, name):
            found |= date_row(name, LegalDate.parse(text, rule=rule))
    if form.sex:
        found["sex"] = str(reading.SEXES[form.sex])
    if form.register is not None:
        found |= register_row(reading.register_of(form.register))
    if form.foreign is not None:
        found |= foreign_row(reading.foreign_of(form.foreign))
    return found | _numbers(form) | _places(form) | _office(form)


def maybe_address(form: AddressForm | None) -> Address | None:
    """The address, or None where no part of it is written.

    Raises:
        JukiError: a part breaks its rule.
    """
    return reading.address_of(form) if form is not None and is_written(form) else None


def is_written(form: AddressForm) -> bool:
    """Whether any part of the address is."""
    return any(getattr(form, part) for part in LIMITS)


def _numbers(form: ItemsForm) -> Patch:
    found: Patch = {}
    if form.individual_number:
        found["individual_number"] = IndividualNumber.parse(form.individual_number).digits
    if form.resident_code:
        found["resident_code"] = ResidentCode.parse(form.resident_code).digits
    return found


def _places(form: ItemsForm) -> Patch:
    found: Patch = {}
    for name, prefix in ADDRESSES.items():
        if (address := getattr(form, name)) is not None:
            found |= address_row(prefix, maybe_address(address))
    if form.planned_address is not None:
        found["planned_country"] = form.planned_address.country
    if form.former_address is not None:
        address = maybe_address(form.former_address)
        found |= address_row("former", address)
        found["former_country"] = form.former_address.country if address else ""
        if address is None:
            found["former_head"] = ""
    if form.former_head is not None:
        found["former_head"] = form.former_head
    return found


def _office(form: ItemsForm) -> Patch:
    found: Patch = {
        column: value == "1" if column in FLAGS else value for column, value in form.details.items()
    }
    found |= {name: reading.calendar_day(text) for name in DAYS if (text := getattr(form, name))}
    found |= {name: text for name in (*CAUSES, *BASES) if (text := getattr(form, name))}
    for name in TEXTS:
        if (text := getattr(form, name)) is not None:
            found[name] = text
    return found
