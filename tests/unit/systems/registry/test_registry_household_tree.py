"""A household by its 続柄: who hangs on whom, who is linked through somebody absent, who is set apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.registry.domain.household_tree import tree_of

WORDS = [
    "夫", "妻", "子", "子の子", "子の妻", "妻の子", "父", "母", "妻の母", "弟", "父の妻", "子の子の子", "子（子の夫）",
    "縁故者", "同居人", "弟の妻", "夫（未届）", "夫（未届）の子", "姉の子",
]  # fmt: skip


def drawn(*words):
    """The tree as text: ``label key`` with spouses after ``&`` and the others in brackets."""
    tree = tree_of([(str(place), Relationship.parse(word)) for place, word in enumerate(words)])
    return (_branch(tree.root) if tree.root else None), tree.apart


def _branch(node):
    told = f"{node.key or '-'}{'?' if node.assumed else ''}"
    told += "".join(f"&{_branch(one)}" for one in node.spouses)
    below = [*node.children, *node.parents, *node.siblings]
    return f"{told}[{' '.join(_branch(one) for one in below)}]" if below else told


@pytest.mark.parametrize(
    ("words", "shown", "apart"),
    [
        (["世帯主"], "0", ()),
        (["世帯主", "妻", "子", "子"], "0&1[2 3]", ()),
        (["子", "世帯主", "夫"], "1&2[0]", ()),
        (["世帯主", "妻", "妻の子", "妻の母"], "0&1[2 3]", ()),
        (["世帯主", "父", "母", "弟"], "0[1 2 3]", ()),
        (["世帯主", "子", "子の妻", "子の子"], "0[1&2[3]]", ()),
        (["世帯主", "子の妻", "子"], "0[2&1]", ()),
        (["世帯主", "子", "子の妻", "子", "子の妻"], "0[1&2? 3&4]", ()),
        (["世帯主", "子", "子", "子の子"], "0[1 2[3?]]", ()),
        (["世帯主", "子の子", "子の子"], "0[-[1 2]]", ()),
        (["世帯主", "子の子の子"], "0[-[-[1]]]", ()),
        (["世帯主", "子（子の夫）", "子の妻"], "0[1&2]", ()),
        (["世帯主", "縁故者", "同居人"], "0", ("1", "2")),
        (["妻", "子"], None, ("0", "1")),
        ([], None, ()),
        (["世帯主", "父", "父の妻"], "0[1&2]", ()),
    ],
)
def test_trees(words, shown, apart):
    assert drawn(*words) == (shown, apart)


def _keys(node):
    yield node.key
    for one in [*node.spouses, *node.children, *node.parents, *node.siblings]:
        yield from _keys(one)


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.integers(0, 12))
def test_everybody_stands_in_it_once(words, place):
    words.insert(min(place, len(words)), str(Kin.HEAD))
    tree = tree_of([(str(number), Relationship.parse(word)) for number, word in enumerate(words)])
    found = [key for key in _keys(tree.root) if key is not None] + list(tree.apart)
    assert sorted(found) == sorted(str(number) for number in range(len(words)))
