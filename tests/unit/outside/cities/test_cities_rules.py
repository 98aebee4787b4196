"""What a municipality checks in a 転入通知, and which of two holds."""

from datetime import date

import pytest

from juki.kernel.errors import JukiError
from juki.outside.cities.rules import check, replaces
from support.identification import OWN, notice

KEPT = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "accepted"),
        ({"former_municipality": OWN}, "OUT-0301"),
        ({"former_municipality": "000000"}, "KRN-0122"),
        ({"resident_code": ""}, "KRN-0111"),
    ],
)
def test_check(changed: dict[str, str], expected: str):
    try:
        check(notice(1, **changed))
        found = "accepted"
    except JukiError as error:
        found = error.code
    assert found == expected


@pytest.mark.parametrize(
    ("moved", "kept", "holds"),
    [
        (KEPT, None, True),
        (KEPT, KEPT, True),
        (date(2026, 11, 21), KEPT, True),
        (date(2026, 11, 19), KEPT, False),
    ],
)
def test_the_newest_holds(moved: date, kept: date | None, holds: bool):
    assert replaces(moved, kept=kept) is holds
