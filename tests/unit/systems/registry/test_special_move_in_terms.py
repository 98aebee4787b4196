"""Until when 転出証明書情報 takes the place of paper."""

from datetime import date

import pytest

from juki.kernel.values.closed_days import CityClosedDays
from juki.systems.registry.domain.move_out_certificate import State, demand_in_time, last_day
from juki.systems.registry.domain.move_out_errors import SpecialMoveInTooLate

CLOSED = CityClosedDays()


@pytest.mark.parametrize(
    ("planned", "moved", "last"),
    [
        (date(2026, 4, 1), None, date(2026, 5, 1)),
        (date(2026, 4, 1), date(2026, 4, 25), date(2026, 5, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 15)),
        (date(2026, 4, 3), None, date(2026, 5, 7)),
        (date(2026, 11, 30), None, date(2027, 1, 4)),
    ],
)
def test_the_earlier_of_two_terms_and_the_next_open_day(planned: date, moved: date | None, last: date):
    assert last_day(planned, moved_on=moved, closed=CLOSED) == last


def test_the_last_day_is_in_time_and_the_next_is_not():
    """Planned for 1 April, moved on 25 April: on 7 May it is 12 days after the move, and too late all the same."""
    planned, moved = date(2026, 4, 1), date(2026, 4, 25)
    demand_in_time(planned, moved_on=moved, notified_on=date(2026, 5, 1), closed=CLOSED)
    with pytest.raises(SpecialMoveInTooLate, match="REG-0705"):
        demand_in_time(planned, moved_on=moved, notified_on=date(2026, 5, 7), closed=CLOSED)


def test_states_have_words():
    assert [state.label for state in State] == ["未使用", "使用済み", "消去済み"]
