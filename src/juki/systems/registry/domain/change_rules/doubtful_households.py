"""Alerts about a household as it is afterwards. Source: 住基法7条4号; STD 1.1.10, 4.0.4, 4.0.5, 4.1.4.2, 11.1."""

from collections.abc import Callable, Iterator

from juki.kernel.values.relationship import ALONE, Kin
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.change_rules.look import Look
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.household import is_young_for_head
from juki.systems.registry.domain.movement import Household
from juki.systems.registry.domain.resident import Resident

_SPOUSES = frozenset({Kin.HUSBAND, Kin.WIFE, Kin.UNREGISTERED_HUSBAND, Kin.UNREGISTERED_WIFE})
_PARENTS = frozenset({Kin.FATHER, Kin.MOTHER})
_OF_LEAVING = frozenset({Family.NOTICE, Family.CANCELLING})
_SETTLING = frozenset({Family.MOVE, Family.ENTRY})


def alerts(look: Look) -> Iterator[Alert]:
    """Everything unusual about one household."""
    for household, earlier in look.households():
        for rule in _RULES:
            yield from rule(look, household, earlier)


def _head(look: Look, household: Household, earlier: Household | None) -> Iterator[Alert]:
    """A household may be without 世帯主; who is left asks for it, and with two or more it is better said before."""
    was, now = look.head_before(earlier), look.head_after(household)
    stays_so = earlier is not None and was is None and set(earlier.members) == set(household.members)
    if now is None and not stays_so:
        yield Alert.HEADLESS
    left = was is not None and was not in household.members
    remaining = [one for one in household.members if not _plans(look, one)]
    if len(remaining) > 1 and (
        (left and now is None) or (was is not None and was == now and _plans(look, was))
    ):
        yield Alert.HEAD_FIRST


def _plans(look: Look, number: str) -> bool:
    """Whether the act is a 転出 of somebody that lies ahead."""
    before = look.before(number)
    return bool(look.after(number).planned and before and before.planned is None)


def _stale(look: Look, household: Household, earlier: Household | None) -> Iterator[Alert]:
    """Another 世帯主, and a 続柄 that nobody looked at. 縁故者 and 同居人 are so to anybody."""
    was, now = look.head_before(earlier), look.head_after(household)
    if was is None or now is None or was == now or earlier is None:
        return
    movement = look.movement
    said = {one.addressee_number for one in movement.persons if one.relationship} | set(movement.rest)
    for number in set(household.members) & set(earlier.members) - {now} - said:
        relationship = look.scene.residents[number].relationship
        if look.after(number).relationship == relationship and ALONE.isdisjoint(relationship.steps):
            yield Alert.RELATIONSHIPS_STAND


def _family(look: Look, household: Household, _: Household | None) -> Iterator[Alert]:
    """Only where the act says it: what stood like that before was looked at when it was recorded."""
    members = [look.after(number) for number in household.members]
    head = next((one for one in members if one.is_head), None)
    spouses = [
        one for one in members if one.relationship.steps[0] in _SPOUSES and len(one.relationship.steps) == 1
    ]
    if len(spouses) > 1 and not all(_stood(look, head, one) for one in spouses):
        yield Alert.TWO_SPOUSES
    for member in members:
        if head and _is_inverted(head, member) and not _stood(look, head, member, with_births=True):
            yield Alert.PARENT_YOUNGER


def _stood(look: Look, head: Resident | None, member: Resident, *, with_births: bool = False) -> bool:
    """Whether ``member`` lived in one household with ``head`` before, in the same 続柄 to them."""
    was = look.before(member.addressee_number)
    if was is None or not was.is_present or was.relationship != member.relationship:
        return False
    if head is None:
        return was.household_number == member.household_number
    lead = look.before(head.addressee_number)
    if lead is None or not (lead.is_present and lead.is_head):
        return False
    born = (was.birth, lead.birth) == (member.birth, head.birth)
    return was.household_number == lead.household_number and (born or not with_births)


def _is_inverted(head: Resident, member: Resident) -> bool:
    """Children and children's children are born after the head, parents before; of others nothing is known."""
    if not (head.birth.is_exact and member.birth.is_exact):
        return False
    steps = set(member.relationship.steps)
    if steps == {Kin.CHILD}:
        return member.birth.internal <= head.birth.internal
    return steps <= _PARENTS and member.birth.internal >= head.birth.internal


def _young(look: Look, household: Household, _: Household | None) -> Iterator[Alert]:
    number = look.head_after(household)
    if number is None or not look.is_written(number):
        return
    head, before = look.after(number), look.before(number)
    if before is not None and before.is_head and before.is_present:
        return
    if is_young_for_head(head.birth, day=look.day):
        yield Alert.YOUNG_HEAD


def _planned(look: Look, _: Household, earlier: Household | None) -> Iterator[Alert]:
    """Never on certificates (STD 5.1), and never where the 転出 itself is confirmed or cancelled (STD 4.6.0.1)."""
    reason = look.movement.reason
    if reason.family in _OF_LEAVING or (reason.family is Family.LEAVING and not reason.may_be_future):
        return
    if any(look.scene.residents[number].planned for number in (earlier.members if earlier else ())):
        yield Alert.PLANNED_MOVER


def _place(look: Look, household: Household, earlier: Household | None) -> Iterator[Alert]:
    family = look.movement.reason.family
    coming = [number for number in household.members if earlier is None or number not in earlier.members]
    if family is Family.HOUSEHOLD and earlier and earlier.members:
        there = _spot(look.scene.residents[earlier.members[0]])
        if any(_spot(look.after(number)) != there for number in coming):
            yield Alert.MERGED_FROM_ELSEWHERE
    if family in _SETTLING and household.number in look.outcome.founded:
        address = look.after(household.members[0]).address
        others = [
            one for one in look.scene.residents if one not in household.members and look.after(one).is_present
        ]
        if any(look.after(number).address == address for number in others):
            yield Alert.SHARED_ADDRESS


def _spot(resident: Resident) -> tuple[object, ...]:
    """The place, 方書 apart. Source: STD 4.1.4.1."""
    return resident.address.municipality, resident.address.town, resident.address.lot


_RULES: tuple[Callable[[Look, Household, Household | None], Iterator[Alert]], ...] = (
    _head, _stale, _family, _young, _planned, _place,
)  # fmt: skip
