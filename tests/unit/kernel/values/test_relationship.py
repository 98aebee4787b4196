import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.relationship import (
    ALONE,
    SOURCED_CODES,
    Kin,
    Relationship,
    RelationshipCodeMissing,
    RelationshipRefused,
    UnknownRelationshipCode,
)

CHAINED = st.sampled_from([kin for kin in Kin if kin not in ALONE])


@given(st.lists(CHAINED, min_size=1, max_size=4))
def test_up_to_four_generations_are_read_back(steps: list[Kin]):
    relationship = Relationship.of(*steps)
    assert Relationship.parse(relationship.label) == relationship
    assert relationship.steps == tuple(steps)


@given(st.lists(CHAINED, min_size=5, max_size=7))
def test_the_fifth_generation_is_related(steps: list[Kin]):
    assert Relationship.of(*steps) == Relationship((Kin.RELATED,))
    assert Relationship.parse("の".join(steps)).label == "縁故者"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("世帯主", ("02",)),
        ("妻（未届）", ("14",)),
        ("夫(未届)", ("13",)),
        ("子の妻", ("20", "12")),
        ("子の子の子の子", ("20", "20", "20", "20")),
        ("妻（未届）の子", ("14", "20")),
        ("父の兄", ("51", "71")),
        ("縁故者", ("96",)),
        ("同居人", ("99",)),
    ],
)
def test_codes(text: str, codes: tuple[str, ...]):
    relationship = Relationship.parse(text)
    assert relationship.codes() == codes
    assert Relationship.from_codes(codes) == relationship


@pytest.mark.parametrize(
    "text",
    [
        "",
        "の",
        "子の",
        "の子",
        "子子",
        "孫",
        "祖父",
        "祖母",
        "おじ",
        "甥",
        "姪",
        "長男",
        "準世帯主",
        "家事使用人",
        "使用人",
        "本人",
        "世帯主の子",
        "縁故者の子",
        "子の同居人",
        "子の子の子の子の縁故者",
        "子 の子",
    ],
)
def test_refuses(text: str):
    with pytest.raises(RelationshipRefused):
        Relationship.parse(text)


def test_combined_words_are_one_step_and_have_no_sourced_code():
    relationship = Relationship.parse("子（子の夫）の子")
    assert relationship.steps == (Kin.CHILD_AND_CHILDS_HUSBAND, Kin.CHILD)
    with pytest.raises(RelationshipCodeMissing):
        relationship.codes()
    table = {**SOURCED_CODES, Kin.CHILD_AND_CHILDS_HUSBAND: "X1"}
    assert Relationship.from_codes(relationship.codes(table=table), table=table) == relationship


@pytest.mark.parametrize("code", ["01", "03", "98", "21", ""])
def test_refuses_other_codes(code: str):
    with pytest.raises(UnknownRelationshipCode):
        Relationship.from_codes([code])


def test_refuses_no_codes_and_a_bare_chain_of_five():
    with pytest.raises(RelationshipRefused):
        Relationship.from_codes([])
    with pytest.raises(RelationshipRefused):
        Relationship((Kin.CHILD,) * 5)


def test_head():
    assert Relationship.parse("世帯主").is_head
    assert not Relationship.parse("妻").is_head
    assert str(Relationship.parse("子の妻")) == "子の妻"
