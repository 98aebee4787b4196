"""Reading the 除票 store: what is no longer among the operational tables is looked for here. Source: STD 1.1.5, 9.3.

Nothing here is logged: whoever shows something logs it first, as for a record of the register.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import BinaryField, Field, Func, Model, Q, QuerySet, TextField
from django.db.models.fields.json import KT

from juki.systems.registry.records.models import (
    AliasHistory,
    EventRow,
    HouseholdVersion,
    RemovedAlias,
    RemovedEvent,
    RemovedHousehold,
    RemovedVersion,
    ResidentVersion,
)

M = TypeVar("M", bound=Model)
_PLACE: Func = Func(
    KT("content__address_town"), KT("content__address_lot"), function="registry_address_key", arg_joiner=" || ",
    output_field=TextField(),
)  # fmt: skip
"""As in the index of migration 0014."""


@dataclass(frozen=True, slots=True)
class StoredHead:
    """The last version of a stored 除票, as far as somebody who comes back is recognised by it."""

    addressee_number: str
    version: int
    record: int
    state: str
    individual_number: str
    resident_code: str
    card_number: str


def versions(addressee_number: str, record: int | None = None) -> list[ResidentVersion]:
    """All stored versions of a person, or of one 住民票, by 履歴番号, each with its event; as rows of the register are."""
    stored = RemovedVersion.objects.filter(addressee_number=addressee_number)
    return _rows(stored if record is None else stored.filter(record=record))


def last(addressee_number: str, record: int | None = None) -> ResidentVersion | None:
    """The last version of the 住民票 ``record``, of the latest that is stored when it is None."""
    stored = RemovedVersion.objects.filter(addressee_number=addressee_number, is_last=True)
    if record is not None:
        stored = stored.filter(record=record)
    found = _rows(stored)
    return found[-1] if found else None


def last_record(addressee_number: str) -> int | None:
    """Which 住民票 of the person is the last one that is stored; None for somebody without any."""
    stored = RemovedVersion.objects.filter(addressee_number=addressee_number, is_last=True)
    return stored.order_by("-record").values_list("record", flat=True).first()


def known(numbers: Iterable[str]) -> set[str]:
    """Which of these 宛名番号 the store holds: they are never given out again."""
    found = RemovedVersion.objects.filter(addressee_number__in=list(numbers), is_last=True)
    return set(found.values_list("addressee_number", flat=True))


def are_used(resident_codes: Iterable[str]) -> bool:
    """Whether one of these 住民票コード is that of a stored 除票."""
    return RemovedVersion.objects.filter(resident_code__in=list(resident_codes)).exists()


def looks_alike(name_key: str, birth: date, sex: str) -> bool:
    """Whether a stored 除票 has this 氏名 (its search key), 生年月日 and 性別."""
    rows = RemovedVersion.objects.filter(name_key=name_key, birth=birth, is_last=True)
    return rows.filter(content__sex=sex).exists()


def heads(condition: Q) -> list[StoredHead]:
    """The latest stored 除票 of everybody who fits ``condition`` (columns of the head of a record).

    Of somebody who lives here again the head stands in the register; the caller looks there first.
    """
    rows = RemovedVersion.objects.filter(condition, is_last=True).order_by("addressee_number", "record")
    newest = {row.addressee_number: row for row in rows}
    return [
        StoredHead(
            row.addressee_number, row.number, row.record, row.state, row.individual_number, row.resident_code,
            row.card_number,
        )
        for row in newest.values()
    ]  # fmt: skip


def found(conditions: Mapping[str, str | date], *, town: str, most: int) -> list[ResidentVersion]:
    """The latest stored 除票 of everybody who fits all conditions of a search, at most ``most``, in the order of kana.

    ``conditions`` are lookups on the columns of a head, ``town`` the beginning of an address key (empty: none).
    """
    rows = RemovedVersion.objects.filter(**conditions, is_last=True)
    if town:
        rows = rows.alias(place=_PLACE).filter(place__startswith=town)
    keys = rows.order_by("kana_key", "addressee_number").values_list("addressee_number", flat=True)
    numbers = list(dict.fromkeys(keys[: 2 * most]))[:most]
    newest = {row.addressee_number: row for row in _rows(rows.filter(addressee_number__in=numbers))}
    return [newest[number] for number in numbers]


def once_in(household_number: str) -> list[ResidentVersion]:
    """All versions of every stored 住民票 that was ever in the household, by 宛名番号 and 履歴番号."""
    there = RemovedVersion.objects.filter(household_number=household_number)
    sheets = set(there.values_list("addressee_number", "record"))
    rows = _rows(RemovedVersion.objects.filter(addressee_number__in={number for number, _ in sheets}))
    return [row for row in rows if (row.addressee_number, row.record) in sheets]


def had_household(household_number: str) -> bool:
    """Whether the household went into the store with its last member."""
    return RemovedHousehold.objects.filter(household_number=household_number).exists()


def households(household_number: str) -> list[HouseholdVersion]:
    """Stored versions of a household, by number."""
    rows = RemovedHousehold.objects.filter(household_number=household_number).order_by("number")
    return [_typed(HouseholdVersion, row.content) for row in rows]


def aliases(addressee_number: str) -> list[AliasHistory]:
    """The stored 通称の履歴 of a person, by 履歴連番."""
    rows = RemovedAlias.objects.filter(addressee_number=addressee_number).order_by("history_number")
    return [_typed(AliasHistory, row.content) for row in rows]


def _rows(stored: "QuerySet[RemovedVersion]") -> list[ResidentVersion]:
    rows = [
        _typed(ResidentVersion, content)
        for content in stored.order_by("addressee_number", "number").values_list("content", flat=True)
    ]
    traces = {vars(row)["event_id"] for row in rows}
    acts = {one.trace: _typed(EventRow, one.content) for one in RemovedEvent.objects.filter(trace__in=traces)}
    for row in rows:
        row.event = acts[vars(row)["event_id"]]
    return rows


def _typed(model: type[M], content: Mapping[str, Any]) -> M:
    """A row as it was; columns that came later take their defaults, one that was dropped since is passed over."""
    fields = {field.column: field for field in model._meta.concrete_fields if field.column}
    return model(**{
        fields[column].attname: _value(fields[column], value) for column, value in content.items() if column in fields
    })  # fmt: skip


def _value(field: Field, value: Any) -> Any:  # noqa: ANN401 - an item of JSON, a value of a column
    if isinstance(field, BinaryField) and value is not None:
        return bytes.fromhex(value.removeprefix("\\x"))
    return field.to_python(value)
