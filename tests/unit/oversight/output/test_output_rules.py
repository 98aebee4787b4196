"""Whose approval, whose eyes, which passphrase."""

import pytest

from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.output.domain import rules
from juki.oversight.output.domain.exports import exports
from juki.oversight.output.errors import NoWitness, WeakPassphrase


@pytest.mark.parametrize(
    ("kind", "count", "needed"),
    [
        ("terminal", 0, ()), ("terminal", 100, ()), ("terminal", 101, ("large_output",)), ("medium", 1, ("medium",)),
        ("medium", 100, ("medium",)), ("medium", 101, ("medium", "large_output")),
    ],
)  # fmt: skip
def test_two_offices_approve(kind, count, needed):
    assert rules.approvals_for(place_kind=kind, count=count, threshold=100) == needed
    assert len({kinds()[one].approve for one in needed}) == len(needed)


@pytest.mark.parametrize(
    ("kind", "witness", "refused"),
    [("terminal", "", False), ("terminal", "a", False), ("medium", "", True), ("medium", "a", True), ("medium", "b", False)],
)  # fmt: skip
def test_a_witness_at_a_medium(kind, witness, refused):
    if refused:
        with pytest.raises(NoWitness):
            rules.demand_witness(place_kind=kind, author="a", witness=witness)
    else:
        rules.demand_witness(place_kind=kind, author="a", witness=witness)


@pytest.mark.parametrize(
    "text", ["", "short", "abcdefghijk", "a" * 40, "ababababababab", "abcdef\nghijklm", "あ" * 101]
)
def test_a_weak_passphrase(text):
    with pytest.raises(WeakPassphrase):
        rules.demand_passphrase(text)


@pytest.mark.parametrize("text", ["abcdefghijkl", "青葉 台の 長い合言葉です", "x" * 90 + "abcdefghij"])
def test_a_good_passphrase(text):
    rules.demand_passphrase(text)


def test_every_export_says_all_of_itself():
    for one in exports().values():
        assert one.basis
        assert one.items
        assert one.places <= {"terminal", "medium"}
        assert 0 < one.keep_days <= 90
    asked = {one for name in ("medium", "large_output") for one in kinds()[name].ask}
    assert asked
