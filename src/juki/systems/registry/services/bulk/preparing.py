"""仮処理: every row of a list held against the register as it stands, nothing changed. Source: STD 9.7."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.door.forms import Reason
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.bulk_errors import (
    BulkDiffers,
    BulkEmpty,
    BulkKeyTaken,
    BulkPlannedMover,
    BulkUnknown,
)
from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records import bulk as states
from juki.systems.registry.records.models import BulkRow, BulkRun, ResidentRow, ResidentVersion
from juki.systems.registry.services.bulk.lists import Line, read
from juki.systems.registry.services.bulk.showing import ShownBulk, shown
from juki.systems.registry.services.forms import Form, Short
from juki.systems.registry.services.reading import calendar_day
from juki.systems.registry.services.rows import resident_of

MOST = 900_000
"""Characters of a list: what the door takes at once. Longer ones are prepared in parts."""
_AT_ONCE = 500


class BulkForm(Form, frozen=True, kw_only=True):
    """A list as CSV text, what it is about, and 実施日, which becomes the 異動日 of everybody in it."""

    kind: Literal["address", "honseki"]
    title: Reason
    day: Short
    content: Annotated[str, msgspec.Meta(max_length=MOST)]


def prepare(form: BulkForm, *, actor: Actor, times: Times, trace: UUID) -> ShownBulk:
    """Keep the run with what would become of every person in it.

    Raises:
        BulkColumns, UnreadableCsv: the list cannot be read.
        BulkEmpty: nobody in it can be changed.
        BulkKeyTaken: another list was prepared under this key.
        JukiError: the day is none.
    """
    digest = hashlib.sha256(msgspec.json.encode(form)).digest()
    before = BulkRun.objects.filter(pk=trace).first()
    if before is not None:
        if bytes(before.digest) != digest:
            raise BulkKeyTaken
        return shown(before)
    run = BulkRun(
        id=trace, kind=form.kind, title=form.title, day=calendar_day(form.day), digest=digest,
        prepared_by=actor.who, prepared_on=times.legal_day, prepared_at=times.machine, terminal=actor.terminal,
    )  # fmt: skip
    rows = list(_rows(run, read(form.content, kind=form.kind)))
    if not any(row.state == states.READY for row in rows):
        raise BulkEmpty
    with one_act(actor, reason="bulk", times=times, trace=trace) as act:
        run.save(force_insert=True)
        BulkRow.objects.bulk_create(rows, batch_size=1_000)
        act.log("bulk.prepared", subjects=[f"bulk:{trace}"], detail=_counted(rows))
    return shown(run)


def _rows(run: BulkRun, lines: Sequence[Line]) -> Iterator[BulkRow]:
    place = 0
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        found = _people(run.kind, {line.key for line in some if line.key})
        for line in some:
            for row in _of_line(run, line, found.get(line.key, [])):
                place += 1
                row.place = place
                yield row


def _of_line(run: BulkRun, line: Line, people: Sequence[tuple[int, Resident]]) -> Iterator[BulkRow]:
    if line.fault is not None or not people:
        fault = line.fault or BulkUnknown()
        state = states.REFUSED if line.fault else states.UNKNOWN
        yield BulkRow(run=run, line=line.row, key=line.key, state=state, code=fault.code)
        return
    for number, resident in people:
        state, code = _judged(line, resident)
        yield BulkRow(
            run=run, line=line.row, key=line.key, addressee_number=resident.addressee_number, version=number,
            before=dict(line.before), after=dict(line.after), state=state, code=code,
        )  # fmt: skip


def _judged(line: Line, resident: Resident) -> tuple[str, str]:
    row = flat(resident)
    if resident.planned is not None:
        return states.PLANNED, BulkPlannedMover.code
    if not fits(row, line.before):
        return states.DIFFERS, BulkDiffers.code
    try:
        unflat(row | dict(line.after))
    except JukiError as error:
        return states.REFUSED, error.code
    return states.READY, ""


def fits(row: Mapping[str, Any], before: Mapping[str, str]) -> bool:
    """Whether the record says what the list says was there before, to the letter."""
    return all(row[column] == value for column, value in before.items())


def _people(kind: str, keys: set[str]) -> dict[str, list[tuple[int, Resident]]]:
    """By key of the list the residents with their 履歴番号, in 記載順位."""
    field = "household_number" if kind == states.ADDRESS else "addressee_number"
    heads = ResidentRow.objects.filter(state="1", **{f"{field}__in": keys})
    latest = {head.addressee_number: head.version for head in heads}
    rows = ResidentVersion.objects.filter(addressee_number__in=latest).order_by("position")
    found: dict[str, list[tuple[int, Resident]]] = {}
    for row in rows:
        if row.number == latest[row.addressee_number]:
            found.setdefault(getattr(row, field), []).append((row.number, resident_of(row)))
    return found


def _counted(rows: Sequence[BulkRow]) -> dict[str, int]:
    return {state: count for state in states.STATES if (count := sum(row.state == state for row in rows))}
