"""本処理: one small transaction per row of the list, so that a run goes on where it broke off. Source: STD 4.2.3.2, 9.7.

An act changes everybody whom its row found, under a trace that follows from run and row: it cannot happen twice.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.work import Act, Actor, one_act
from juki.systems.registry.domain.bulk_errors import BulkChangedSince
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.movement import Movement, PersonChange, Scene
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.records import bulk as states
from juki.systems.registry.records.models import BulkRow, BulkRun
from juki.systems.registry.services.bulk.preparing import fits
from juki.systems.registry.services.bulk.showing import run_of
from juki.systems.registry.services.places import place_of
from juki.systems.registry.services.recording import Entered, Grounds, record_change
from juki.systems.registry.services.scenes import scene_about

ACTOR = Actor(who="job:bulk", right="job", terminal="")
_REASON = "JUKYO_HYOJI"


class Carried(NamedTuple):
    """How many persons were changed, and how many turned out to have changed meanwhile or to be refused."""

    written: int
    left: int


def carry_out(ident: UUID, *, times: Times, most: int | None = None) -> Carried:
    """Carry out what still waits of an approved run; with ``most`` only so many rows of the list.

    Raises:
        NoSuchRun: there is none.
    """
    run = run_of(ident)
    if run.state != states.APPROVED:
        return Carried(0, 0)
    waiting = BulkRow.objects.filter(run=run, state=states.READY)
    lines = waiting.order_by("line").values_list("line", flat=True).distinct()
    written = left = 0
    for line in list(lines[:most] if most else lines):
        done = _line(run, line, times)
        written, left = written + done.written, left + done.left
    if not waiting.exists():
        with one_act(ACTOR, reason="bulk", times=times) as act:
            BulkRun.objects.filter(pk=run.id, state=states.APPROVED).update(
                state=states.DONE, done_at=times.machine
            )
            act.log("bulk.done", subjects=[f"bulk:{run.id}"])
    return Carried(written, left)


def _line(run: BulkRun, line: int, times: Times) -> Carried:
    trace = uuid5(run.id, f"line {line}")
    try:
        with one_act(ACTOR, reason="bulk", times=times, trace=trace) as act:
            rows = list(
                BulkRow.objects.select_for_update()
                .filter(run=run, line=line, state=states.READY)
                .order_by("place")
            )
            return _carried(act, run, rows)
    except JukiError as error:
        rows_left = BulkRow.objects.filter(run=run, line=line, state=states.READY)
        return Carried(0, rows_left.update(state=states.FAILED, code=error.code))


def _carried(act: Act, run: BulkRun, rows: Sequence[BulkRow]) -> Carried:
    scene = scene_about({row.addressee_number for row in rows}, lock=True)
    still = [row for row in rows if _is_as_it_was(scene, row)]
    for row in rows:
        if row not in still:
            _end(run, row, states.CHANGED, BulkChangedSince.code, None)
    if still:
        entered = Entered(run.prepared_by, run.terminal, place_of(run.prepared_by, run.terminal))
        record_change(act, _movement(act, run, still), scene, grounds=Grounds(entered=entered))
        for row in still:
            _end(run, row, states.WRITTEN, "", act.trace)
    return Carried(len(still), len(rows) - len(still))


def _is_as_it_was(scene: Scene, row: BulkRow) -> bool:
    """The version that was looked at is still the last one, and says what the list says."""
    resident = scene.residents.get(row.addressee_number)
    versions = scene.histories.get(row.addressee_number, ())
    if resident is None or not resident.is_present or resident.planned is not None or not versions:
        return False
    return versions[-1].number == row.version and fits(flat(resident), row.before)


def _movement(act: Act, run: BulkRun, rows: Sequence[BulkRow]) -> Movement:
    today = act.times.legal_day
    return Movement(
        reason=REASONS[_REASON], day=LegalDate.from_day(run.day), basis=Basis.EX_OFFICIO, notified_on=today,
        processed_on=today,
        persons=tuple(
            PersonChange(addressee_number=row.addressee_number, items=row.after) for row in rows
        ),
    )  # fmt: skip


def _end(run: BulkRun, row: BulkRow, state: str, code: str, trace: UUID | None) -> None:
    BulkRow.objects.filter(run=run, place=row.place).update(state=state, code=code, trace=trace)
