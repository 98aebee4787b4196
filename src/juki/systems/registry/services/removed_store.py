"""Reading the 除票 store: what is no longer among the operational tables is looked for here. Source: STD 1.1.5, 9.3.

Nothing here is logged: whoever shows something logs it first, as for a record of the register.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BinaryField, Field, Func, Model, Q, QuerySet, TextField
from django.db.models.fields.json import KT

from juki.systems.registry.records.models import (
    AliasHistory,
    EventRow,
    HouseholdVersion,
    MatterRow,
    RemovedAlias,
    RemovedEvent,
    RemovedHousehold,
    RemovedMatter,
    RemovedVersion,
    ResidentVersion,
)
from juki.vault.columns import NumberField

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


def sheets_in(household_number: str) -> set[tuple[str, int]]:
    """宛名番号 and which 住民票 of every stored one that was ever in the household."""
    there = RemovedVersion.objects.filter(household_number=household_number)
    return set(there.values_list("addressee_number", "record"))


def of_sheets(sheets: Collection[tuple[str, int]]) -> list[ResidentVersion]:
    """All stored versions of these 住民票, by 宛名番号 and 履歴番号."""
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


def matters(addressee_number: str, record: int) -> list[MatterRow]:
    """What was told of the person until the stored 住民票 ``record`` left the register, by kind and number."""
    rows = RemovedMatter.objects.filter(addressee_number=addressee_number, record=record).order_by(
        "kind", "number"
    )
    return [_typed(MatterRow, row.content) for row in rows]


def matter(addressee_number: str, kind: str, number: int) -> MatterRow | None:
    """The report that was told under this number, on whichever stored 住民票."""
    rows = RemovedMatter.objects.filter(addressee_number=addressee_number, kind=kind, number=number)
    row = rows.order_by("record").first()
    return _typed(MatterRow, row.content) if row else None


def acts(conditions: Mapping[str, Any], *, most: int) -> list[EventRow]:
    """Stored 異動 that fit all conditions, the latest ``most``: columns of an act, a pair of days or a list of values."""
    rows = RemovedEvent.objects.all()
    for column, value in conditions.items():
        kept = KT(f"content__{column}")
        if isinstance(value, tuple):
            first, last = (day.isoformat() for day in value)
            rows = rows.alias(**{f"_{column}": kept}).filter(**{f"_{column}__range": (first, last)})
        elif isinstance(value, list):
            rows = rows.alias(**{f"_{column}": kept}).filter(**{f"_{column}__in": value})
        else:
            rows = rows.filter(**{f"content__{column}": value})
    latest = rows.order_by(KT("content__processed_on").desc(), KT("content__recorded_at").desc(), "-trace")
    return [_typed(EventRow, row.content) for row in latest[:most]]


def versions_by(traces: Iterable[UUID]) -> list[ResidentVersion]:
    """Every stored version that one of these acts made, by 宛名番号 and 履歴番号."""
    return _rows(RemovedVersion.objects.filter(trace__in=list(traces)))


def touched_by(trace: UUID) -> set[str]:
    """Whose stored versions the act made."""
    return set(RemovedVersion.objects.filter(trace=trace).values_list("addressee_number", flat=True))


def last_act_until(day: date) -> tuple[date, datetime] | None:
    """処理日 and the moment of recording of the last stored act that was processed by the end of ``day``."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_ACT, [day.isoformat()])
        processed, recorded = cursor.fetchone()
    return (processed, recorded) if processed else None


_LAST_ACT = """select (content ->> 'processed_on')::date, max((content ->> 'recorded_at')::timestamptz)
 from registry_removed_event where content ->> 'processed_on' =
  (select max(content ->> 'processed_on') from registry_removed_event where content ->> 'processed_on' <= %s)
 group by 1 union all select null, null limit 1"""


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
    if isinstance(field, NumberField):
        return field.opened(value)
    return field.to_python(value)
