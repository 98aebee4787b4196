"""Groups of items that are shown by right, each for itself, on every screen. 続柄 and 世帯主 are in none of them.

Source: STD 10.4 (all screens; hiding 続柄 by right must not exist).
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from juki.systems.registry.domain.items import GROUPS, Group


class FieldGroup(StrEnum):
    """戸籍の表示, 個人番号, 住民票コード, 在留資格等."""

    HONSEKI = "honseki"
    INDIVIDUAL_NUMBER = "individual_number"
    RESIDENT_CODE = "resident_code"
    RESIDENCE = "residence"


_OPEN = frozenset({
    "nationality", "nationality_name", "foreign_since", "foreign_since_form", "foreign_since_text",
})  # fmt: skip
"""国籍・地域 and 外国人住民となった年月日 stand beside 在留資格等 in 住基法30条の45; they are shown like a name."""

COLUMNS: Mapping[FieldGroup, frozenset[str]] = MappingProxyType({
    FieldGroup.HONSEKI: frozenset(GROUPS[Group.REGISTER]),
    FieldGroup.INDIVIDUAL_NUMBER: frozenset(GROUPS[Group.INDIVIDUAL_NUMBER]),
    FieldGroup.RESIDENT_CODE: frozenset(GROUPS[Group.RESIDENT_CODE]),
    FieldGroup.RESIDENCE: frozenset(GROUPS[Group.FOREIGN]) - _OPEN,
})  # fmt: skip
"""The columns of the version that belong to each."""

ENTERED_AS: Mapping[FieldGroup, Group] = MappingProxyType({
    FieldGroup.HONSEKI: Group.REGISTER, FieldGroup.INDIVIDUAL_NUMBER: Group.INDIVIDUAL_NUMBER,
    FieldGroup.RESIDENT_CODE: Group.RESIDENT_CODE, FieldGroup.RESIDENCE: Group.FOREIGN,
})  # fmt: skip
"""What a form asks for together: the block of 30条の45 is entered whole or not at all."""


def columns_of(groups: Collection[FieldGroup]) -> frozenset[str]:
    """All columns of ``groups``."""
    return frozenset(column for group in groups for column in COLUMNS[group])
