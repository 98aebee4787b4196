"""Leaving out of what is shown the groups of items that its reader may not see. Source: STD 10.4."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import msgspec

from juki.systems.registry.domain.field_groups import FieldGroup, columns_of
from juki.systems.registry.services.item_labels import item_of

NOT_SHOWN = "（表示の権限がありません）"
"""Stands for an item, blank or not."""

_FIELDS: Mapping[FieldGroup, tuple[str, str | None]] = MappingProxyType({
    FieldGroup.INDIVIDUAL_NUMBER: ("individual_number", ""), FieldGroup.RESIDENT_CODE: ("resident_code", ""),
    FieldGroup.HONSEKI: ("register", None), FieldGroup.RESIDENCE: ("foreign", None),
})  # fmt: skip
"""By group its field of what is typed about a person, and what that is when nothing is typed."""

_Typed = TypeVar("_Typed", bound=msgspec.Struct)
Hidden: TypeAlias = frozenset[FieldGroup]
NOTHING: Hidden = frozenset()


def veiled(typed: _Typed, hidden: Hidden) -> _Typed:
    """``typed`` about a person, ``ItemsForm`` or ``PersonForm``, without what is ``hidden``; 30条の45 goes as a whole."""
    blank = {name: value for name, value in _fields(hidden) if name in typed.__struct_fields__}
    return msgspec.structs.replace(typed, **blank)


def restored(typed: _Typed, saved: _Typed, hidden: Hidden) -> _Typed:
    """``typed`` with what is ``hidden`` as it was ``saved``, where nothing was typed."""
    names = [name for name, _ in _fields(hidden) if not getattr(typed, name)]
    return msgspec.structs.replace(typed, **{name: getattr(saved, name) for name in names})


def without(fields: Mapping[str, Any], hidden: Hidden) -> dict[str, Any]:
    """Nested ``fields`` about a person that a form is filled with, without what is ``hidden``."""
    names = {name for name, _ in _fields(hidden)}
    return {name: value for name, value in fields.items() if name not in names}


def _fields(hidden: Hidden) -> list[tuple[str, str | None]]:
    return [field for group, field in _FIELDS.items() if group in hidden]


def labels_of(hidden: Collection[FieldGroup]) -> frozenset[str]:
    """What the lines of a reader are called that ``hidden`` hides."""
    return frozenset(item_of(column).label for column in columns_of(hidden))
