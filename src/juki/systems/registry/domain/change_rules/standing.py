"""記載順位 as it is proposed: the four ranks of the standard. Whoever joins later stands last unless somebody says otherwise.

Source: STD 5.2.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.registry.domain.change_rules.kinship import ABSENT_HEAD, TIES, Kinship, Node, Tie
from juki.systems.registry.domain.resident import Resident

_COUPLE = frozenset({Tie.SPOUSE, Tie.UNREGISTERED})
_FAMILY_OF = frozenset({Tie.CHILD, Tie.SIBLING})
"""A child or sibling with spouse or children is a family of its own."""
_CHILDREN, _KIN = 3, 7
_PLACES: dict[tuple[Tie, ...], int] = {
    (Tie.SPOUSE,): 1, (Tie.UNREGISTERED,): 1, (Tie.CHILD,): 2, (Tie.PARENT,): 4, (Tie.SIBLING,): 5,
    (Tie.PARENT, Tie.PARENT): 6,
}  # fmt: skip
_IN_LAWS: dict[tuple[Tie, ...], int] = {(Tie.PARENT,): 0, (Tie.SIBLING,): 1, (Tie.PARENT, Tie.PARENT): 2}
_OTHERS = {Kin.RELATED: 8, Kin.LODGER: 9}


class _Rank(NamedTuple):
    """First the place by 続柄, then that of the family, then within it; each time by birth and 宛名番号."""

    place: int
    among: int
    generations: int
    family_birth: date
    family: str
    within: int
    birth: date
    number: str


def order(members: Sequence[Resident]) -> tuple[str, ...]:
    """宛名番号 in the order proposed: 世帯主, 配偶者, children; children with families; parents, siblings, 父母の父母; others.

    ``members`` are of one household. A person decides.
    """
    kinship = Kinship(members)
    root = next((one.addressee_number for one in members if one.is_head), ABSENT_HEAD)
    roots = {one.addressee_number: _family(kinship, root, one) for one in members}
    families = {node.key: node for node in roots.values() if node}
    ranked = sorted(members, key=lambda one: _rank(one, roots[one.addressee_number], families))
    return tuple(one.addressee_number for one in ranked)


def _family(kinship: Kinship, root: str, member: Resident) -> Node | None:
    """The child or sibling to whose family somebody belongs as spouse or child."""
    ties = _ties(member.relationship)
    if len(ties) < 2 or ties[-1] not in _COUPLE | {Tie.CHILD} or ties[-2] not in _FAMILY_OF:
        return None
    path = kinship.path(root, member.addressee_number) or []
    return path[-2].to if len(path) > 1 else None


def _rank(member: Resident, family: Node | None, families: dict[str, Node]) -> _Rank:
    number, birth, ties = member.addressee_number, member.birth.internal, _ties(member.relationship)
    own = families.get(number)
    belongs = own or family
    if belongs is not None:
        of = ties if own else ties[:-1]
        place = _CHILDREN if of == (Tie.CHILD,) else _KIN
        within = 0 if own else 1 if ties[-1] in _COUPLE else 2
        return _Rank(place, 9, len(of), belongs.birth or date.max, belongs.key, within, birth, number)
    place = 0 if member.is_head else _OTHERS.get(member.relationship.steps[0], _PLACES.get(ties, _KIN))
    in_law = _IN_LAWS.get(ties[1:], 8) if ties and ties[0] is Tie.SPOUSE else 8
    heads_register = bool(member.register and member.register.head == member.names.full)
    is_parent = bool(ties) and ties[-1] is Tie.PARENT
    within = 0 if is_parent and heads_register else 1
    return _Rank(place, in_law, 0, date.min, "", within, birth, number)


def _ties(relationship: Relationship) -> tuple[Tie, ...]:
    return tuple(TIES[word] for word in relationship.steps if word in TIES)
