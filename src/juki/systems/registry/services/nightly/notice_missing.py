"""転入通知未着者: who was removed by a 転出 within the country, and no municipality has told that they arrived.

On request also whoever was removed ex officio. Source: 住基法9条1項; STD 4.1.3.1.4.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from juki.kernel.work import Work
from juki.systems.registry.domain.resident import State
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services.nightly.steps import BATCH, Found, Step, Task, listed

_WITHIN = ("TENSHUTSU", "TOKUREI_TENSHUTSU")
_EX_OFFICIO = "SHOKKEN_SHOJO"


def total(task: Task) -> int:
    """How many there are."""
    return _rows(task).count()


def step(task: Task, _work: Work) -> Step:
    """The next of them by 宛名番号."""
    rows = _rows(task).filter(addressee_number__gt=task.position.get("after", ""))
    found = rows.order_by("addressee_number").values_list(
        "addressee_number", "household_number", "record", "removed_day", "removed_reason"
    )
    return listed(
        [
            Found(
                kind="ex_officio" if reason == _EX_OFFICIO else "moved_out", addressee_number=number,
                household_number=household, record=record, day=day,
            )
            for number, household, record, day, reason in found[:BATCH]
        ],
        key=lambda one: one.addressee_number,
    )  # fmt: skip


def _rows(task: Task) -> "QuerySet[ResidentVersion]":
    current = ResidentRow.objects.filter(
        addressee_number=OuterRef("addressee_number"), version=OuterRef("number")
    )
    told_by = task.legal_day - timedelta(days=task.parameters["days"])
    reasons = Q(removed_reason__in=_WITHIN, state=State.MOVED_OUT, planned_country="")
    if task.parameters["ex_officio"]:
        reasons |= Q(removed_reason=_EX_OFFICIO, state=State.REMOVED)
    rows = ResidentVersion.objects.exclude(state=State.RESIDENT)
    return rows.filter(Exists(current), reasons, removed_day__lte=told_by, confirmed_on=None)
