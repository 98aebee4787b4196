"""Which items one person's entry may give to the others, as data. Source: STD 4.0.10."""

from collections.abc import Mapping
from types import MappingProxyType

OF_FIELD: Mapping[str, str] = MappingProxyType({
    "surname": "name.surname", "kana_surname": "name.kana_surname", "honseki": "register.honseki",
    "honseki_head": "register.head", "address": "address", "former_address": "former_address",
    "former_head": "former_head", "unnotified_address": "unnotified_address",
    "registered_address": "registered_address",
})  # fmt: skip
"""By field that may be copied the item of the form; 旧氏 is none."""
PATHS = frozenset(
    {*OF_FIELD.values(), *(f"{path}.town" for path in OF_FIELD.values() if path.endswith("address"))}
)
"""The items, and of an address the part by which a form that has it is known."""
