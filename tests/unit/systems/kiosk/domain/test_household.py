"""What is one household and what is not."""

import pytest

from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.kiosk.domain.household import Fault, Member, fault_of


def member(number: str, code: str, individual: str = "", kin: Kin = Kin.CHILD) -> Member:
    return Member(number, code, individual, Relationship.of(kin))


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ([], None),
        ([member("1", "a", kin=Kin.HEAD)], None),
        ([member("1", "a"), member("2", "b")], None),
        ([member("1", "a", "x", Kin.HEAD), member("2", "b", "y")], None),
        ([member("1", "a"), member("1", "b")], Fault.PERSON_TWICE),
        ([member("1", "a"), member("2", "a")], Fault.NUMBER_TWICE),
        ([member("1", "a", "x"), member("2", "b", "x")], Fault.NUMBER_TWICE),
        ([member("1", "a", kin=Kin.HEAD), member("2", "b", kin=Kin.HEAD)], Fault.TWO_HEADS),
    ],
)
def test_fault(members, fault):
    assert fault_of(members) is fault


def test_a_member_shows_no_number_of_its_own():
    assert "secret" not in repr(member("1", "secret", "secret"))
