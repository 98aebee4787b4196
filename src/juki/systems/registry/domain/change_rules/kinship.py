"""Who is what to whom within a household: the 続柄 to one 世帯主 as a graph, from which those to another are read.

Nodes are the members and, where a chain passes through somebody who is none (妻の父 without 妻), a stand-in for that
person. Where it could pass through several members, nothing is derived.

Source: 住基法7条4号; STD 1.1.11.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

from juki.kernel.values.relationship import Kin
from juki.systems.registry.domain.resident import Resident, Sex
from juki.systems.registry.domain.sexes import opposite, said_by


class Tie(Enum):
    """An elementary relation, seen from one person to the next."""

    SPOUSE = "spouse"
    UNREGISTERED = "unregistered"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"


TIES: Mapping[Kin, Tie] = MappingProxyType({
    Kin.HUSBAND: Tie.SPOUSE, Kin.WIFE: Tie.SPOUSE, Kin.UNREGISTERED_HUSBAND: Tie.UNREGISTERED,
    Kin.UNREGISTERED_WIFE: Tie.UNREGISTERED, Kin.CHILD: Tie.CHILD, Kin.CHILD_AND_CHILDS_HUSBAND: Tie.CHILD,
    Kin.CHILD_AND_CHILDS_WIFE: Tie.CHILD, Kin.FATHER: Tie.PARENT, Kin.MOTHER: Tie.PARENT,
    Kin.ELDER_BROTHER: Tie.SIBLING, Kin.ELDER_SISTER: Tie.SIBLING, Kin.YOUNGER_BROTHER: Tie.SIBLING,
    Kin.YOUNGER_SISTER: Tie.SIBLING,
})  # fmt: skip
_BACK = {Tie.CHILD: Tie.PARENT, Tie.PARENT: Tie.CHILD}
_CHILDS_SPOUSE = {Kin.CHILD_AND_CHILDS_HUSBAND: Kin.HUSBAND, Kin.CHILD_AND_CHILDS_WIFE: Kin.WIFE}
_ELDER = frozenset({Kin.ELDER_BROTHER, Kin.ELDER_SISTER})
_COUPLE = frozenset({Tie.SPOUSE, Tie.UNREGISTERED})
_ONE_ONLY = _COUPLE | {Tie.PARENT}
ABSENT_HEAD = "+"


@dataclass(frozen=True, slots=True)
class Node:
    """A member, or a stand-in whose ``key`` is no 宛名番号. ``is_one_of_many``: a stand-in for some child or sibling."""

    key: str
    sex: Sex
    birth: date | None = None
    is_one_of_many: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """From one person to the next; ``onward`` is the direction in which the 続柄 say it, away from their 世帯主."""

    tie: Tie
    to: Node
    onward: bool


class Kinship:
    """The graph of one household. Without a 世帯主 the 続柄 are still those to the one who went: a stand-in."""

    def __init__(self, members: Sequence[Resident]) -> None:
        self._members = members
        self._edges: dict[str, dict[str, Step]] = {}
        self._elder: dict[tuple[str, str], bool] = {}
        heads = [one for one in members if one.is_head]
        root = _node(heads[0]) if heads else Node(ABSENT_HEAD, Sex.UNRECORDED)
        self._nodes = {root.key: root}
        for member in sorted(members, key=lambda one: len(one.relationship.steps)):
            if all(step in TIES for step in member.relationship.steps):
                self._hang(member, root.key)

    def node(self, key: str) -> Node | None:
        """A member who hangs in the graph, or a stand-in."""
        return self._nodes.get(key)

    def path(self, start: str, end: str) -> list[Step] | None:
        """The shortest way from one member to another; None where nothing certain joins them."""
        came: dict[str, tuple[str, Step] | None] = {start: None}
        waiting = [start]
        for key in waiting:
            for following, step in self._edges.get(key, {}).items():
                if following not in came:
                    came[following] = key, step
                    waiting.append(following)
        steps: list[Step] = []
        key = end
        while (link := came.get(key)) is not None:
            key = link[0]
            steps.append(link[1])
        stand_ins = sum(step.to.is_one_of_many for step in steps)
        return steps[::-1] if key == start and stand_ins < 2 else None

    def is_elder(self, one: Node, other: Node) -> bool | None:
        """Whether ``one`` was born before ``other``: by what a 続柄 said, else by birth; None where neither tells."""
        said = self._elder.get((one.key, other.key))
        if said is not None:
            return said
        if one.birth is None or other.birth is None or one.birth == other.birth:
            return None
        return one.birth < other.birth

    def _hang(self, member: Resident, root: str) -> None:
        chain = member.relationship.steps
        at = root
        for place in range(1, len(chain)):
            passed = self._passed(at, chain, place, member.addressee_number)
            if passed is None:
                return
            at = passed
        node = _node(member)
        self._nodes[node.key] = node
        self._join(at, node, chain[-1])
        spouse = _CHILDS_SPOUSE.get(chain[-1])
        of = self._fitting((*chain[:-1], Kin.CHILD), opposite(said_by(spouse))) if spouse else []
        if spouse and len(of) == 1:
            self._join(of[0], node, spouse)

    def _passed(self, at: str, chain: tuple[Kin, ...], place: int, member: str) -> str | None:
        """Through whom the chain goes at ``place``: the only member who it can be, a stand-in, or nobody certain."""
        word, following = chain[place - 1], chain[place]
        sex = opposite(said_by(following)) if TIES[following] in _COUPLE else said_by(word)
        fitting = self._fitting(chain[:place], sex)
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
        one_only = TIES[word] in _ONE_ONLY
        key = f"{ABSENT_HEAD}{at}{word}" + ("" if one_only else member)
        if key not in self._nodes:
            self._nodes[key] = Node(key, sex, is_one_of_many=not one_only)
            self._join(at, self._nodes[key], word)
        return key

    def _fitting(self, chain: tuple[Kin, ...], sex: Sex) -> list[str]:
        found = []
        for one in self._members:
            known = _node(one).sex
            if one.relationship.steps == chain and (Sex.UNRECORDED in (sex, known) or sex is known):
                found.append(one.addressee_number)
        return [key for key in found if key in self._nodes]

    def _join(self, at: str, node: Node, word: Kin) -> None:
        tie, here = TIES[word], self._nodes[at]
        self._edges.setdefault(at, {})[node.key] = Step(tie, node, onward=True)
        self._edges.setdefault(node.key, {})[at] = Step(_BACK.get(tie, tie), here, onward=False)
        if tie is Tie.SIBLING:
            self._elder[node.key, at] = word in _ELDER
            self._elder[at, node.key] = word not in _ELDER


def _node(member: Resident) -> Node:
    sex = member.sex if member.sex is not Sex.UNRECORDED else said_by(member.relationship.steps[-1])
    birth = member.birth.internal if member.birth.is_exact else None
    return Node(member.addressee_number, sex, birth)
