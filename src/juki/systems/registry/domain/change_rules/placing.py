"""Where they live afterwards, with whom, and how everybody stands to the 世帯主.

Source: 住基法7条4号, 23条, 25条; STD 1.1.10, 4.0.2, 4.1.4.1, 4.1.4.2, 5.2.
"""

from collections.abc import Iterator

from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.change_errors import (
    JoinsOwnHousehold,
    NobodyStays,
    NoNewHead,
    NotAmongTheRest,
    OrderIncomplete,
    PartMissing,
    PartNotTaken,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at
from juki.systems.registry.domain.change_rules.parts import Need, Where
from juki.systems.registry.domain.errors import AddressElsewhere, HouseholdElsewhere, SecondHead
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.household import demand_same_place
from juki.systems.registry.domain.movement import Household
from juki.systems.registry.domain.outcomes.errors import NoPlacement, WholeHousehold

_SPLIT, _NEW_HEAD = "SETAI_BUNRI", "SETAINUSHI_HENKO"


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with placement, address, 続柄 and order."""
    yield from _placement(case)
    yield from _address(case)
    yield from _relationships(case)
    yield from _rest(case)
    yield from _order(case)
    if case.reason.family is not Family.CANCELLING and case.where in case.parts.placements:
        yield from _heads(case)


def _placement(case: Case) -> Iterator[Fault]:
    if case.where not in case.parts.placements:
        can_choose = case.where is Where.STAY
        yield "placement.where", NoPlacement() if can_choose else PartNotTaken(item="異動先世帯")
        return
    if case.where is Where.JOIN:
        joined = case.scene.households.get(case.movement.household)
        if joined is None or not joined.members:
            yield "placement.number", NoPlacement()
        elif any(now.is_present and now.household_number == joined.number for _, now in case.known()):
            yield "placement.number", JoinsOwnHousehold()
    elif case.where is Where.STAY and case.reason.family is Family.MOVE:
        if any(not case.numbers.issuperset(one.members) for one in _homes(case)):
            yield "placement.where", WholeHousehold()
    elif case.reason.family is Family.RESTORING and _is_lost(case):
        yield "placement.where", NoPlacement()
    if case.reason.code == _SPLIT and any(case.numbers.issuperset(one.members) for one in _homes(case)):
        yield "persons", NobodyStays()


def _address(case: Case) -> Iterator[Fault]:
    """The new one lies here; who joins a household lives where it lives, 方書 apart (STD 4.1.4.1)."""
    address = case.movement.address
    if address is None:
        own = all("address_town" in one.change.items for one in case.subjects)
        if case.reason.family is Family.ENTRY and case.where is Where.NEW and not own:
            yield "address", PartMissing(item="住所")
        return
    if address.municipality is None or address.municipality.digits != case.municipality:
        yield "address", AddressElsewhere()
    joined = case.scene.households.get(case.movement.household)
    if joined and joined.members and case.parts.address is not Need.NONE:
        try:
            demand_same_place(case.scene.residents[joined.members[0]].address, address)
        except HouseholdElsewhere as refusal:
            yield "address", refusal


def _relationships(case: Case) -> Iterator[Fault]:
    """Who comes to another 世帯主 is something else to this one; who goes with the own one is what they were."""
    if case.where is Where.STAY or case.parts.relationship is not Need.MAY:
        return
    heads = {now.household_number for _, now in case.known() if now.is_head}
    for subject, now in case.known():
        goes_along = case.where is Where.NEW and now.household_number in heads
        if subject.change.relationship is None and not goes_along:
            yield at(subject.place, "relationship"), PartMissing(item="続柄")


def _rest(case: Case) -> Iterator[Fault]:
    others = {number for one in _touched(case) for number in one.members} - case.numbers
    for number in case.movement.rest:
        if number not in others:
            yield f"rest.{number}", NotAmongTheRest()


def _order(case: Case) -> Iterator[Fault]:
    positions = case.movement.positions
    if not positions or case.parts.positions is Need.NONE:
        return
    members = {
        Where.STAY: {number for one in _homes(case) for number in one.members},
        Where.NEW: set(case.numbers),
        Where.JOIN: case.numbers.union(*(one.members for one in _touched(case) if _is_joined(case, one))),
    }[case.where]
    if sorted(positions) != sorted(members):
        yield "positions", OrderIncomplete()


def _heads(case: Case) -> Iterator[Fault]:
    after = [dict(one) for one in _afterwards(case)]
    if any(sum(relationship.is_head for relationship in one.values()) > 1 for one in after):
        named = [subject.place for subject, relationship in _said(case) if relationship.is_head]
        yield at(named[0], "relationship") if named else "rest", SecondHead()
    if case.reason.code == _NEW_HEAD:
        present = case.scene.residents
        earlier = {number for one in _homes(case) for number in one.members if present[number].is_head}
        heads = {number for one in after for number, relationship in one.items() if relationship.is_head}
        if not heads - earlier:
            yield "persons", NoNewHead()


def _said(case: Case) -> Iterator[tuple[Subject, Relationship]]:
    """The 続柄 that the form gives, and those that are taken along to another household."""
    for subject in case.subjects:
        taken_along = subject.now.relationship if subject.now and case.where is not Where.STAY else None
        relationship = subject.change.relationship or taken_along
        if relationship is not None:
            yield subject, relationship


def _afterwards(case: Case) -> Iterator[list[tuple[str, Relationship]]]:
    """Everybody's 続柄 in each household afterwards; of who gets a 宛名番号 under a name that no number has."""
    gone = case.numbers if case.is_removal or case.where is not Where.STAY else frozenset()
    returning = case.reason.family is Family.RESTORING and case.where is Where.STAY
    for household in _touched(case):
        members = [(one, _now(case, one)) for one in household.members if one not in gone]
        if _is_joined(case, household):
            members += _coming(case)
        if returning:
            back = {
                now.addressee_number for _, now in case.known() if now.household_number == household.number
            }
            members += [one for one in _coming(case) if one[0] in back]
        yield members
    if case.where is Where.NEW:
        yield _coming(case)


def _coming(case: Case) -> list[tuple[str, Relationship]]:
    found = []
    for subject in case.subjects:
        relationship = subject.change.relationship or (subject.now.relationship if subject.now else None)
        if relationship is not None:
            found.append((subject.change.addressee_number or f"+{subject.place}", relationship))
    return found


def _now(case: Case, number: str) -> Relationship:
    """What somebody is in the household afterwards: as the form says, else as the record does."""
    given = {one.addressee_number: one.relationship for one in case.movement.persons}
    chosen = case.movement.rest.get(number) or given.get(number)
    return chosen or case.scene.residents[number].relationship


def _homes(case: Case) -> list[Household]:
    """The households that the 異動者 are in now."""
    return [one for one in case.scene.households.values() if not case.numbers.isdisjoint(one.members)]


def _touched(case: Case) -> list[Household]:
    back = {now.household_number for _, now in case.known()}
    return [one for one in case.scene.households.values() if one.number in back or _is_joined(case, one)]


def _is_joined(case: Case, household: Household) -> bool:
    return case.where is Where.JOIN and household.number == case.movement.household


def _is_lost(case: Case) -> bool:
    """Whether somebody would stay in a household in which nobody is left."""
    closed = [now for _, now in case.known() if not _members(case, now.household_number)]
    return case.where is Where.STAY and bool(closed)


def _members(case: Case, number: str) -> tuple[str, ...]:
    household = case.scene.households.get(number)
    return household.members if household else ()
