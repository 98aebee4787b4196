"""Rows of a document as forms that are filled in and not saved; every bad cell by row, column and code.

Source: STD 10.8.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from juki.kernel.errors import JukiError
from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.intake_errors import (
    IntakeApart,
    IntakeColumns,
    IntakeEmpty,
    IntakeMissing,
    IntakeShape,
    IntakeUnknownWord,
    IntakeWidth,
)
from juki.systems.registry.services import csv_text
from juki.systems.registry.services.change_forms import ChangeForm, ItemsForm
from juki.systems.registry.services.forms import CertificateForm, Form, MoveInForm
from juki.systems.registry.services.intake import filling
from juki.systems.registry.services.intake.layouts import Column, Document, words


class IntakeFault(msgspec.Struct, frozen=True):
    """What is wrong with a cell; ``column`` is blank for the whole row."""

    row: int
    column: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """A form of the rows of one document; None where a fault is in the way."""

    rows: tuple[int, ...]
    form: Form | None
    faults: tuple[IntakeFault, ...] = ()


@dataclass(slots=True)
class _Gathering:
    """The rows of one document while they are read."""

    rows: list[int] = field(default_factory=list)
    common: dict[str, Any] | None = None
    persons: list[dict[str, Any]] = field(default_factory=list)
    faults: list[IntakeFault] = field(default_factory=list)


def read(content: str, document: Document) -> list[Taken]:
    """The documents of a file, in the order in which they first appear.

    Raises:
        IntakeColumns: the header is not that of such a file.
        IntakeEmpty: there is no row.
        UnreadableCsv: no CSV from some row on.
    """
    rows = csv_text.rows(io.StringIO(content, newline=""))
    _, header = next(rows, (1, []))
    _demand_header(header, document)
    gathered: dict[str, _Gathering] = {}
    for number, cells in rows:
        found = dict(zip(header, cells, strict=False))
        key = found.get(document.group, "") if document.group else ""
        into = gathered.setdefault(key or f"row {number}", _Gathering())
        into.rows.append(number)
        if len(cells) != len(header):
            into.faults.append(_fault(number, "", IntakeWidth()))
            continue
        _gather(into, number, found, document)
    if not gathered:
        raise IntakeEmpty
    return [_taken(one, document) for one in gathered.values()]


def _demand_header(header: Sequence[str], document: Document) -> None:
    wanted = {column.name for column in (*document.common, *document.person) if column.required}
    if document.group:
        wanted.add(document.group)
    if not wanted <= set(header) <= set(document.header) or len(set(header)) < len(header):
        raise IntakeColumns


def _gather(into: _Gathering, row: int, cells: Mapping[str, str], document: Document) -> None:
    common = _values(document.common, row, cells, into.faults)
    if into.common is None:
        into.common = common
    elif into.common != common:
        into.faults.append(_fault(row, "", IntakeApart()))
    into.persons.append(_values(document.person, row, cells, into.faults))


def _values(
    columns: Iterable[Column], row: int, cells: Mapping[str, str], faults: list[IntakeFault]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in columns:
        cell = cells.get(column.name, "")
        try:
            if column.required and not cell:
                raise IntakeMissing
            value = _read(cell, column.kind)
        except JukiError as error:
            faults.append(_fault(row, column.name, error))
            continue
        if value != "":
            values[column.path] = value
    return values


def _read(cell: str, kind: str) -> str | bool:
    if kind == "text":
        return cell
    if kind == "date":
        if cell:
            LegalDate.parse(cell, rule=DateRule.CERTIFIED)
        return cell
    if kind == "reason":
        return _reason(cell)
    table = words()[kind]
    if cell not in table:
        if not cell:
            return ""
        raise IntakeUnknownWord
    return table[cell]


def _reason(label: str) -> str:
    """The 異動事由 of this name that somebody may enter by hand."""
    found = [reason.code for reason in REASONS.values() if reason.label == label and reason.by_hand]
    if len(found) != 1:
        raise IntakeUnknownWord
    return found[0]


def _taken(found: _Gathering, document: Document) -> Taken:
    rows = tuple(found.rows)
    if found.faults:
        return Taken(rows, None, tuple(found.faults))
    try:
        form = _FORMS[document.form]({**document.fixed, **(found.common or {})}, found.persons)
    except msgspec.ValidationError:
        return Taken(rows, None, (_fault(rows[0], "", IntakeShape()),))
    return Taken(rows, form)


def _move_in(common: dict[str, Any], persons: list[dict[str, Any]]) -> Form:
    return msgspec.convert(filling.move_in(common, persons), MoveInForm)


def _notification(common: dict[str, Any], persons: list[dict[str, Any]]) -> Form:
    if REASONS[common["reason"]].is_move_in:
        common = {**common, "moved_on": common["day"]}
        return _move_in(
            {path: value for path, value in common.items() if path not in ("day", "basis")}, persons
        )
    return msgspec.convert(filling.change(common, persons), ChangeForm)


def _certificate(common: dict[str, Any], persons: list[dict[str, Any]]) -> Form:
    numbers = [one["addressee_number"] for one in persons if "addressee_number" in one]
    return msgspec.convert({**common, "addressee_numbers": numbers}, CertificateForm)


def _items(_common: dict[str, Any], persons: list[dict[str, Any]]) -> Form:
    return msgspec.convert(filling.nested(persons[0]), ItemsForm)


_FORMS = {
    "move_in": _move_in,
    "notification": _notification,
    "certificate": _certificate,
    "items": _items,
}


def _fault(row: int, column: str, error: JukiError) -> IntakeFault:
    return IntakeFault(row, column, error.code, error.message)
