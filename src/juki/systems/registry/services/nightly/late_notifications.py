"""届出期間経過: 届出 that came after the legal term, of what was processed since the last run, for 届出期間経過通知.

Source: 住基法22条–25条, 30条の46–48, 52条2項; 民法140条.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.deadline import Counting, Term
from juki.kernel.work import Work
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services.nightly.steps import BATCH, Found, Step, Task

_PERIOD = """from registry_event where basis = %(basis)s and reason = any (%(reasons)s) and notified_on > day
  and processed_on >= %(first)s and processed_on < %(until)s"""
_TOTAL = f"select count(*) {_PERIOD}"
_NEXT = (
    f"""select trace, reason, day, notified_on {_PERIOD} and trace > %(after)s order by trace limit {BATCH}"""
)
_BEFORE_ALL = UUID(int=0)
_WITH_TERM = [reason.code for reason in REASONS.values() if reason.days]


def total(task: Task) -> int:
    """How many 届出 of the period came after the day that they are about."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTAL, _period(task))
        return int(cursor.fetchone()[0])


def step(task: Task, _work: Work) -> Step:
    """The next of them; a line for each 異動者 of one that came too late."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, _period(task) | {"after": task.position.get("after", _BEFORE_ALL)})
        rows = cursor.fetchall()
    late = [(trace, reason, day) for trace, reason, day, notified in rows if _is_late(reason, day, notified)]
    more = len(rows) == BATCH
    return Step(position={"after": str(rows[-1][0])} if more else None, done=len(rows), items=_items(late))


def _period(task: Task) -> dict[str, Any]:
    """From the day of the last run, which did not know that day yet, to the day before this one."""
    first = task.before or task.legal_day - timedelta(days=task.parameters["first_days"])
    return {
        "basis": Basis.NOTIFICATION, "reasons": _WITH_TERM, "first": first, "until": task.legal_day,
    }  # fmt: skip


def _is_late(reason: str, day: date, notified: date) -> bool:
    known = REASONS[reason]
    counting = Counting.EVENT_DAY_COUNTS if known.event_day_counts else Counting.FIRST_DAY_EXCLUDED
    return Term(known.days, counting, "").deadline(day, closed=CityClosedDays()).is_missed_on(notified)


def _items(late: Sequence[tuple[UUID, str, date]]) -> list[Found]:
    """異動者 are those whose version has the reason of the act; who was only touched has another."""
    reasons = {trace: (reason, day) for trace, reason, day in late}
    versions = ResidentVersion.objects.filter(event_id__in=reasons).order_by("event_id", "addressee_number")
    found = versions.values_list("event_id", "addressee_number", "household_number", "record", "event_reason")
    return [
        Found(
            kind="late", addressee_number=number, household_number=household, record=record, day=reasons[trace][1],
            trace=trace,
        )
        for trace, number, household, record, reason in found
        if reason == reasons[trace][0]
    ]  # fmt: skip
