"""What may be proposed about a household: 続柄 to another 世帯主, and 記載順位. A person decides both.

Source: 住基法7条4号; STD 1.1.11, 4.1.4.2, 5.2.
"""

from collections.abc import Collection, Sequence

from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.registry.domain.change_rules.kinship import Kinship, Node, Step, Tie
from juki.systems.registry.domain.change_rules.standing import order
from juki.systems.registry.domain.resident import Resident, Sex

__all__ = ["order", "relationships"]

_TURNS = {
    (Tie.SPOUSE, Tie.CHILD): Tie.CHILD,
    (Tie.CHILD, Tie.PARENT): Tie.SPOUSE,
    (Tie.CHILD, Tie.SIBLING): Tie.CHILD,
    (Tie.PARENT, Tie.SPOUSE): Tie.PARENT,
    (Tie.PARENT, Tie.CHILD): Tie.SIBLING,
    (Tie.SIBLING, Tie.PARENT): Tie.PARENT,
    (Tie.SIBLING, Tie.SIBLING): Tie.SIBLING,
}
"""Two steps that are one where the way turns: the child of a spouse is a child, the child of a parent a sibling."""
_WORDS = {
    (Tie.SPOUSE, Sex.MALE): Kin.HUSBAND, (Tie.SPOUSE, Sex.FEMALE): Kin.WIFE,
    (Tie.UNREGISTERED, Sex.MALE): Kin.UNREGISTERED_HUSBAND, (Tie.UNREGISTERED, Sex.FEMALE): Kin.UNREGISTERED_WIFE,
    (Tie.PARENT, Sex.MALE): Kin.FATHER, (Tie.PARENT, Sex.FEMALE): Kin.MOTHER,
}  # fmt: skip
_SIBLINGS = {
    (True, Sex.MALE): Kin.ELDER_BROTHER, (True, Sex.FEMALE): Kin.ELDER_SISTER,
    (False, Sex.MALE): Kin.YOUNGER_BROTHER, (False, Sex.FEMALE): Kin.YOUNGER_SISTER,
}  # fmt: skip


def relationships(
    members: Sequence[Resident], *, head: str, leaving: Collection[str] = ()
) -> dict[str, Relationship | None]:
    """The 続柄 of everybody who remains to the new 世帯主 ``head``; None where it cannot be derived.

    ``members`` are all of the household before, with the former 世帯主 even when ``leaving``. More than four words are
    縁故者; 縁故者 and 同居人 stay what they are, and everybody is a 同居人 to a 同居人.
    """
    kinship = Kinship(members)
    by_number = {one.addressee_number: one for one in members}
    return {
        number: _to(kinship, by_number[head], member)
        for number, member in by_number.items()
        if number not in leaving
    }


def _to(kinship: Kinship, head: Resident, member: Resident) -> Relationship | None:
    if head is member:
        return Relationship.of(Kin.HEAD)
    words = {head.relationship.steps[0], member.relationship.steps[0]}
    for alone in (Kin.LODGER, Kin.RELATED):
        if alone in words:
            return Relationship.of(alone)
    start, path = kinship.node(head.addressee_number), None
    if start is not None:
        path = kinship.path(head.addressee_number, member.addressee_number)
    return _written(kinship, start, _turned(path)) if start and path else None


def _turned(path: Sequence[Step]) -> list[Step]:
    found: list[Step] = []
    for step in path:
        last = found[-1] if found else None
        turn = _TURNS.get((last.tie, step.tie)) if last and not last.onward and step.onward else None
        if turn:
            found[-1] = Step(turn, step.to, onward=True)
        else:
            found.append(step)
    return found


def _written(kinship: Kinship, start: Node, path: Sequence[Step]) -> Relationship | None:
    words: list[Kin] = []
    here = start
    for step in path:
        word = _word(kinship, here, step)
        if word is None:
            return None
        words.append(word)
        here = step.to
    return Relationship.of(*words)


def _word(kinship: Kinship, here: Node, step: Step) -> Kin | None:
    if step.tie is Tie.CHILD:
        return Kin.CHILD
    if step.tie is Tie.SIBLING:
        is_elder = kinship.is_elder(step.to, here)
        return None if is_elder is None else _SIBLINGS.get((is_elder, step.to.sex))
    return _WORDS.get((step.tie, step.to.sex))
