"""Who leaves: 転出 planned, due, confirmed and taken back; 死亡, 失踪, 職権消除."""

from dataclasses import replace
from datetime import date, timedelta

from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.relationship import Relationship
from juki.launch.simulation.acts.writing import movement, person, stays
from juki.launch.simulation.deeds import OUT, Deed, Fate
from juki.launch.simulation.inventing import legal
from juki.launch.simulation.world import World
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.movement import Movement
from juki.systems.registry.domain.resident import (
    Basis,
    ConfirmedMoveOut,
    Kind,
    PlannedMoveOut,
    State,
)

_NEW_HEAD = 0.85
_NOTIFIED_WITHIN = 13
"""Days after the move within which every calendar still takes a 転出届. Source: 住基法24条; STD 4.1.3."""


def left_behind(world: World, leaving: tuple[str, ...]) -> dict[str, Relationship]:
    """続柄 of those who stay: a new 世帯主 where the old one leaves and, mostly, somebody follows."""
    members = world.members(leaving[0])
    staying = [one for one in members if one not in leaving]
    head = world.head(members)
    if not staying or head not in leaving or not (len(staying) == 1 or world.chance(_NEW_HEAD)):
        return {}
    return world.labels(staying, successor(world, staying))


def successor(world: World, members: list[str]) -> str:
    """The oldest of them becomes 世帯主."""
    return min(members, key=lambda one: (world.souls[one].birth.internal, one))


def group(world: World) -> tuple[str, ...]:
    """A whole household, or one or some of it, of whom nothing is planned."""
    number = world.somebody(lambda one, _: stays(one))
    if number is None:
        return ()
    members = [one for one in world.members(number) if stays(world.resident(one))]
    if world.chance(0.5):
        return tuple(members)
    return tuple(one for one in members if one == number or world.chance(0.2))


def leave(world: World) -> Deed | None:
    """転出届: mostly ahead of the day, now and then after it."""
    leaving = () if world.is_deserted else group(world)
    if not leaving:
        return None
    roll = world.rng.random()
    ahead = roll < 0.75
    abroad = world.chance(0.15)
    soon = world.today + timedelta(days=1 + int(world.rng.random() * 30))
    day = soon if ahead else world.late(leaving)
    reason = "KOKUGAI_TENSHUTSU" if abroad else ("TOKUREI_TENSHUTSU" if world.chance(0.3) else "TENSHUTSU")
    rest = {} if ahead else left_behind(world, leaving)
    overdue = (world.today - day).days > _NOTIFIED_WITHIN
    if overdue and reason == "TOKUREI_TENSHUTSU":
        reason = "TENSHUTSU"
    basis = Basis.EX_OFFICIO if overdue else Basis.NOTIFICATION
    act = movement(world, reason, tuple(person(one) for one in leaving), day=day, basis=basis, rest=rest)
    return Deed(
        name="leave_ahead" if ahead else "leave_late",
        movement=_with_plan(world, act, day, abroad=abroad),
        fates={one: _leaves(ahead, day) for one in leaving},
        follow=((int(world.rng.random() * 40) + (day - world.today).days, "notice", leaving),),
    )


def _leaves(ahead: bool, day: date) -> Fate:
    if ahead:
        return Fate(holds={"planned_on": day, "removed_day": None})
    return Fate(state=State.MOVED_OUT, house=OUT, holds={"removed_day": day, "planned_on": day})


def _with_plan(world: World, act: Movement, day: date, *, abroad: bool) -> Movement:
    former = world.inventor.abroad() if abroad else None
    plan = PlannedMoveOut(
        day=day, notified_on=act.notified_on, basis=act.basis,
        address=former.address if former else world.inventor.elsewhere(), country=former.country if former else "",
    )  # fmt: skip
    return replace(act, planned=plan)


def take_back(world: World) -> Deed | None:
    """転出予定の取消し."""
    number = world.somebody(lambda one, _: one.planned is not None)
    return cancel_plan(world, (number,)) if number else None


