"""住民票の写し: which items a request may have shown; what is not asked for is left out.

Source: 住基法12条5項; STD 5.1.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from juki.systems.registry.domain.field_groups import FieldGroup


class Shown(StrEnum):
    """Items that are printed only on special request."""

    RELATIONSHIP = "relationship"
    HONSEKI = "honseki"
    INDIVIDUAL_NUMBER = "individual_number"
    RESIDENT_CODE = "resident_code"
    NATIONALITY = "nationality"
    RESIDENCE_STATUS = "residence_status"


SHOWN_BY_RIGHT: Mapping[Shown, FieldGroup] = MappingProxyType({
    Shown.HONSEKI: FieldGroup.HONSEKI, Shown.INDIVIDUAL_NUMBER: FieldGroup.INDIVIDUAL_NUMBER,
    Shown.RESIDENT_CODE: FieldGroup.RESIDENT_CODE, Shown.RESIDENCE_STATUS: FieldGroup.RESIDENCE,
})  # fmt: skip
"""The group whose right is needed to have an item printed. Source: STD 10.4 (screens of certificates)."""
