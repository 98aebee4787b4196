"""転出予定日の到来: who has a 転出予定日 on or before the day is removed, each household in one act.

The act is recorded by the same writer and announced by the same announcer as one that a clerk records. An open 仮登録
about one of them does not hold the law back: the removal is recorded, its line says that an application is open, and
that application meets a removed record when it is approved.

Source: 住基法24条; STD 1.1.5, 4.0.4, 4.1.3.0.2.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from django.db import connection, transaction

from juki.kernel.errors import JukiError
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.work import Act, Work
from juki.systems.registry.domain.event_reasons import REASONS, EventReason
from juki.systems.registry.domain.movement import Movement, Outcome, PersonChange, Scene
from juki.systems.registry.domain.nightly import REFUSED
from juki.systems.registry.domain.outcomes import due, reason_of_plan
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.records.models import ApplicationHold
from juki.systems.registry.services import recording
from juki.systems.registry.services.nightly.steps import Found, Step, Task
from juki.systems.registry.services.scenes import scene_about

_DUE = """from registry_resident_version v join registry_resident r
  on r.addressee_number = v.addressee_number and r.version = v.number
 where v.planned_on is not null and v.state = '1' and r.state = '1' and v.planned_on <= %(day)s"""
_TOTAL = f"select count(distinct (v.planned_on, v.household_number)) {_DUE}"
_NEXT = f"""select v.planned_on, v.household_number, array_agg(v.addressee_number order by v.addressee_number) {_DUE}
   and (v.planned_on, v.household_number) > (%(planned)s, %(household)s)
 group by 1, 2 order by 1, 2 limit 1"""
_FIRST = date.min.isoformat()


def total(task: Task) -> int:
    """How many households have members whose day has come."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTAL, {"day": task.legal_day})
        return int(cursor.fetchone()[0])


def step(task: Task, work: Work) -> Step:
    """The next household: everybody of it with one 転出予定日 leaves together; one act for each 異動事由."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {
            "day": task.legal_day, "planned": task.position.get("planned", _FIRST),
            "household": task.position.get("household", ""),
        })  # fmt: skip
        row = cursor.fetchone()
    if row is None:
        return Step(position=None)
    planned, household, numbers = row
    return Step(
        position={"planned": planned.isoformat(), "household": household}, done=1,
        items=_removed(task, work, planned, household, numbers),
    )  # fmt: skip


def _removed(task: Task, work: Work, planned: date, household: str, numbers: Sequence[str]) -> list[Found]:
    acts: list[Act] = []
    found: list[Found] = []
    try:
        with transaction.atomic():
            for reason, leaving in _by_reason(scene_about(numbers, lock=True), numbers, planned).items():
                trace = uuid5(task.run, f"{planned} {household} {reason}")
                acts.append(work.act(task.actor, reason="nightly", times=task.times, trace=trace))
                found += _remove(acts[-1], REASONS[reason], leaving, planned, task)
    except JukiError as error:
        for act in acts:
            work.drop(act)
        return [
            Found(kind=REFUSED, addressee_number=number, household_number=household, day=planned, code=error.code)
            for number in numbers
        ]  # fmt: skip
    return found


def _by_reason(scene: Scene, numbers: Sequence[str], planned: date) -> dict[str, list[str]]:
    """Those whose plan still stands once they are locked, by the reason under which it was filed."""
    found: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        resident = scene.residents.get(number)
        if resident and resident.is_present and resident.planned and resident.planned.day == planned:
            found[reason_of_plan(scene, resident).code].append(number)
    return dict(sorted(found.items()))


def _remove(act: Act, reason: EventReason, numbers: Sequence[str], planned: date, task: Task) -> list[Found]:
    scene = scene_about(numbers, lock=True)
    outcome = due(
        scene, numbers, day=planned, processed_on=task.times.legal_day,
        youngest_head=task.parameters["youngest_head"] if task.parameters["sole_member_becomes_head"] else None,
    )  # fmt: skip
    held = _held(scene, numbers)
    recording.record_outcome(
        act, outcome, scene, _movement(scene, reason, numbers, planned, task),
        grounds=recording.Grounds(entered=recording.Entered(task.actor.who, task.actor.terminal)),
    )  # fmt: skip
    return _found(scene, outcome, numbers, held=held, planned=planned, trace=act.trace)


def _movement(
    scene: Scene, reason: EventReason, numbers: Sequence[str], planned: date, task: Task
) -> Movement:
    """The 転出届 whose day has come: on what it rested and the day it was filed stay those of the notification."""
    plan = scene.residents[numbers[0]].planned
    return Movement(
        reason=reason, day=LegalDate.from_day(planned), basis=plan.basis if plan else Basis.NOTIFICATION,
        notified_on=plan.notified_on if plan else None, processed_on=task.times.legal_day, planned=plan,
        persons=tuple(PersonChange(addressee_number=number) for number in numbers),
    )  # fmt: skip


def _found(
    scene: Scene, outcome: Outcome, numbers: Sequence[str], *, held: Mapping[str, bool], planned: date, trace: UUID
) -> list[Found]:  # fmt: skip
    found = [
        Found(
            kind="removed_held" if held[number] else "removed", addressee_number=number, day=planned, trace=trace,
            household_number=scene.residents[number].household_number,
        )
        for number in numbers
    ]  # fmt: skip
    for household in outcome.households:
        head = outcome.head_of(household, scene)
        kind = "headless" if head is None else "" if scene.residents[head].is_head else "crowned"
        if household.members and kind:
            found.append(
                Found(
                    kind=kind, addressee_number=head or "", household_number=household.number, day=planned,
                    trace=trace,
                )
            )  # fmt: skip
    return found


def _held(scene: Scene, numbers: Sequence[str]) -> dict[str, bool]:
    """Whether an open application is about each of them, or about their household."""
    keys = {}
    for number in numbers:
        one = scene.residents[number]
        keys[number] = {
            f"addressee:{number}", f"person:{one.individual_number}", f"household:{one.household_number}",
        }  # fmt: skip
    every = set().union(*keys.values())
    holding = set(ApplicationHold.objects.filter(key__in=every).values_list("key", flat=True))
    return {number: bool(own & holding) for number, own in keys.items()}
