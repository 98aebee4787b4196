"""除票用データベースへの移行: removed records leave the operational tables once their years are over.

The app's role cannot take anything out of the history: a function of the owner moves what is due, whole and in one
transaction, and nothing else; it looks at the five years once more. Source: STD 1.1.5, 9.3; 住基法施行令34条.
"""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from juki.kernel.values.kana import fold
from juki.kernel.values.person_name import search_key
from juki.kernel.work import Work
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services.nightly.steps import Found, Step, Task
from juki.systems.registry.services.rows import resident_of

BATCH = 50
"""除票 that one transaction moves."""

_REMOVED = """from registry_resident_version v
 where v.state <> '1' and not exists (select 1 from registry_resident_version later
   where later.addressee_number = v.addressee_number and later.record = v.record and later.number > v.number)
 and registry_years_later(registry_removed_on(v.addressee_number, v.record) + 1, %(years)s) <= %(day)s"""
_TOTAL = f"select count(*) {_REMOVED}"
_NEXT = f"""select v.addressee_number, v.record, v.number {_REMOVED}
   and (v.addressee_number, v.record) > (%(number)s, %(record)s)
 order by v.addressee_number, v.record limit {BATCH}"""
_MOVE = """select stored, sheet, day from registry_store_removed(%s, %s, %s, %s, %s) order by day, stored, sheet"""


class _Sheet(NamedTuple):
    number: str
    record: int
    version: int


def total(task: Task) -> int:
    """How many 除票 are due."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTAL, _terms(task))
        return int(cursor.fetchone()[0])


def step(task: Task, work: Work) -> Step:
    """Move the next of them; one that somebody works on stays for the next year."""
    with connection.cursor() as cursor:
        at = {"number": task.position.get("number", ""), "record": int(task.position.get("record", "0"))}
        cursor.execute(_NEXT, _terms(task) | at)
        sheets = [_Sheet(*row) for row in cursor.fetchall()]
    if not sheets:
        return Step(position=None)
    moved = _moved(sheets, task)
    act = work.act(task.actor, reason="nightly", times=task.times, trace=task.run)
    act.log("removed_record.stored", subjects=sorted({f"addressee:{number}" for number, _ in moved}))
    return Step(
        position={"number": sheets[-1].number, "record": str(sheets[-1].record)}, done=len(sheets),
        items=[
            Found(kind="stored", addressee_number=number, record=record, day=day)
            for (number, record), day in moved.items()
        ],
    )  # fmt: skip


def _moved(sheets: list[_Sheet], task: Task) -> dict[tuple[str, int], date]:
    last = ResidentVersion.objects.filter(pk__in=[(one.number, one.version) for one in sheets])
    names_of = {(row.addressee_number, row.record): resident_of(row).names for row in last}
    found = [names_of[one.number, one.record] for one in sheets]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [
            [one.number for one in sheets], [one.record for one in sheets],
            [search_key(names.full) for names in found], [fold(names.kana) for names in found], task.legal_day,
        ])  # fmt: skip
        return {(number, record): day for number, record, day in cursor.fetchall()}


def _terms(task: Task) -> dict[str, Any]:
    return {"years": task.parameters["years"], "day": task.legal_day}