def cancel_plan(world: World, people: tuple[str, ...]) -> Deed | None:
    """Those of ``people``'s households who planned to leave on the same day stay after all."""
    number = people[0]
    plan = world.resident(number).planned
    if plan is None or not world.resident(number).is_present:
        return None
    together = [one for one in world.members(number) if world.resident(one).planned == plan]
    staying = tuple(one for one in together if one == number or world.chance(0.9))
    return Deed(
        name="take_back", movement=movement(world, "TENSHUTSU_TORIKESHI", tuple(map(person, staying)), day=world.today),
        fates={one: Fate(holds={"planned_on": None, "planned_town": ""}) for one in staying},
    )  # fmt: skip


def notice(world: World, people: tuple[str, ...]) -> Deed | None:
    """転入通知 of the other city about those who planned to move there and did."""
    told = tuple(one for one in people if _may_be_told(world, one))
    if not told:
        return None
    plan = world.resident(told[0]).planned
    if plan is None or plan.country or plan.address is None:
        return None
    told = tuple(one for one in told if world.resident(one).planned == plan)
    first = max(
        world.floor([one for one in told if world.resident(one).is_present] or told),
        plan.day - timedelta(days=5),
    )
    moved = min(world.today, first + timedelta(days=int(world.rng.random() * 8)))
    present = tuple(one for one in told if world.resident(one).is_present)
    day = min(plan.day, moved)
    confirmed = ConfirmedMoveOut(day=moved, notice_on=world.today, basis=Basis.NOTICE, address=plan.address)
    rest = left_behind(world, present) if present else {}
    held = {"confirmed_on": moved, "confirmed_notice_on": world.today, "planned_on": plan.day}
    fates = {
        one: Fate(state=State.MOVED_OUT, house=OUT, holds=held | {"removed_day": day})
        if one in present
        else Fate(holds=held)
        for one in told
    }
    return Deed(
        name="notice", fates=fates,
        movement=movement(
            world, "TENNYU_TSUCHI", tuple(map(person, told)), day=moved, confirmed=confirmed, rest=rest
        ),
    )  # fmt: skip


def _may_be_told(world: World, number: str) -> bool:
    resident = world.resident(number)
    moved = resident.is_present or resident.state is State.MOVED_OUT
    return moved and resident.planned is not None and resident.confirmed is None


def die(world: World) -> Deed | None:
    """死亡, sometimes on a day that nobody knows; 失踪."""
    number = world.somebody(lambda _, soul: world.chance(0.1 + soul.age(world.today) / 110))
    if number is None:
        return None
    lost = world.chance(0.03)
    late = world.late([number], most=10)
    day: date | LegalDate = (_unknown(world, late) if world.chance(0.08) else None) or late
    return removed(world, (number,), "SHISSO" if lost else "SHIBO", day=day, state=State.DEAD)


def _unknown(world: World, day: date) -> LegalDate | None:
    text = f"{legal(day).text.split('年')[0]}年{day.month}月頃"
    found = LegalDate.parse(text, rule=DateRule.CERTIFIED)
    return found if found.internal <= world.today else None


def nobody_lives_there(world: World) -> Deed | None:
    """職権消除 after a 実態調査."""
    number = world.somebody(lambda one, _: stays(one))
    if number is None:
        return None
    deed = removed(world, (number,), "SHOKKEN_SHOJO", day=world.late([number]))
    return replace(deed, follow=((5, "restore", (number,)),) if world.chance(0.4) else ())


def loses_status(world: World) -> Deed | None:
    """消除 by a notice of the immigration authority."""
    number = world.somebody(lambda one, _: one.kind is Kind.FOREIGN)
    return removed(world, (number,), "HOMU_SHOJO", day=world.late([number])) if number else None


def removed(
    world: World, people: tuple[str, ...], reason: str, *, day: date | LegalDate, state: State = State.REMOVED
) -> Deed:
    """消除 of ``people`` of one household."""
    bases = REASONS[reason].bases
    return Deed(
        name=reason.lower(), fates={one: Fate(state=state, house=OUT) for one in people},
        movement=movement(
            world, reason, tuple(map(person, people)), day=day, rest=left_behind(world, people),
            basis=world.rng.choice(sorted(bases)),
        ),
    )  # fmt: skip
