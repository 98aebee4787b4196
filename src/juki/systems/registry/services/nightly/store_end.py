"""除票の保存期間の満了: stored 除票 whose 150 years end soon or have ended. It lists; erasing is a matter for people.

Source: 住基法施行令34条; STD 1.1.5.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from juki.kernel.work import Work
from juki.systems.registry.services.nightly.steps import BATCH, Found, Step, Task

YEARS = 150

_ENDING = """from registry_removed_version
 where is_last and registry_years_later(removed_on + 1, %(years)s) <= %(until)s"""
_TOTAL = f"select count(*) {_ENDING}"
_NEXT = f"""select removed_on, addressee_number, record, registry_years_later(removed_on + 1, %(years)s) {_ENDING}
   and (removed_on, addressee_number, record) > (%(removed)s, %(number)s, %(record)s)
 order by removed_on, addressee_number, record limit {BATCH}"""
_FIRST = date.min.isoformat()


def total(task: Task) -> int:
    """How many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTAL, _terms(task))
        return int(cursor.fetchone()[0])


def step(task: Task, _work: Work) -> Step:
    """The next of them in the order of 処理年月日; the day of a line is the first on which nothing has to be kept."""
    at = task.position
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, _terms(task) | {
            "removed": at.get("removed", _FIRST), "number": at.get("number", ""), "record": int(at.get("record", "0")),
        })  # fmt: skip
        rows = cursor.fetchall()
    items = [
        Found(
            kind="ended" if free <= task.legal_day else "ending", addressee_number=number, record=record, day=free
        )
        for _, number, record, free in rows
    ]  # fmt: skip
    if len(rows) < BATCH:
        return Step(position=None, done=len(rows), items=items)
    removed, number, record, _ = rows[-1]
    position = {"removed": removed.isoformat(), "number": number, "record": str(record)}
    return Step(position=position, done=len(rows), items=items)


def _terms(task: Task) -> dict[str, Any]:
    return {"years": YEARS, "until": task.legal_day + timedelta(days=task.parameters["days"])}
