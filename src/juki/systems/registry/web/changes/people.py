"""Whom the form shows: the 異動者, the others of their households, and the household that they join."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from juki.kernel.door.errors import NotPermitted
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.event_reasons import EventReason, Family
from juki.systems.registry.services import present, standing_acts
from juki.systems.registry.services.present import Standing
from juki.systems.registry.services.standing_acts import StandingAct


@dataclass(slots=True)
class People:
    """Everybody on the page by 宛名番号. ``movers`` in the order of the form, blank for whoever gets a number.

    ``candidates`` are those who may be 異動者, ``rest`` the others of their households, ``joined`` the members of the
    household to join; ``acts`` the 異動 that may be the target.
    """

    movers: list[str]
    standings: dict[str, Standing] = field(default_factory=dict)
    candidates: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    wrong_household: str = ""
    acts: list[StandingAct] = field(default_factory=list)

    @property
    def known(self) -> list[Standing]:
        """The 異動者 who have a record."""
        return [self.standings[number] for number in self.movers if number in self.standings]

    @property
    def households(self) -> list[str]:
        """The households of the 異動者 who are residents."""
        found = [one.resident.household_number for one in self.known if one.resident.is_present]
        return list(dict.fromkeys(found))


def actor_of(visitor: Visitor, right: str) -> Actor:
    """Who looks, by the right to look.

    Raises:
        NotPermitted: the visitor has it not.
    """
    if not visitor.may(right):
        raise NotPermitted(permission=right)
    return Actor(visitor.actor.who, right, visitor.actor.terminal)


def load(
    movers: Sequence[str], reason: EventReason, visitor: Visitor, *, joins: str = "", act: StandingAct | None = None,
    named: UUID | None = None,
) -> People:  # fmt: skip
    """Everybody whom the form of ``reason`` shows. ``act`` is the 異動 that is cancelled, ``named`` the one to be corrected.

    Raises:
        JukiError: somebody has no record.
        NotPermitted: the visitor may not see residents or households.
    """
    found = People(movers=list(movers))
    numbers = [number for number in movers if number]
    looking = actor_of(visitor, Permission.SEE_RESIDENT)
    at_home = actor_of(visitor, Permission.SEE_HOUSEHOLD)
    for one in present.persons(numbers, actor=looking, times=visitor.times) if numbers else []:
        found.standings[one.resident.addressee_number] = one
    for household in found.households:
        for one in present.members_or_none(household, actor=at_home, times=visitor.times):
            found.standings.setdefault(one.resident.addressee_number, one)
    if joins:
        _join(found, joins, at_home, visitor)
    found.acts = _acts(reason, numbers, looking, visitor, named)
    _candidates(found, reason, looking, visitor, act)
    return found


def _join(found: People, household: str, actor: Actor, visitor: Visitor) -> None:
    try:
        members = present.members(household, actor=actor, times=visitor.times)
    except JukiError as error:
        found.wrong_household = f"{error.message}（{error.code}）"
        return
    for one in members:
        found.standings.setdefault(one.resident.addressee_number, one)
    found.joined = [one.resident.addressee_number for one in members]


def _acts(
    reason: EventReason, numbers: Sequence[str], actor: Actor, visitor: Visitor, named: UUID | None
) -> list[StandingAct]:  # fmt: skip
    if parts.of(reason).target is not parts.Need.MAY or not numbers:
        return []
    return standing_acts.of_persons(numbers[:1], actor=actor, times=visitor.times, named=named)


def _candidates(
    found: People, reason: EventReason, actor: Actor, visitor: Visitor, act: StandingAct | None
) -> None:
    """Who may be chosen: of a cancelled 異動 whom it was about, else the members whom the reason fits."""
    takes, movers = parts.of(reason), set(found.movers)
    if act is not None:
        absent = [number for number in act.persons if number not in found.standings]
        for one in present.persons(absent, actor=actor, times=visitor.times) if absent else []:
            found.standings[one.resident.addressee_number] = one
        found.candidates = list(act.persons)
    elif reason.family is not Family.ENTRY:
        found.candidates = [
            number
            for number, one in found.standings.items()
            if number in movers or (
                number not in found.joined
                and one.resident.state in takes.states
                and reason.only in (None, one.resident.kind)
            )
        ]  # fmt: skip
    homes = set(found.households)
    found.rest = [
        number
        for number, one in found.standings.items()
        if number not in movers and one.resident.is_present and one.resident.household_number in homes
    ]
    for numbers in (found.candidates, found.rest):
        numbers.sort(key=lambda number: _place(found.standings[number]))


def _place(one: Standing) -> tuple[str, int]:
    return one.resident.household_number, one.resident.position
