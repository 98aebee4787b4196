"""在留期間満了予定者: residents whose stay ends soon or has ended. It lists and never removes anybody.

Only a notice of the 出入国在留管理庁長官 removes somebody (住基法30条の50): an application for renewal may be open.
経過滞在者 are left out: a list of them is none of the register's (STD 9.8).

Source: STD 9.8, 11.1; registry of foreign residents 住基法30条の45.
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from juki.kernel.work import Work
from juki.systems.registry.domain.resident import Category, State
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services.nightly.steps import BATCH, Found, Step, Task, listed

_TRANSITIONAL = (Category.TRANSITIONAL_BIRTH, Category.TRANSITIONAL_LOSS)


def total(task: Task) -> int:
    """How many there are."""
    return _rows(task).count()


def step(task: Task, _work: Work) -> Step:
    """The next of them by 宛名番号."""
    rows = _rows(task).filter(addressee_number__gt=task.position.get("after", ""))
    found = rows.order_by("addressee_number").values_list(
        "addressee_number", "household_number", "stay_expires_on"
    )
    return listed(
        [
            Found(kind=_kind(day, task), addressee_number=number, household_number=household, day=day)
            for number, household, day in found[:BATCH]
        ],
        key=lambda one: one.addressee_number,
    )


def _rows(task: Task) -> "QuerySet[ResidentVersion]":
    current = ResidentRow.objects.filter(
        addressee_number=OuterRef("addressee_number"), version=OuterRef("number"), state=State.RESIDENT
    )
    last = task.legal_day + timedelta(days=task.parameters["days"])
    rows = ResidentVersion.objects.filter(Exists(current), state=State.RESIDENT, stay_expires_on__lte=last)
    return rows.exclude(category__in=_TRANSITIONAL)


def _kind(day: date, task: Task) -> str:
    return "expired" if day < task.legal_day else "expiring"
