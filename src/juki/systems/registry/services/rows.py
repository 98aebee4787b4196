"""A resident as a row of history and back; the items themselves are those of ``domain.flat``."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.db import connection

from juki.kernel.values.kana import fold
from juki.kernel.values.person_name import search_key
from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.domain.history import StoredVersion, Version
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records.models import ResidentVersion
from juki.vault import given
from juki.vault.ciphers import ColumnCipher
from juki.vault.columns import PURPOSE as NUMBER


def columns(resident: Resident) -> dict[str, Any]:
    """All item columns of ``registry_resident_version``; number, trace and who recorded it are added by the operation."""
    return flat(resident)


def head_columns(resident: Resident) -> dict[str, Any]:
    """The columns of ``registry_resident`` that follow from the current version."""
    return {
        "record": resident.record,
        "state": str(resident.state),
        "household_number": resident.household_number,
        "position": resident.position,
        "is_head": resident.is_head,
        "individual_number": resident.individual_number,
        "resident_code": resident.resident_code,
        "card_number": resident.foreign.card_number if resident.foreign else "",
        "name_key": search_key(resident.names.full),
        "kana_key": fold(resident.names.kana),
        "birth": resident.birth.internal,
    }


def resident_of(row: ResidentVersion) -> Resident:
    """The typed resident of a version."""
    return unflat(vars(row))


def version_of(row: ResidentVersion) -> Version:
    """A version with what the past is folded from."""
    values = vars(row)
    items = {column: values[column] for column in _ITEMS}
    return StoredVersion(row.number, items, values["event_id"], row.recorded_at, row.cancels)


def versions_where(condition: str, values: Sequence[Any]) -> list[tuple[str, Version]]:
    """宛名番号 and version of every row that fits an SQL condition, by 宛名番号 and 履歴番号.

    Without a model between: it takes longer to write a statement of 230 columns anew than to carry it out.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT} where {condition} order by addressee_number, number", values)
        found = cursor.fetchall()
    opened = cipher().open
    return [
        (
            row[0],
            StoredVersion(
                number,
                {**dict(zip(_ITEMS, row, strict=True)), NUMBER: opened(row[_NUMBER_AT])}, trace, recorded_at, cancels,
            ),
        )
        for *row, number, trace, recorded_at, cancels in found
    ]  # fmt: skip


def cipher() -> ColumnCipher:
    """What opens and seals 個人番号 at this moment; an act takes it once, so that head and version are alike."""
    return given.store().column("registry", NUMBER)


def sealed(rows: Sequence[Mapping[str, Any]], by: ColumnCipher) -> list[dict[str, Any]]:
    """``rows`` as they are written: 個人番号 encrypted."""
    return [{**row, NUMBER: by.seal(row[NUMBER])} for row in rows]


def insert(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add ``rows`` of one shape in one statement, values as JSON has them; columns that are left out take their defaults."""
    columns = ", ".join(f'"{column}"' for column in rows[0])
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({columns}) select {columns} from json_populate_recordset(null::{table}, %s::json)",  # noqa: S608 - names of ours
            [msgspec.json.encode(rows).decode()],
        )


_RECORDING = ("number", "trace", "recorded_at", "cancels")
_ITEMS = tuple(
    field.column
    for field in ResidentVersion._meta.concrete_fields
    if field.column and field.column not in {*_RECORDING, "operator", "terminal"}
)
_NUMBER_AT = _ITEMS.index(NUMBER)
_SELECT = f"select {', '.join((*_ITEMS, *_RECORDING))} from registry_resident_version"  # noqa: S608 - names of ours
