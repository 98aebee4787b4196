"""Groups of items: what an 異動事由 may change is said in these, and an item belongs to one group only.

Names are columns of the version (see ``flat``). Source: registry invariants; STD 1.1.1, 1.1.2, 1.2.1.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from juki.systems.registry.domain.flat import PARTS


class Group(StrEnum):
    """Items that are entered and changed together."""

    NAME = "name"
    KANA = "kana"
    FORMER_SURNAME = "former_surname"
    ALIAS = "alias"
    BIRTH = "birth"
    SEX = "sex"
    RELATIONSHIP = "relationship"
    ADDRESS = "address"
    DETAIL = "detail"
    AREAS = "areas"
    BECAME = "became"
    SETTLED = "settled"
    NOTIFIED = "notified"
    FORMER = "former"
    PRIOR = "prior"
    REGISTERED = "registered"
    REGISTER = "register"
    FOREIGN = "foreign"
    INDIVIDUAL_NUMBER = "individual_number"
    RESIDENT_CODE = "resident_code"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    REMOVED = "removed"
    REMARKS = "remarks"
    OFFICE = "office"
    REMADE = "remade"


def _address(prefix: str) -> tuple[str, ...]:
    return (f"{prefix}_municipality", *(f"{prefix}_{part}" for part in PARTS))


def _date(name: str) -> tuple[str, ...]:
    return (name, f"{name}_form", f"{name}_text")


def _cause(prefix: str) -> tuple[str, ...]:
    return (f"{prefix}_reason", f"{prefix}_notified_on", f"{prefix}_basis")


GROUPS: Mapping[Group, tuple[str, ...]] = MappingProxyType({
    Group.NAME: ("full_name", "surname", "given_name", "kanji_name"),
    Group.KANA: ("kana_surname", "kana_given", "kana_certified", "kana_confirmed"),
    Group.FORMER_SURNAME: ("former_surname", "former_surname_kana", "former_surname_kana_certified",
                           "former_surname_kana_confirmed"),
    Group.ALIAS: ("alias", "alias_kana", "alias_kana_confirmed"),
    Group.BIRTH: _date("birth"),
    Group.SEX: ("sex",),
    Group.RELATIONSHIP: (
        "relationship_1", "relationship_2", "relationship_3", "relationship_4", "relationship_label",
        "actual_relationship", "relationship_class",
    ),
    Group.ADDRESS: (*_address("address"),),
    Group.DETAIL: (
        "lot_main", "lot_branch_1", "lot_branch_2", "lot_branch_3", "block_number", "building_wing", "building_room",
        "building_code", "town_kana", "lot_kana", "building_kana", "building_hidden",
    ),
    Group.AREAS: (
        "area_branch_office", "area_district", "area_ward", "area_neighbourhood", "area_primary_school",
        "area_junior_high_school", "area_polling", "area_assessing", "area_self_government", "area_refuse",
        "area_night_soil",
    ),
    Group.BECAME: (*_date("became_resident"), *_cause("became")),
    Group.SETTLED: (*_date("settled"), *_cause("settled")),
    Group.NOTIFIED: ("notified_on",),
    Group.FORMER: (*_address("former"), "former_country", "former_head"),
    Group.PRIOR: _address("prior"),
    Group.REGISTERED: (*_address("unnotified"), *_address("registered")),
    Group.REGISTER: ("honseki", "honseki_municipality", "honseki_head"),
    Group.FOREIGN: (
        "nationality", "nationality_name", "category", *_date("foreign_since"), *_date("alien_registered"),
        "residence_status", "residence_status_code", "stay_period", "stay_years", "stay_months", "stay_days",
        "stay_expires_on", "card_number", "card_kind", "card_expires_on", "passport_number", "passport_issued_on",
        "landing_permitted_on", "residence_notified", "by_landing_permit",
    ),
    Group.INDIVIDUAL_NUMBER: ("individual_number",),
    Group.RESIDENT_CODE: ("resident_code",),
    Group.PLANNED: (
        "planned_on", "planned_notified_on", "planned_basis", "planned_country", "planned_head", *_address("planned"),
    ),
    Group.CONFIRMED: (
        "confirmed_on", "confirmed_notice_on", "confirmed_basis", *_address("confirmed"),
    ),
    Group.REMOVED: ("state", *_date("removed_day"), *_cause("removed")),
    Group.REMARKS: ("remarks", "actual_head"),
    Group.OFFICE: (
        "phone", "guardianship", "name_priority", "wide_area_number", "wide_area_stop", "glyph_unregistered",
        *(f"spare_code_{place}" for place in range(1, 6)), *(f"spare_item_{place}" for place in range(1, 6)),
    ),
    Group.REMADE: ("remade_number", "remade_on"),
})  # fmt: skip
"""The columns of each group."""

IDENTITY = ("addressee_number", "record", "kind")
"""What makes the 住民票 this one: changed only by opening another."""
PLACE = ("household_number", "position")
"""Where it stands: follows from the household."""
SERIALS = (
    "address_serial", "prior_serial", "former_serial", "unnotified_serial", "honseki_serial", "planned_serial",
    "confirmed_serial", "highest_serial",
)  # fmt: skip
"""Numbers of addresses: follow from the addresses."""
EVENT = (
    "event_reason", "event_class", *_date("event_day"), "event_notified_on", "event_basis", "event_note", "valid_from",
)  # fmt: skip
"""What made the version: no item of the person."""


def group_of(column: str) -> Group:
    """The group that ``column`` belongs to. Raises KeyError for IDENTITY, PLACE and EVENT."""
    return _BY_COLUMN[column]


def columns_of(*groups: Group) -> frozenset[str]:
    """All columns of ``groups``."""
    return frozenset(column for group in groups for column in GROUPS[group])


_BY_COLUMN = {column: group for group, columns in GROUPS.items() for column in columns}
