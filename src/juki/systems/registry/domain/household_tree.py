"""A household as a tree by 続柄: the 世帯主 at the root, whoever is related through somebody beside or below that one.

Source: 住基法7条4号; STD 1.1.11.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from juki.kernel.values.relationship import ALONE, JOINT, Kin, Relationship

Path = tuple[Kin, ...]
_SPOUSES = frozenset({Kin.HUSBAND, Kin.WIFE, Kin.UNREGISTERED_HUSBAND, Kin.UNREGISTERED_WIFE})
_CHILDREN = frozenset({Kin.CHILD, Kin.CHILD_AND_CHILDS_HUSBAND, Kin.CHILD_AND_CHILDS_WIFE})
_PARENTS = frozenset({Kin.FATHER, Kin.MOTHER})


@dataclass(slots=True, eq=False)
class Node:
    """Somebody in the tree. ``key`` is None for who is not of the household and only links others to the 世帯主.

    ``assumed``: the 続柄 fits several members, and the one before in 記載順位 was taken.
    """

    key: str | None
    label: str
    path: Path
    place: int
    assumed: bool = False
    spouses: list["Node"] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    parents: list["Node"] = field(default_factory=list)
    siblings: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """``apart`` are members whom the 続柄 puts nowhere: 縁故者, 同居人, and everybody where there is no 世帯主."""

    root: Node | None
    apart: tuple[str, ...]


def tree_of(members: Sequence[tuple[str, Relationship]]) -> Tree:
    """The tree of ``members`` (key and 続柄) in 記載順位."""
    placed = [(place, key, relationship) for place, (key, relationship) in enumerate(members)]
    head = next((one for one in placed if one[2].is_head), None)
    if head is None:
        return Tree(None, tuple(key for _, key, _ in placed))
    root = Node(head[1], head[2].label, (), head[0])
    others = [one for one in placed if one is not head]
    related = [one for one in others if ALONE.isdisjoint(one[2].steps)]
    nodes = [root]
    for place, key, relationship in sorted(related, key=lambda one: (len(one[2].steps), one[0])):
        _hang(nodes, Node(key, relationship.label, relationship.steps, place))
    return Tree(
        root, tuple(key for _, key, relationship in others if not ALONE.isdisjoint(relationship.steps))
    )


def _hang(nodes: list[Node], node: Node) -> None:
    above = _above(nodes, node)
    last = node.path[-1]
    if last in _SPOUSES:
        above.spouses.append(node)
    elif last in _CHILDREN:
        above.children.append(node)
    elif last in _PARENTS:
        above.parents.append(node)
    else:
        above.siblings.append(node)
    nodes.append(node)


def _above(nodes: list[Node], node: Node) -> Node:
    """The one through whom ``node`` is related; made up, without a key, where the household has nobody such."""
    wanted = _plain(node.path[:-1])
    fitting = [one for one in nodes if _plain(one.path) == wanted]
    if node.path[-1] in _SPOUSES:
        fitting = [one for one in fitting if not one.spouses] or fitting
    if not fitting:
        absent = Node(None, JOINT.join(node.path[:-1]), node.path[:-1], node.place)
        _hang(nodes, absent)
        return absent
    node.assumed = node.assumed or len(fitting) > 1
    before = [one for one in fitting if one.place < node.place]
    return max(before, key=lambda one: one.place) if before else fitting[0]


def _plain(path: Path) -> Path:
    return tuple(Kin.CHILD if step in _CHILDREN else step for step in path)
