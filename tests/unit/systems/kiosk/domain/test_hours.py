"""Open from 6:30 to 23:00 by the city's clock, but not over New Year or on maintenance days."""

from datetime import date, datetime, time

import pytest

from juki.kernel.clock import JAPAN
from juki.systems.kiosk.domain.hours import ServiceHours, closed
from juki.systems.kiosk.domain.refusals import Refusal

HOURS = ServiceHours(
    opens=time(6, 30), closes=time(23), yearly=frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}),
    maintenance=frozenset({date(2026, 11, 25)}),
)  # fmt: skip
SHUT, HOLIDAY = Refusal.OUT_OF_HOURS, Refusal.CLOSED_DAY


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((2026, 11, 24, 6, 29, 59, 999999), SHUT),
        ((2026, 11, 24, 6, 30), None),
        ((2026, 11, 24, 22, 59, 59, 999999), None),
        ((2026, 11, 24, 23, 0), SHUT),
        ((2026, 11, 24, 0, 0), SHUT),
        ((2026, 11, 25, 12, 0), HOLIDAY),
        ((2026, 12, 28, 12, 0), None),
        ((2026, 12, 29, 12, 0), HOLIDAY),
        ((2026, 12, 31, 12, 0), HOLIDAY),
        ((2027, 1, 1, 6, 30), HOLIDAY),
        ((2027, 1, 3, 22, 59), HOLIDAY),
        ((2027, 1, 4, 6, 29), SHUT),
        ((2027, 1, 4, 6, 30), None),
    ],
)
def test_hours(at, expected):
    assert closed(HOURS, datetime(*at, tzinfo=JAPAN)) is expected
