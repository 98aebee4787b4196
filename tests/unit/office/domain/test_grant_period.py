"""What becomes of a grant's period when it is decided anew."""

from datetime import date

import pytest

from juki.kernel.values.period import Period
from juki.office.domain.grant_period import Joining, is_grantable, joined

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
NEXT, LATER = date(2027, 1, 1), date(2027, 4, 1)


@pytest.mark.parametrize(
    ("in_force", "decided", "after"),
    [
        (None, Period(TODAY), Period(TODAY)),
        (None, Period(NEXT, LATER), Period(NEXT, LATER)),
        (Period(YESTERDAY), Period(TODAY, TOMORROW), Period(TODAY, TOMORROW)),
        (Period(YESTERDAY), Period(NEXT, LATER), Period(YESTERDAY, LATER)),
        (Period(YESTERDAY, NEXT), Period(NEXT, LATER), Period(YESTERDAY, LATER)),
        (Period(YESTERDAY, LATER), Period(NEXT), Period(YESTERDAY)),
        (Period(YESTERDAY, TOMORROW), Period(NEXT, LATER), Joining.GAP),
        (Period(YESTERDAY, TODAY), Period(NEXT, LATER), Period(NEXT, LATER)),
        (Period(NEXT, LATER), Period(TOMORROW), Period(TOMORROW)),
    ],
)
def test_a_right_in_force_never_lapses_because_it_was_prolonged(in_force, decided, after):
    assert joined(in_force, decided, today=TODAY) == after


@pytest.mark.parametrize(
    ("period", "grantable"),
    [
        (Period(TODAY), True),
        (Period(TODAY, TOMORROW), True),
        (Period(LATER), True),
        (Period(YESTERDAY), False),
        (Period(TODAY, TODAY), False),
    ],
)
def test_nothing_is_granted_for_the_past_or_for_no_day(period, grantable):
    assert is_grantable(period, today=TODAY) is grantable
