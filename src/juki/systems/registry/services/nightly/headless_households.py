"""世帯主のいない世帯: open households whose members have to say who their 世帯主 is. Source: STD 1.1.10, 4.0.4, 4.0.5."""

from django.db.models import Exists, OuterRef, QuerySet

from juki.kernel.work import Work
from juki.systems.registry.domain.resident import State
from juki.systems.registry.records.models import HouseholdRow, ResidentRow
from juki.systems.registry.services.nightly.steps import BATCH, Found, Step, Task, listed


def total(_task: Task) -> int:
    """How many there are."""
    return _rows().count()


def step(task: Task, _work: Work) -> Step:
    """The next of them by 世帯番号."""
    rows = _rows().filter(household_number__gt=task.position.get("after", "")).order_by("household_number")
    numbers = rows.values_list("household_number", flat=True)[:BATCH]
    return listed(
        [Found(kind="headless", household_number=number) for number in numbers],
        key=lambda one: one.household_number,
    )


def _rows() -> "QuerySet[HouseholdRow]":
    members = ResidentRow.objects.filter(household_number=OuterRef("household_number"), state=State.RESIDENT)
    return HouseholdRow.objects.filter(Exists(members), is_open=True, head_number=None)
