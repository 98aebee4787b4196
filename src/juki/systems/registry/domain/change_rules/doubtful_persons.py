"""Alerts about a person whom the 異動 is about. Source: STD 11.1."""

from collections.abc import Iterator

from juki.kernel.values.age import age_at_start_of
from juki.kernel.values.relationship import ALONE
from juki.systems.registry.domain import sexes
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.change_rules.look import Look
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.history import Version, in_force
from juki.systems.registry.domain.resident import Event, Resident

_VERY_OLD = 120
_BACKWARDS = frozenset({Family.CANCELLING, Family.NOTICE})
"""Families that speak of an earlier 異動: their day says nothing about an order."""
_CORRECTION = "GOKI_SHUSEI"


def alerts(look: Look) -> Iterator[Alert]:
    """Everything unusual about one person."""
    for after, before in look.subjects():
        yield from _order(look, before)
        yield from _present(look, after)
    for written in look.outcome.versions:
        after, before = written.resident, written.before
        same = before and (before.relationship, before.sex) == (after.relationship, after.sex)
        if after.is_present and not same and sexes.is_unlikely(after.relationship, after.sex):
            yield Alert.RELATIONSHIP_AND_SEX
        if after.is_present and after.foreign and _is_new_kin(before, after):
            yield Alert.FOREIGN_RELATIONSHIP


def _is_new_kin(before: Resident | None, after: Resident) -> bool:
    """A 続柄 that says kin, and was not there before. Source: STD 1.1.11."""
    stood = before is not None and before.is_present and before.relationship == after.relationship
    return not stood and ALONE.isdisjoint(after.relationship.steps)


def _order(look: Look, before: Resident | None) -> Iterator[Alert]:
    movement = look.movement
    if before is None or movement.reason.family in _BACKWARDS or movement.reason.code == _CORRECTION:
        return
    events = _events(before, look.scene.histories.get(before.addressee_number, ()))
    if movement.day.is_exact and any(movement.day.internal < one.holds_from for one in events):
        yield Alert.EARLIER_THAN_LAST
    if any((one.reason, one.day) == (movement.reason.code, movement.day) for one in events):
        yield Alert.SAME_AGAIN


def _events(before: Resident, versions: tuple[Version, ...]) -> list[Event]:
    """The 異動 that stand; of a plan to leave the day from which it holds is the one on which it was filed."""
    own = [one for one in versions if one.record == before.record]
    return [one.resident.event for one in in_force(own)] if own else [before.event]


def _present(look: Look, after: Resident) -> Iterator[Alert]:
    movement = look.movement
    if not after.is_present or movement.reason.family is Family.CANCELLING:
        return
    born = after.birth
    if (
        born.is_exact
        and born.internal <= look.day
        and age_at_start_of(look.day, birth=born.internal) >= _VERY_OLD
    ):
        yield Alert.VERY_OLD
    expires_on = after.foreign.expires_on if after.foreign else None
    if expires_on and expires_on < (movement.notified_on or movement.processed_on):
        yield Alert.STAY_EXPIRED
