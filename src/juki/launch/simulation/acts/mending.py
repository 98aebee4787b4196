"""Errors of the office, taken back: 異動の取消し of the whole act or of some of its people."""

from juki.launch.simulation.acts.writing import movement, person
from juki.launch.simulation.deeds import LATER_FIRST, Deed, Done
from juki.launch.simulation.world import World
from juki.systems.registry.domain.event_reasons import EventClass, Family
from juki.systems.registry.domain.history import Version

SECOND_HEAD, NOT_OF_THAT_ACT = "REG-0110", "REG-0689"
_HOUSEHOLDS_GONE = frozenset({"REG-0684"})
_MET_SOMETHING = _HOUSEHOLDS_GONE | {LATER_FIRST, SECOND_HEAD, NOT_OF_THAT_ACT}
CANCELLED_ACT = "REG-0692"
"""A cancellation is not cancelled: the 異動 is entered anew."""
_TRIED_ANYWAY = 0.2
_LATELY = 12
_KINDS = {
    EventClass.ENTRY: "TORIKESHI_GEN",
    EventClass.REMOVAL: "TORIKESHI_ZO",
    EventClass.AMENDMENT: "TORIKESHI_SHUSEI",
}


def cancel(world: World) -> Deed | None:
    """An act of lately was an error."""
    if not world.done:
        return None
    reach = len(world.done) if world.chance(0.3) else min(_LATELY, len(world.done))
    return cancel_act(world, world.done[-1 - int(world.rng.random() * reach)])


def cancel_act(world: World, done: Done) -> Deed | None:
    """Take back ``done``, mostly for everybody whom it was about."""
    if done.trace in world.cancelled:
        return None
    by_kind: dict[str, list[str]] = {}
    for number in done.about:
        kind = kind_of(world, done, number)
        if kind:
            by_kind.setdefault(kind, []).append(number)
    if not by_kind:
        return None
    kind, people = max(by_kind.items(), key=lambda one: len(one[1]))
    if len(people) > 1 and world.chance(0.25):
        people = people[: 1 + int(world.rng.random() * (len(people) - 1))]
    whole = len(people) == len(done.about)
    strict = whole and untouched(world, done)
    twice = done.movement.reason.family is Family.CANCELLING
    if twice and not world.chance(_TRIED_ANYWAY):
        return None
    chosen = {world.souls[one].serial for one in people}
    return Deed(
        name="cancel" if whole else "cancel_part",
        movement=movement(
            world, kind, tuple(map(person, people)), day=world.today, target=done.trace,
        ),
        effects=tuple(one for one in done.undo if whole or one[0].serial in chosen),
        tolerated=_HOUSEHOLDS_GONE if strict else _MET_SOMETHING, refusal=CANCELLED_ACT if twice else "",
        households=tuple(done.households), cancels=done, restores=strict,
    )  # fmt: skip


def kind_of(world: World, done: Done, number: str) -> str:
    """The kind of cancellation of what ``done`` made of a person; empty where nothing of it stands."""
    made: list[Version] = []
    for sheet in world.register.sheets[number].values():
        taken = {one.cancels for one in sheet}
        made += [one for one in sheet if one.trace == done.trace and one.number not in taken]
    if not made:
        return ""
    if len(made) > 1:
        return "TORIKESHI_SHUSEI"
    return _KINDS[EventClass(made[0].resident.event.event_class)]


def untouched(world: World, done: Done) -> bool:
    """Whether nothing happened since to anybody it touched or to their households."""
    register = world.register
    if any(register.households[house].members != members for house, members in done.left.items()):
        return False
    people = {*done.after, *(one for members in done.left.values() for one in members)}
    return all(register.sheet(one)[-1].recorded_at <= done.moment for one in people)
