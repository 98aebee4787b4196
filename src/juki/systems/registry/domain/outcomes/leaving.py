"""転出: planned, due, confirmed by the other municipality, or taken back.

Before its day a planned move-out changes nothing but the plan itself; the record is removed on the planned day, or on
the day of the 転入 where that is earlier.

Source: 住基法24条, 24条の2, 9条1項; STD 1.1.5, 4.1.3.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.registry.domain.event_reasons import REASONS, EventClass, EventReason, Family
from juki.systems.registry.domain.history import in_force
from juki.systems.registry.domain.household import YOUNGEST_HEAD, is_young_for_head
from juki.systems.registry.domain.movement import Movement, Outcome, PersonChange, Scene
from juki.systems.registry.domain.outcomes.errors import NoPlan, NotResident, PlannedAlready
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.resident import Basis, Cause, Event, Removed, Resident, State


def leave(floor: Floor) -> None:
    """A 転出届: a plan when its day is still to come, a removal otherwise.

    Raises:
        NotResident: somebody is no resident.
        PlannedAlready: somebody's move-out is planned already.
        NoPlan: no destination is given at all.
    """
    movement = floor.movement
    if movement.planned is None:
        raise NoPlan
    ahead = movement.day.internal > movement.processed_on
    for person in movement.persons:
        before = floor.now[person.addressee_number or ""]
        if not before.is_present:
            raise NotResident
        if before.planned is not None:
            raise PlannedAlready
        after = replace(before, planned=movement.planned)
        if ahead:
            filed = movement.notified_on or movement.processed_on
            floor.put(after, floor.event(of=EventClass.AMENDMENT, effective=filed))
        else:
            _remove(floor, after, movement.day, movement.reason, floor.event())


def take_back(floor: Floor) -> None:
    """転出予定の取消し, before the day.

    Raises:
        NoPlan: somebody has no plan, or is removed already.
    """
    for person in floor.movement.persons:
        before = floor.now[person.addressee_number or ""]
        if not before.is_present or before.planned is None:
            raise NoPlan
        floor.put(replace(before, planned=None), floor.event())


def confirm(floor: Floor) -> None:
    """転入通知の受理: the destination as it became; removes whoever is still recorded, on the earlier of the two days.

    The plan is not overwritten (STD 4.1.3.1.1).

    Raises:
        NoPlan: a resident who never filed a 転出届: a matter for a person, not for a notice.
    """
    movement, confirmed = floor.movement, floor.movement.confirmed
    if confirmed is None:
        raise NoPlan
    for person in movement.persons:
        before = floor.now[person.addressee_number or ""]
        after = replace(before, confirmed=confirmed)
        if not before.is_present:
            floor.put(after, floor.event(effective=movement.processed_on))
            continue
        if before.planned is None:
            raise NoPlan
        day = LegalDate.from_day(min(before.planned.day, confirmed.day))
        reason = reason_of_plan(floor.scene, before)
        event = replace(floor.event(reason, of=EventClass.REMOVAL), day=day, effective=day.internal)
        _remove(floor, after, day, reason, event)


def due(
    scene: Scene,
    numbers: Collection[str],
    *,
    day: date,
    processed_on: date,
    youngest_head: int | None = YOUNGEST_HEAD,
) -> Outcome:
    """The 転出予定日 ``day`` of ``numbers`` has come: everybody with that plan is removed.

    ``numbers`` all have one reason and one day. Whoever is left alone and is ``youngest_head`` years old becomes 世帯主
    ex officio (STD 4.0.4), with None nobody does; two or more stay without one until they say who it is.

    Raises:
        NoPlan: somebody has no plan for that day.
    """
    planned = [scene.residents[number] for number in numbers]
    if not planned or any(one.planned is None or one.planned.day != day for one in planned):
        raise NoPlan
    draft = Movement(
        reason=REASONS["TENSHUTSU"], day=LegalDate.from_day(day), basis=Basis.NOTIFICATION, notified_on=None,
        processed_on=processed_on, persons=tuple(PersonChange(addressee_number=number) for number in numbers),
    )  # fmt: skip
    floor = Floor(scene, draft)
    for resident in planned:
        plan = resident.planned
        reason = reason_of_plan(scene, resident)
        event = floor.event(reason, basis=plan.basis if plan else None)
        event = replace(event, notified_on=plan.notified_on if plan else None)
        _remove(floor, resident, draft.day, reason, event)
    if youngest_head is not None:
        _crown_sole_members(floor, day, youngest_head)
    return floor.finish()


def _crown_sole_members(floor: Floor, day: date, youngest: int) -> None:
    """Whoever is left alone in a household without 世帯主 becomes it; a child does not. Source: STD 4.0.4."""
    for members in floor.members.values():
        if len(members) != 1 or floor.now[members[0]].is_head:
            continue
        if not is_young_for_head(floor.now[members[0]].birth, day=day, youngest=youngest):
            floor.relate(members[0], Relationship.of(Kin.HEAD))


def reason_of_plan(scene: Scene, resident: Resident) -> EventReason:
    """The 異動事由 under which the plan was filed: by the history of the 住民票 that ``resident`` is a version of."""
    versions = scene.histories.get(resident.addressee_number, ())
    for version in reversed(in_force([one for one in versions if one.record == resident.record])):
        reason = REASONS[version.resident.event.reason]
        if reason.family is Family.LEAVING and reason.event_class is EventClass.REMOVAL:
            return reason
    return REASONS["KOKUGAI_TENSHUTSU" if resident.planned and resident.planned.country else "TENSHUTSU"]


def _remove(floor: Floor, resident: Resident, day: LegalDate, reason: EventReason, event: Event) -> None:
    cause = Cause(reason=reason.code, notified_on=event.notified_on, basis=event.basis)
    removed = replace(resident, state=State.MOVED_OUT, removed=Removed(day=day, cause=cause))
    floor.put(removed, event)
    floor.leave(resident.addressee_number)
