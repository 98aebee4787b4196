"""Proposals for the next person of a form."""

from datetime import date

import pytest

from juki.systems.registry.domain.proposals import (
    Present,
    register_heads,
    registers,
    relationships,
    surnames,
)
from juki.systems.registry.domain.resident import FamilyRegister, Kind, Sex

REGISTER = FamilyRegister(honseki="東京都架空市仮町一丁目1番地", head="架空　一")


def member(
    relationship="世帯主", *, kind=Kind.JAPANESE, birth=date(1980, 4, 1), surname="架空", register=None
):
    return Present(relationship=relationship, kind=kind, birth=birth, surname=surname, register=register)


@pytest.mark.parametrize(
    ("sex", "birth", "present", "first"),
    [
        (Sex.MALE, date(1980, 1, 1), [], "世帯主"),
        (None, None, [], "世帯主"),
        (Sex.FEMALE, date(1982, 1, 1), [member()], "妻"),
        (Sex.MALE, date(1979, 1, 1), [member()], "夫"),
        (Sex.FEMALE, date(2010, 1, 1), [member()], "子"),
        (Sex.FEMALE, date(1950, 1, 1), [member()], "母"),
        (Sex.MALE, date(1950, 1, 1), [member()], "父"),
        (Sex.FEMALE, date(1982, 1, 1), [member(), member("妻")], "子"),
        (Sex.FEMALE, date(1982, 1, 1), [member(), member("妻（未届）")], "子"),
        (Sex.FEMALE, date(1950, 1, 1), [member(), member("妻"), member("母")], "姉"),
    ],
)
def test_the_likeliest_comes_first(sex, birth, present, first):
    assert relationships(sex=sex, birth=birth, present=present)[0] == first


def test_every_word_may_be_chosen_and_a_second_head_is_not_proposed():
    assert len(relationships(sex=None, birth=None, present=[])) == 16
    found = relationships(sex=Sex.MALE, birth=None, present=[member()])
    assert len(found) == len(set(found)) == 15
    assert "世帯主" not in found
    assert found[-2:] == ("縁故者", "同居人")


def test_surnames_begin_with_the_head_and_keep_kinds_apart():
    previous = [
        member(surname="仮名"),
        member("妻", surname="見本"),
        member("子", kind=Kind.FOREIGN, surname="SAMPLE"),
    ]
    assert surnames(previous, kind=Kind.JAPANESE) == ("仮名", "見本")
    assert surnames(previous, kind=Kind.FOREIGN) == ("SAMPLE",)
    assert surnames([], kind=Kind.JAPANESE) == ()


def test_registers_begin_with_the_last_one():
    other = FamilyRegister(honseki="仮", head="見本　二")
    previous = [member(register=REGISTER), member("妻", register=other), member("子", register=REGISTER)]
    assert registers(previous) == (REGISTER, other)
    assert register_heads(previous, ["架空　一", "架空　三"]) == ("架空　一", "見本　二", "架空　三")
