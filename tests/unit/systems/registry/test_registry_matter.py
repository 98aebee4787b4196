"""個別事項: each kind has its items and no other, and days that can be."""

from datetime import date

import pytest

from juki.kernel.errors import JukiError
from juki.systems.registry.domain.matter import Matter, MatterKind

EARLY, LATE = date(2026, 4, 1), date(2026, 10, 1)
HEALTH, PENSION = MatterKind.NATIONAL_HEALTH, MatterKind.PENSION
VOTER, ALLOWANCE = MatterKind.VOTER_ROLL, MatterKind.CHILD_ALLOWANCE


@pytest.mark.parametrize(
    "items",
    [
        {"kind": VOTER, "applies": True}, {"kind": VOTER, "applies": False},
        {"kind": HEALTH, "applies": True, "acquired_on": EARLY}, {"kind": HEALTH, "applies": False},
        {"kind": HEALTH, "applies": False, "acquired_on": EARLY, "lost_on": EARLY},
        {"kind": PENSION, "applies": True, "acquired_on": EARLY, "category": "3", "category_changed_on": LATE,
         "pension_number": "0123456789"},
        {"kind": PENSION, "applies": False, "pension_number": "0123456789"},
        {"kind": ALLOWANCE, "from_month": EARLY}, {"kind": ALLOWANCE, "from_month": EARLY, "to_month": EARLY},
    ],
)  # fmt: skip
def test_what_may_be(items):
    assert Matter(**items).kind is items["kind"]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ({"kind": VOTER}, "REG-0876"),
        ({"kind": VOTER, "applies": True, "acquired_on": EARLY}, "REG-0876"),
        ({"kind": VOTER, "applies": True, "lost_on": EARLY}, "REG-0876"),
        ({"kind": VOTER, "applies": True, "pension_number": "0123456789"}, "REG-0876"),
        ({"kind": VOTER, "applies": True, "from_month": EARLY}, "REG-0876"),
        ({"kind": HEALTH, "acquired_on": EARLY}, "REG-0876"),
        ({"kind": HEALTH, "applies": True}, "REG-0876"),
        ({"kind": HEALTH, "applies": True, "acquired_on": EARLY, "lost_on": LATE}, "REG-0876"),
        ({"kind": HEALTH, "applies": False, "acquired_on": EARLY}, "REG-0876"),
        ({"kind": HEALTH, "applies": False, "lost_on": LATE}, "REG-0876"),
        ({"kind": HEALTH, "applies": False, "acquired_on": LATE, "lost_on": EARLY}, "REG-0876"),
        ({"kind": HEALTH, "applies": False, "category": "1"}, "REG-0876"),
        ({"kind": HEALTH, "applies": False, "category_changed_on": LATE}, "REG-0876"),
        ({"kind": PENSION, "applies": True, "acquired_on": EARLY}, "REG-0876"),
        ({"kind": PENSION, "applies": True, "acquired_on": EARLY, "category": "4"}, "REG-0876"),
        ({"kind": PENSION, "applies": False, "category_changed_on": EARLY}, "REG-0876"),
        ({"kind": PENSION, "applies": False, "pension_number": "123"}, "KRN-0199"),
        ({"kind": ALLOWANCE}, "REG-0876"),
        ({"kind": ALLOWANCE, "applies": True, "from_month": EARLY}, "REG-0876"),
        ({"kind": ALLOWANCE, "from_month": LATE, "to_month": EARLY}, "REG-0876"),
    ],
)  # fmt: skip
def test_what_contradicts_itself(items, code):
    with pytest.raises(JukiError) as refused:
        Matter(**items)
    assert refused.value.code == code
