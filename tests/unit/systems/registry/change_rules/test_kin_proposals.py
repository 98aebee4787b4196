"""続柄 to another 世帯主, as they are proposed from those to the former one, and the order in a household."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.small_changes import family
from tests.support.small_register import rel

from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.kernel.values.relationship import ALONE, Kin, Relationship
from juki.systems.registry.domain.change_rules import proposals
from juki.systems.registry.domain.resident import FamilyRegister, Resident, Sex
from juki.systems.registry.domain.sexes import said_by

_SOMEBODY = family().now("1")


def member(
    number: str, relationship: str, *, sex: str = "", birth: str = "1980-01-01", heads: bool = False
) -> Resident:
    said = said_by(rel(relationship).steps[-1])
    register = FamilyRegister(honseki="仮", head=_SOMEBODY.names.full if heads else "別の人")
    return replace(
        _SOMEBODY, addressee_number=number, relationship=rel(relationship), sex=Sex(sex) if sex else said,
        birth=LegalDate.parse(birth), register=register,
    )  # fmt: skip


FATHER = member("1", "世帯主", sex="1", birth="1950-01-01")
MOTHER = member("2", "妻", birth="1952-01-01")
SON = member("3", "子", sex="1", birth="1975-01-01")
DAUGHTER = member("4", "子", sex="2", birth="1978-01-01")
SONS_WIFE = member("5", "子の妻", birth="1976-01-01")
GRANDCHILD = member("6", "子の子", sex="2", birth="2005-01-01")


def proposed(members: list[Resident], head: str, *leaving: str) -> dict[str, str]:
    found = proposals.relationships(members, head=head, leaving=leaving)
    return {number: one.label if one else "" for number, one in found.items()}


@pytest.mark.parametrize(
    ("members", "head", "found"),
    [
        ([FATHER, MOTHER, SON], "2", {"1": "夫", "2": "世帯主", "3": "子"}),
        ([FATHER, MOTHER, SON], "3", {"1": "父", "2": "母", "3": "世帯主"}),
        ([FATHER, SON, DAUGHTER], "3", {"1": "父", "3": "世帯主", "4": "妹"}),
        ([FATHER, SON, DAUGHTER], "4", {"1": "父", "3": "兄", "4": "世帯主"}),
        ([FATHER, SON, SONS_WIFE, GRANDCHILD], "3", {"1": "父", "3": "世帯主", "5": "妻", "6": "子"}),
        ([FATHER, SON, SONS_WIFE, GRANDCHILD], "5", {"1": "夫の父", "3": "夫", "5": "世帯主", "6": "子"}),
        ([FATHER, SON, SONS_WIFE, GRANDCHILD], "6", {"1": "父の父", "3": "父", "5": "母", "6": "世帯主"}),
        ([FATHER, MOTHER, SON, SONS_WIFE], "2", {"1": "夫", "2": "世帯主", "3": "子", "5": "子の妻"}),
        ([FATHER, MOTHER, SON, SONS_WIFE], "5", {"1": "夫の父", "2": "夫の母", "3": "夫", "5": "世帯主"}),
        ([FATHER, SON, DAUGHTER, SONS_WIFE], "4", {"1": "父", "3": "兄", "4": "世帯主", "5": "兄の妻"}),
        ([FATHER, SON, DAUGHTER, GRANDCHILD], "3", {"1": "父", "3": "世帯主", "4": "妹", "6": ""}),
        ([FATHER, DAUGHTER, SONS_WIFE], "4", {"1": "父", "4": "世帯主", "5": ""}),
        ([FATHER, GRANDCHILD, member("7", "子の子", sex="1", birth="2008-01-01")], "6", {"1": "", "6": "世帯主", "7": ""}),
        ([FATHER, member("8", "父"), member("9", "母")], "8", {"1": "子", "8": "世帯主", "9": "妻"}),
        ([FATHER, member("8", "父"), member("9", "弟", birth="1955-01-01")], "8", {"1": "子", "8": "世帯主", "9": "子"}),
        ([FATHER, member("8", "父"), member("9", "父の父")], "8", {"1": "子", "8": "世帯主", "9": "父"}),
        ([FATHER, MOTHER, member("8", "父")], "8", {"1": "子", "2": "子の妻", "8": "世帯主"}),
        ([FATHER, SON, member("8", "父")], "8", {"1": "子", "3": "子の子", "8": "世帯主"}),
        ([FATHER, SON, member("8", "父")], "3", {"1": "父", "3": "世帯主", "8": "父の父"}),
        ([FATHER, SON, member("8", "弟")], "3", {"1": "父", "3": "世帯主", "8": "父の弟"}),
        ([FATHER, SON, member("8", "弟")], "8", {"1": "兄", "3": "兄の子", "8": "世帯主"}),
        ([FATHER, MOTHER, member("8", "姉")], "8", {"1": "弟", "2": "弟の妻", "8": "世帯主"}),
        ([FATHER, member("8", "姉", birth="1940-01-01"), member("9", "弟", birth="1955-01-01")], "8",
         {"1": "弟", "8": "世帯主", "9": "弟"}),
        ([FATHER, member("8", "妻の父"), MOTHER], "8", {"1": "子の夫", "2": "子", "8": "世帯主"}),
        ([FATHER, member("8", "妻の父")], "8", {"1": "子の夫", "8": "世帯主"}),
        ([FATHER, MOTHER, member("8", "妻の子", sex="1")], "2", {"1": "夫", "2": "世帯主", "8": "子"}),
        ([FATHER, MOTHER, member("8", "妻の子", sex="1")], "8", {"1": "母の夫", "2": "母", "8": "世帯主"}),
        ([FATHER, MOTHER, SON, member("8", "妻の子", sex="1")], "3", {"1": "父", "2": "母", "3": "世帯主", "8": "母の子"}),
        ([FATHER, member("8", "妻（未届）"), SON], "8", {"1": "夫（未届）", "3": "夫（未届）の子", "8": "世帯主"}),
        ([FATHER, SON, member("8", "子（子の妻）", sex="2")], "3", {"1": "父", "3": "世帯主", "8": "妻"}),
        ([FATHER, SON, member("8", "縁故者", sex="1")], "3", {"1": "父", "3": "世帯主", "8": "縁故者"}),
        ([FATHER, SON, member("8", "同居人", sex="1")], "8", {"1": "同居人", "3": "同居人", "8": "世帯主"}),
        ([FATHER, member("8", "縁故者", sex="1"), member("9", "同居人", sex="1")], "8",
         {"1": "縁故者", "8": "世帯主", "9": "同居人"}),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:1.1.11/3")
def test_relationships_to_another_head(members: list[Resident], head: str, found: dict[str, str]):
    assert proposed(members, head) == found


@pytest.mark.parametrize(
    ("members", "head", "found"),
    [
        ([FATHER, SON, member("8", "子（子の妻）", sex="2")], "3", "妻"),
        ([FATHER, DAUGHTER, member("8", "子（子の夫）", sex="1")], "4", "夫"),
        ([FATHER, MOTHER, SON, member("8", "子（子の妻）", sex="2"), GRANDCHILD], "3", "妻"),
    ],
)
@pytest.mark.proves("STD:1.1.11/5")
def test_of_two_relationships_the_one_that_stands_higher(members: list[Resident], head: str, found: str):
    """To the other child this one is brother or sister and spouse at once: the spouse comes first in the household."""
    assert proposed(members, head)["8"] == found


def test_whoever_leaves_still_joins_the_others():
    assert proposed([FATHER, SON, DAUGHTER], "3", "1") == {"3": "世帯主", "4": "妹"}
    assert proposed([SON, DAUGHTER], "3") == {"3": "世帯主", "4": "妹"}


def test_more_than_four_words_are_a_relative():
    """父の父の父 is the head's, and the head's child of a child asks for five."""
    far = member("8", "父の父の父")
    assert proposed([FATHER, SON, GRANDCHILD, far], "6")["8"] == "縁故者"
    assert proposed([FATHER, SON, GRANDCHILD, far], "3")["8"] == "父の父の父の父"


def test_what_is_not_recorded_is_not_guessed():
    unrecorded = replace(FATHER, sex=Sex.UNRECORDED)
    assert proposed([unrecorded, SON], "3") == {"1": "", "3": "世帯主"}
    twin = member("8", "子", sex="1", birth="1975-01-01")
    assert proposed([FATHER, SON, twin], "3") == {"1": "父", "3": "世帯主", "8": ""}
    undated = replace(twin, birth=LegalDate.parse("昭和50年頃", rule=CertifiedField.BIRTH.rule))
    assert proposed([FATHER, SON, undated], "3")["8"] == ""
    assert proposed([FATHER, replace(MOTHER, sex=Sex.UNRECORDED), SON], "3")["2"] == "母"


_WORDS = st.lists(st.sampled_from([one for one in Kin if one not in ALONE]), min_size=1, max_size=4)


@given(st.lists(_WORDS, max_size=7), st.integers(0, 7))
def test_a_proposal_is_a_relationship_that_may_be_managed(chains, chosen):
    members = [FATHER] + [
        replace(SON, addressee_number=f"1{place}", relationship=Relationship(tuple(chain)))
        for place, chain in enumerate(chains)
    ]
    head = members[chosen % len(members)].addressee_number
    found = proposals.relationships(members, head=head)
    assert set(found) == {one.addressee_number for one in members}
    assert [number for number, one in found.items() if one and one.is_head] == [head]
    assert set(proposals.order(members)) == set(found)


@given(st.lists(_WORDS, max_size=7))
def test_the_head_who_is_head_keeps_single_words(chains):
    members = [FATHER] + [
        replace(
            SON, addressee_number=f"1{place}", relationship=Relationship(tuple(chain)), sex=said_by(chain[-1])
        )
        for place, chain in enumerate(chains)
    ]
    found = proposals.relationships(members, head="1")
    for one in members[1:]:
        words = one.relationship.steps
        if len(words) == 1 and words[0] not in (Kin.CHILD_AND_CHILDS_HUSBAND, Kin.CHILD_AND_CHILDS_WIFE):
            assert found[one.addressee_number] == one.relationship


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ([MOTHER, FATHER], "12"),
        ([DAUGHTER, SON, MOTHER, FATHER], "1234"),
        ([GRANDCHILD, SONS_WIFE, SON, DAUGHTER, FATHER], "14356"),
        ([member("9", "母", birth="1930-01-01"), member("8", "父", birth="1931-01-01"), SON, FATHER], "1398"),
        ([member("9", "母", birth="1930-01-01"), member("8", "父", birth="1931-01-01", heads=True), FATHER], "189"),
        ([member("9", "父の父"), member("8", "弟"), member("7", "母"), FATHER], "1789"),
        ([member("9", "同居人"), member("8", "縁故者"), member("7", "妻の父"), member("6", "父"), FATHER], "16789"),
        ([member("9", "妻の父の父"), member("8", "妻の弟"), member("7", "妻の母"), FATHER], "1789"),
        ([member("9", "弟の子", sex="1"), member("8", "弟の妻"), member("7", "弟"), member("6", "父"), FATHER], "16789"),
        ([member("9", "子", sex="1", birth="1975-01-01"), SON, FATHER], "139"),
        ([member("8", "妻の兄"), member("7", "妻の姉"), FATHER], "178"),
        ([SON, MOTHER], "23"),
    ],
)  # fmt: skip
@pytest.mark.proves(
    "STD:5.2/4", "STD:5.2/5", "STD:5.2/6", "STD:5.2/9", "STD:5.2/10", "STD:5.2/11", "STD:5.2/12"
)
def test_the_order_of_a_household(members: list[Resident], found: str):
    assert "".join(proposals.order(members)) == found


@pytest.mark.proves("STD:5.2/7", "STD:5.2/8")
def test_families_of_children_stand_by_the_birth_of_the_child():
    younger, wife = member("9", "子", sex="2", birth="1980-01-01"), member("8", "子の夫")
    elder_child = member("7", "子の子", sex="1", birth="2000-01-01")
    members = [wife, elder_child, younger, SONS_WIFE, SON, FATHER]
    assert "".join(proposals.order(members))[:5] == "13598"
    only_son = [GRANDCHILD, elder_child, SONS_WIFE, SON, FATHER]
    assert "".join(proposals.order(only_son)) == "13576"
