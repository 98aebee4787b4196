"""The record as it stands, as the texts that the fields of the form would hold."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from juki.kernel.values.legal_date import DateStyle, LegalDate, StoredDate
from juki.screens.rendering import wareki
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.resident import Kind, Resident
from juki.systems.registry.services.reading import SEXES
from juki.systems.registry.web.item_fields import BY_PATH, PLACE_PARTS, ItemField

PREFIXES: Mapping[str, str] = MappingProxyType({
    "address": "address", "former_address": "former", "unnotified_address": "unnotified",
    "registered_address": "registered", "prior_address": "prior", "planned_address": "planned",
    "confirmed_address": "confirmed",
})  # fmt: skip
"""By path of an address the prefix of its columns."""
ABROAD = frozenset({"former_address", "planned_address"})
"""Those that may be in another country."""
_SEXES = {str(sex): word for word, sex in SEXES.items()}


def texts_of(resident: Resident) -> dict[str, str]:
    """By path of ``ItemsForm`` the text that stands for what the record says; 個人番号 never."""
    row = flat(resident)
    found: dict[str, str] = {"kind": "foreign" if resident.kind is Kind.FOREIGN else "japanese"}
    for path, field in BY_PATH.items():
        if field.control == "place":
            found |= _place(path, row)
        elif not field.secret:
            found[path] = _text(field, row)
    return found


def _place(path: str, row: Mapping[str, Any]) -> dict[str, str]:
    prefix = PREFIXES[path]
    found = {f"{path}.{part}": row[f"{prefix}_{part}"] for part in (*PLACE_PARTS, "town_code")}
    return found | ({f"{path}.country": row[f"{prefix}_country"]} if path in ABROAD else {})


def _text(field: ItemField, row: Mapping[str, Any]) -> str:
    column = field.columns[0]
    value = row[column]
    if field.path == "sex":
        return _SEXES.get(value, "")
    if field.control == "check":
        return "yes" if value else ""
    if field.control == "select" and value not in {one for one, _ in field.options}:
        return ""
    if field.control == "unknown":
        return _legal(column, row)
    if isinstance(value, date):
        return (
            LegalDate.from_day(value).display(DateStyle.WESTERN)
            if field.control == "western"
            else wareki(value)
        )
    return "" if value is None else str(value)


def _legal(column: str, row: Mapping[str, Any]) -> str:
    if row[column] is None:
        return ""
    stored = StoredDate(row[column].isoformat(), row[f"{column}_form"], row[f"{column}_text"])
    western = column == "birth" and row["kind"] == Kind.FOREIGN
    return LegalDate.from_storage(stored).display(DateStyle.WESTERN if western else DateStyle.WAREKI)
