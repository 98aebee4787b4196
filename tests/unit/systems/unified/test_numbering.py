"""付番: every case of number and details."""

from dataclasses import replace

import pytest

from juki.systems.unified.domain.four_items import Keys
from juki.systems.unified.domain.numbering import Finding, Holder, judge

KEYS = Keys(
    name="見本一号",
    kana="ミホンイチコウ",
    birth_day="1990-04-01",
    birth_form="day",
    sex="1",
    address="東京都",
)
OTHER = replace(KEYS, address="埼玉県")
SELF, TWIN, STRANGER = Holder(1, KEYS), Holder(2, KEYS), Holder(2, OTHER)


@pytest.mark.parametrize(
    ("linked", "holder", "former", "changed", "expected"),
    [
        (None, None, None, True, Finding.NEW),
        (None, TWIN, None, True, Finding.JOINS),
        (None, STRANGER, None, True, Finding.HELD_BY_ANOTHER),
        (None, None, 2, True, Finding.FORMER_OF_ANOTHER),
        (SELF, SELF, None, True, Finding.UPDATES),
        (SELF, SELF, None, False, Finding.UNCHANGED),
        (SELF, None, None, True, Finding.UPDATES),
        (SELF, None, 1, True, Finding.UPDATES),
        (SELF, None, 2, True, Finding.FORMER_OF_ANOTHER),
        (SELF, TWIN, None, True, Finding.TAKEN_BY_ANOTHER),
        (SELF, STRANGER, None, False, Finding.TAKEN_BY_ANOTHER),
    ],
)
def test_what_a_request_turns_out_to_be(linked, holder, former, changed, expected):
    assert judge(keys=KEYS, linked=linked, holder=holder, former=former, changed=changed) is expected


def test_a_known_addressee_may_bring_other_details_under_its_own_number():
    assert judge(keys=OTHER, linked=SELF, holder=SELF, former=None, changed=True) is Finding.UPDATES
