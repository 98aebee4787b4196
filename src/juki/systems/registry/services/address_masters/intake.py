"""A file as the new state of 住所辞書 or 国名: all of it or nothing, with a report by row.

A file of 住所辞書 is the whole of every prefecture in it, one of 国名 the whole list: what is no longer in it is ended on
the day before, and never deleted. Source: STD 1.3.3.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import models
from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.address_errors import (
    AddressCode,
    EntryTwice,
    MasterFileEmpty,
    MasterWidth,
)
from juki.systems.registry.records.models import AddressEntry
from juki.systems.registry.services import csv_text
from juki.systems.registry.services.address_masters import layouts
from juki.systems.registry.services.address_masters.masters import ADDRESSES, REASON, Master

_AT_ONCE = 5_000
_TOWN_NUMBERS = 1_000
_KEPT = ("version", "changed_by", "changed_at")
_WORDS = {"merged": {"": "", "0": "", "1": "yes"}}


class RowFault(msgspec.Struct, frozen=True):
    """What is wrong with a row."""

    row: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many entries are new, other than before, ended or as before; with ``faults`` nothing was written."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    same: int = 0
    faults: tuple[RowFault, ...] = ()


@dataclass(slots=True)
class _Read:
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def take(
    content: str, master: Master, *, actor: Actor, times: Times, trace: UUID, dry_run: bool = False
) -> Taken:  # fmt: skip
    """Renew ``master`` from the text of a CSV file; with ``dry_run`` only say what would be done.

    Raises:
        MasterColumns, MasterFileEmpty, UnreadableCsv: no file of this master.
    """
    read = _read(content, master)
    if read.faults:
        return Taken(faults=tuple(read.faults))
    if not read.rows:
        raise MasterFileEmpty
    with one_act(actor, reason=REASON, times=times, trace=trace) as act:
        before = {str(row.pk): row for row in _scope(master, read.rows).select_for_update()}
        written = [master.model(**columns) for columns in read.rows.values()]
        added = [row for row in written if row.pk not in before]
        changed = [row for row in written if row.pk in before and _differ(row, before[str(row.pk)])]
        gone = [row for key, row in before.items() if key not in read.rows and _holds(row, times.legal_day)]
        done = Taken(len(added), len(changed), len(gone), len(written) - len(added) - len(changed))
        if not dry_run:
            for row in (*added, *changed, *gone):
                old = before.get(str(row.pk))
                row.version = old.version + 1 if old else 1
                row.changed_by, row.changed_at = actor.who, times.machine
            _write(master, added, [*changed, *_ended(gone, times.legal_day)])
        detail = {"added": done.added, "changed": done.changed, "ended": done.ended}
        act.log(f"{master.name}.tried" if dry_run else f"{master.name}.taken_in", detail=detail)
    return done


def _read(content: str, master: Master) -> _Read:
    rows = csv_text.rows(io.StringIO(content, newline=""))
    _, header = next(rows, (1, []))
    layout = layouts.of_header(master.name, header)
    numbering = _Numbering() if "municipality" in layout else None
    found = _Read()
    for number, cells in rows:
        try:
            if len(cells) != len(header):
                raise MasterWidth
            columns = master.rule(_values(dict(zip(header, cells, strict=True)), layout, numbering))
            _put(found, columns)
        except JukiError as error:
            found.faults.append(RowFault(number, error.code, error.message))
    return found


def _put(found: _Read, columns: dict[str, Any]) -> None:
    """Of two rows of one code the one that has not ended; two that hold are a mistake."""
    code = columns["code"]
    other = found.rows.get(code)
    if other is None or (other["valid_until"] is not None and columns["valid_until"] is None):
        found.rows[code] = columns
    elif columns["valid_until"] is None or other["valid_until"] is not None:
        raise EntryTwice


def _values(
    cells: Mapping[str, str], layout: layouts.Layout, numbering: "_Numbering | None"
) -> dict[str, str]:  # fmt: skip
    found = {name: "".join(cells[column] for column in columns) for name, columns in layout.items()}
    for name, words in _WORDS.items():
        if name in found:
            found[name] = words.get(found[name], "yes")
    if numbering is not None:
        found["code"] = numbering.code(found.pop("municipality"), found["town_id"])
    return found


class _Numbering:
    """Codes of 11 digits for a file that has 町字ID: the 大字's own number where it has three digits.

    A 大字 numbered 1000 or above keeps the number that the dictionary gave it, else gets the highest free one.
    """

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        known = AddressEntry.objects.exclude(town_id="").values_list("code", "town_id")
        for code, town_id in known.filter(Q(town_id__gte=f"{_TOWN_NUMBERS}000")):
            self._given[code[:5], town_id[:4]] = code[5:8]

    def code(self, municipality: str, town_id: str) -> str:
        """The code of a 町字.

        Raises:
            AddressCode: no 全国地方公共団体コード, no 町字ID, or no number is left.
        """
        if not (check_digit.is_digits(municipality, 6) and check_digit.is_digits(town_id, 7)):
            raise AddressCode
        five, town = municipality[:5], town_id[:4]
        if int(town) < _TOWN_NUMBERS:
            return f"{five}{town[1:]}{town_id[4:]}"
        if (five, town) not in self._given:
            used = {number for (place, _), number in self._given.items() if place == five}
            free = next((f"{one}" for one in range(999, 499, -1) if f"{one}" not in used), None)
            if free is None:
                raise AddressCode
            self._given[five, town] = free
        return f"{five}{self._given[five, town]}{town_id[4:]}"


def _scope(master: Master, rows: Mapping[str, Any]) -> models.QuerySet[Any]:
    every = master.model._default_manager.all()
    if master is not ADDRESSES:
        return every
    prefectures = Q()
    for prefecture in {code[:2] for code in rows}:
        prefectures |= Q(code__startswith=prefecture)
    return every.filter(prefectures)


def _differ(row: models.Model, before: models.Model) -> bool:
    names = [one.attname for one in row._meta.concrete_fields if one.attname not in _KEPT]
    return any(getattr(row, name) != getattr(before, name) for name in names)


def _holds(row: models.Model, today: date) -> bool:
    until = row.valid_until  # type: ignore[attr-defined]  # every master has it
    return until is None or until >= today


def _ended(rows: Iterable[Any], today: date) -> list[Any]:
    """Ended yesterday; what began only today or later is ended with its first day."""
    found = list(rows)
    for row in found:
        row.valid_until = max(today - timedelta(days=1), row.valid_from or date.min)
    return found


def _write(master: Master, added: list[Any], changed: list[Any]) -> None:
    names = [one.name for one in master.model._meta.concrete_fields if not one.primary_key]
    master.model._default_manager.bulk_create(
        [*added, *changed], batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["code"], update_fields=names
    )  # fmt: skip
