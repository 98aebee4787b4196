"""異動の取消し: the 異動 should never have been. Nothing is deleted: a version on top restores the former state.

Whoever only was touched by it is restored with it when all its 異動者 are. A household that everybody left is opened
again. Of one that lives elsewhere now nobody is a member by a cancellation: who comes back founds a new one at the former
address.

Source: STD 4.6.0.1.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from juki.systems.registry.domain.event_reasons import (
    HOUSEHOLD_FOLLOWS,
    LOADED,
    ORDER_FOLLOWS,
    REASONS,
    EventClass,
    EventReason,
    Family,
)
from juki.systems.registry.domain.history import Version, changes, in_force, overlapping, without
from juki.systems.registry.domain.items import PLACE, SERIALS
from juki.systems.registry.domain.movement import Numbers
from juki.systems.registry.domain.outcomes.errors import (
    CancelledAct,
    LaterFirst,
    NoPlacement,
    NotOfThatAct,
    OtherCancelling,
    StoredAct,
)
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.resident import Cause, Removed, Resident, State

_BY_CLASS = {
    EventClass.ENTRY: REASONS["TORIKESHI_GEN"],
    EventClass.REMOVAL: REASONS["TORIKESHI_ZO"],
    EventClass.AMENDMENT: REASONS["TORIKESHI_SHUSEI"],
}
_FOLLOWING = frozenset({HOUSEHOLD_FOLLOWS.code, ORDER_FOLLOWS.code})
_OF_ADDRESS = frozenset({Family.MOVE, Family.LEAVING})


def cancel(floor: Floor, numbers: Numbers) -> None:
    """Take back what the 異動 ``target`` did to the persons of the movement.

    Raises:
        NotOfThatAct: somebody has no standing version of that 異動, or it is the データ移行.
        CancelledAct: it is a cancellation itself: what was cancelled by mistake is entered anew.
        OtherCancelling: it is a cancellation of another kind (増, 減, 修正).
        LaterFirst: a later 異動 rests on it.
        NoPlacement: they come back to more than one household that moved away: one cancellation each.
        StoredAct: it is in the 除票 store.
    """
    chosen = [person.addressee_number or "" for person in floor.movement.persons]
    if any(
        one.cancels and one.trace == floor.movement.target
        for number in chosen
        for one in floor.scene.histories.get(number, ())
    ):
        raise CancelledAct
    made = {number: _made(floor, number) for number in floor.scene.histories}
    subjects = _subjects(made)
    back: list[Resident] = []
    for number in chosen:
        if not made.get(number) or _is_loaded(made[number]):
            raise NotOfThatAct
        if any((number, one.number) in floor.scene.stored for one in made[number]):
            raise StoredAct
        back += _taken_back(floor, number, made[number])
    following: list[Resident] = []
    if subjects <= set(chosen):
        following = _followers(floor, {
            number: versions for number, versions in made.items()
            if versions and number not in chosen and (number, versions[-1].number) not in floor.scene.stored
        })  # fmt: skip
    _return(floor, back, following, numbers, moved=_is_of_address([made[number] for number in chosen]))


def kind_of(versions: Sequence[Version]) -> str:
    """The code of the 異動事由 under which the 異動 that made ``versions`` of one person is cancelled."""
    return _BY_CLASS[_class(versions)].code


def _made(floor: Floor, number: str) -> list[Version]:
    """The standing versions that the cancelled 異動 made of a person: one, or the two that closed and opened."""
    found = []
    versions = floor.scene.histories.get(number, ())
    for record in {one.record for one in versions}:
        found += [
            one
            for one in in_force([one for one in versions if one.record == record])
            if one.trace == floor.movement.target
        ]
    return sorted(found, key=lambda one: one.number)


def _is_loaded(made: Sequence[Version]) -> bool:
    """Whether the register was filled by it: before that there is nothing to go back to."""
    return any(one.resident.event.reason == LOADED for one in made)


def _subjects(made: dict[str, list[Version]]) -> set[str]:
    """Whom the cancelled 異動 was about: everybody where it was about nothing but 続柄 or order."""
    reasons = {number: {one.resident.event.reason for one in versions} for number, versions in made.items()}
    about = {number for number, found in reasons.items() if found - _FOLLOWING}
    return about or {number for number, found in reasons.items() if found}


def _class(versions: Sequence[Version]) -> EventClass:
    classes = {one.resident.event.event_class for one in versions}
    if len(versions) > 1:
        return EventClass.AMENDMENT
    return EventClass(classes.pop())


def _taken_back(floor: Floor, number: str, made: list[Version]) -> list[Resident]:
    if kind_of(made) != floor.movement.reason.code:
        raise OtherCancelling(label=_BY_CLASS[_class(made)].label)
    if len(made) > 1:
        return [_reopened(floor, number, made)]
    version = made[0]
    history = floor.history(number)
    if version.number not in {one.number for one in history}:
        raise NotOfThatAct
    if _is_opening(history, version):
        _demand_nothing_since(history)
        event = floor.event(effective=version.holds_from)
        floor.put(_unmade(floor, history[-1].resident), event, cancels=version.number)
        floor.leave(number)
        return []
    plan = _plan_of(history, version)
    if plan is None:
        return [_restored(floor, number, version, floor.movement.reason)]
    with_plan = without(history, version.number)
    if with_plan is None or overlapping(history, version.number):
        raise LaterFirst
    event = floor.event(effective=version.holds_from)
    floor.close(with_plan, event, cancels=version.number)
    restored = without(history, version.number, plan.number)
    if restored is None or restored.confirmed is not None:
        raise LaterFirst
    floor.put(
        restored, floor.event(REASONS["TORIKESHI_SHUSEI"], effective=plan.holds_from), cancels=plan.number
    )
    return [restored]


def _restored(floor: Floor, number: str, version: Version, reason: EventReason) -> Resident:
    """What stands on it holds from the day of what is taken back: that never was."""
    history = floor.history(number)
    if version not in history:
        raise LaterFirst
    restored = without(history, version.number)
    if restored is None or overlapping(history, version.number):
        raise LaterFirst
    stands = restored.is_present and restored.confirmed is not None
    if stands or _is_carried_out(history, version):
        raise LaterFirst
    floor.put(restored, floor.event(reason, effective=version.holds_from), cancels=version.number)
    return restored


def _plan_of(history: Sequence[Version], version: Version) -> Version | None:
    """The plan that was carried out by the removal ``version``: both are taken back together.

    A plan that was given up before (転出予定の取消し) was not carried out.
    """
    event = version.resident.event
    is_leaving = REASONS[event.reason].family is Family.LEAVING
    if not is_leaving or event.event_class != EventClass.REMOVAL:
        return None
    earlier = [one for one in history if one.number < version.number]
    if not earlier or earlier[-1].resident.planned is None:
        return None
    plans = [one for one in in_force(history) if one.number < version.number and _is_plan(one)]
    return plans[-1] if plans else None


def _is_plan(version: Version) -> bool:
    event = version.resident.event
    return (
        REASONS[event.reason].event_class is EventClass.REMOVAL and event.event_class == EventClass.AMENDMENT
    )


def _is_carried_out(history: Sequence[Version], version: Version) -> bool:
    """Whether ``version`` is a plan on which somebody was removed: the removal is what is cancelled then."""
    return _is_plan(version) and not history[-1].resident.is_present


def _reopened(floor: Floor, number: str, made: list[Version]) -> Resident:
    """The 住民票 that was closed in the same act is in force again; the one that was opened never was."""
    closing, opening = made[0], made[-1]
    history = floor.history(number)
    if not _is_opening(history, opening):
        raise NotOfThatAct
    _demand_nothing_since(history)
    earlier = [one for one in floor.scene.histories[number] if one.record == closing.record]
    restored = without(earlier, closing.number)
    if restored is None:
        raise NotOfThatAct
    reason = REASONS["TORIKESHI_GEN"]
    never = floor.event(reason, effective=opening.holds_from)
    floor.close(_unmade(floor, history[-1].resident), never, cancels=opening.number)
    restored = replace(restored, household_number=history[-1].resident.household_number)
    again = floor.event(REASONS["TORIKESHI_ZO"], effective=closing.holds_from)
    floor.put(restored, again, cancels=closing.number)
    return restored


def _unmade(floor: Floor, resident: Resident) -> Resident:
    cause = Cause(reason="TORIKESHI_GEN", notified_on=floor.movement.notified_on, basis=floor.movement.basis)
    return replace(resident, state=State.REMOVED, removed=Removed(day=floor.movement.day, cause=cause))


def _followers(floor: Floor, made: dict[str, list[Version]]) -> list[Resident]:
    reason = REASONS["TORIKESHI_SHUSEI"]
    return [_restored(floor, number, versions[-1], reason) for number, versions in made.items()]


def _is_of_address(made: Sequence[Sequence[Version]]) -> bool:
    """Whether the 異動 that made these versions took somebody to another address."""
    return any(
        REASONS[one.resident.event.reason].family in _OF_ADDRESS for versions in made for one in versions
    )


def _return(
    floor: Floor, back: Sequence[Resident], following: Sequence[Resident], numbers: Numbers, *, moved: bool
) -> None:
    """Everybody to the household and the place where they were; a new household where that one moved away.

    One that everybody left is opened again, unless they had ``moved`` (STD 4.6.0.1: a new one at the former address).
    Who was removed since stays removed, whatever is restored on the record.
    """
    for resident in (*back, *following):
        floor.leave(resident.addressee_number)
    present = [one for one in back if one.is_present]
    following = [one for one in following if one.is_present]
    gone = [one for one in present if _is_gone(floor, one, following, moved=moved)]
    if len({one.household_number for one in gone}) > 1:
        raise NoPlacement
    if gone:
        floor.found(numbers.household)
    standing = [one for one in (*present, *following) if one not in gone]
    for resident in sorted(standing, key=lambda one: one.position):
        floor.join(resident.addressee_number, resident.household_number, place=resident.position)
    for resident in sorted(gone, key=lambda one: one.position):
        floor.join(resident.addressee_number, numbers.household)
        floor.hold_from_last(resident.addressee_number)


def _is_gone(floor: Floor, resident: Resident, following: Sequence[Resident], *, moved: bool) -> bool:
    """Whether those who live in the former household live elsewhere now, or nobody does since they ``moved``."""
    household = floor.scene.households.get(resident.household_number)
    if household is None or (moved and not household.members):
        return True
    others = [floor.now[number].address for number in floor.members[resident.household_number]]
    others += [one.address for one in following if one.household_number == resident.household_number]
    here = resident.address
    return any((one.town, one.lot) != (here.town, here.lot) for one in others)


def _is_opening(history: Sequence[Version], version: Version) -> bool:
    return bool(history) and history[0].number == version.number


def _demand_nothing_since(history: Sequence[Version]) -> None:
    standing = {one.number for one in in_force(history)}
    for before, later in pairwise(history):
        if later.number in standing and changes(before, later).keys() - {*PLACE, *SERIALS}:
            raise LaterFirst
