"""What an act has to do and what it must leave alone: found out without asking the rules how they do it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from juki.launch.simulation.deeds import OUT, Deed, Done, newcomer
from juki.launch.simulation.register import Made, Register
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.items import EVENT, IDENTITY, PLACE, SERIALS, Group, columns_of
from juki.systems.registry.domain.movement import NEW, Outcome, Scene

_ALWAYS = frozenset({*PLACE, *EVENT, *SERIALS})
_CARRIED_OUT = frozenset({"due", "notice"})
"""Removals by a plan: the plan is taken back with them."""
_PLAN = columns_of(Group.PLANNED) | set(SERIALS)
_RELATIONSHIP = columns_of(Group.RELATIONSHIP)
_STATE = columns_of(Group.REMOVED, Group.PLANNED, Group.CONFIRMED)
_TWO_SHEETS = frozenset({*IDENTITY, *columns_of(*Group)})


def keys_of(deed: Deed, outcome: Outcome) -> dict[str, str]:
    """宛名番号 by the key that the deed has for a person."""
    fresh = iter(
        [one.resident.addressee_number for one in outcome.versions if one.about and one.before is None]
    )
    return {
        one.addressee_number or newcomer(place): one.addressee_number or next(fresh, "")
        for place, one in enumerate(deed.movement.persons)
    }


def faults_of(
    deed: Deed, scene: Scene, outcome: Outcome, register: Register, made: Sequence[Made]
) -> Iterator[str]:
    """Everything that came otherwise; ``register`` has the act applied, which made the versions ``made``."""
    if deed.cancels is not None:
        if deed.restores:
            yield from _not_restored(deed.cancels, register, set(outcome.founded))
        return
    keys = keys_of(deed, outcome)
    yield from _fates(deed, scene, register, keys, outcome)
    yield from _labels(deed, scene, register, keys)
    yield from _orders(deed, scene, outcome, register, keys)
    yield from _items(deed, outcome, register, keys, made)


def _fates(
    deed: Deed, scene: Scene, register: Register, keys: Mapping[str, str], outcome: Outcome
) -> Iterator[str]:
    new = next(iter(outcome.founded), NEW)
    for key, number in keys.items():
        before, now = scene.residents.get(number), register.latest[number]
        fate = deed.fates.get(key)
        state = fate.state if fate and fate.state else before.state if before else None
        if now.state is not state:
            yield f"state {now.state} instead of {state}"
        house = fate.house if fate else None
        if house is None:
            house = before.household_number if before and before.is_present else OUT
        house = new if house == NEW else house
        if house != (now.household_number if now.is_present else OUT):
            yield "in another household than meant"
        if fate:
            yield from _held(register, number, fate.holds)
    for number, before in scene.residents.items():
        now = register.latest[number]
        if number not in keys.values() and (
            now.state is not before.state or now.household_number != before.household_number
        ):
            yield "somebody else moved or was removed"


def _held(register: Register, number: str, holds: Mapping[str, Any]) -> Iterator[str]:
    if holds:
        row = register.row(number)
        yield from (
            f"{column} is not what was asked" for column, value in holds.items() if row[column] != value
        )


def _labels(deed: Deed, scene: Scene, register: Register, keys: Mapping[str, str]) -> Iterator[str]:
    asked = dict(deed.movement.rest)
    for place, one in enumerate(deed.movement.persons):
        if one.relationship is not None:
            asked[keys[one.addressee_number or newcomer(place)]] = one.relationship
    for number, before in scene.residents.items():
        asked.setdefault(number, before.relationship)
    for number, label in asked.items():
        if register.latest[number].relationship != label:
            yield "another relationship than meant"


def _orders(
    deed: Deed, scene: Scene, outcome: Outcome, register: Register, keys: Mapping[str, str]
) -> Iterator[str]:
    """Who stays keeps the order, who joins stands behind, in the order of the notification."""
    if deed.movement.positions:
        house = register.latest[deed.movement.positions[0]].household_number
        if register.households[house].members != deed.movement.positions:
            yield "not in the order that was asked"
        return
    touched = {*scene.households, *outcome.founded, *(one.number for one in outcome.households)}
    for house in touched:
        before = scene.households[house].members if house in scene.households else ()
        now = register.households[house].members
        stayed = tuple(one for one in before if one in now)
        joined = tuple(one for one in keys.values() if one in now and one not in before)
        if now != (*stayed, *joined):
            yield "the order of the household is another"


def _items(
    deed: Deed, outcome: Outcome, register: Register, keys: Mapping[str, str], made: Sequence[Made]
) -> Iterator[str]:
    """Only what the reason may change did; what was asked for stands there."""
    allowed = columns_of(*deed.movement.reason.changes) | _ALWAYS
    for written, (earlier, version) in zip(outcome.versions, made, strict=True):
        if earlier is None:
            continue
        before, row = earlier.row, version.row
        changed = {column for column, value in row.items() if before[column] != value} - _RELATIONSHIP
        changed -= allowed if written.about else _ALWAYS
        if row["record"] != before["record"]:
            changed -= _TWO_SHEETS
        if row["event_class"] != "amendment":
            changed -= _STATE
        if changed:
            yield f"changed as well: {', '.join(sorted(changed))}"
    for place, one in enumerate(deed.movement.persons):
        if one.items:
            row = register.row(keys[one.addressee_number or newcomer(place)])
            wrong = [
                name for name, value in one.items.items() if row[name] != value and value not in {"", None}
            ]
            if wrong:
                yield f"not as asked: {', '.join(sorted(wrong))}"


def _not_restored(done: Done, register: Register, founded: set[str]) -> Iterator[str]:
    for number, before in done.before.items():
        now = register.latest[number]
        if before is None or (not before.is_present and before.record < now.record):
            if now.is_present:
                yield "an entry was cancelled and the person is still there"
            continue
        earlier, row = flat(before), flat(now)
        wrong = {name for name in row if earlier[name] != row[name]} - set(EVENT)
        if now.household_number in founded:
            wrong.discard("household_number")
        if done.name in _CARRIED_OUT and before.planned is not None:
            wrong -= _PLAN
        if wrong:
            yield f"not restored: {', '.join(sorted(wrong))}"
    for house, members in done.households.items():
        left = register.households[house].members
        if left != members and not (not left and founded):
            yield "the household is not restored"
