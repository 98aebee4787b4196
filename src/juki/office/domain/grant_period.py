"""The one period of a grant, and what becomes of it when it is decided anew."""

from datetime import date
from enum import Enum, auto

from juki.kernel.values.period import Period


class Joining(Enum):
    """Why two periods cannot become one."""

    GAP = auto()


def is_grantable(period: Period, *, today: date) -> bool:
    """Whether a grant may be decided for ``period`` on ``today``: not for the past, not for no day at all."""
    return period.start >= today and not period.is_empty


def joined(in_force: Period | None, decided: Period, *, today: date) -> Period | Joining:
    """The period after a decision.

    What was decided takes the place of what was there, with one exception: a grant in force that is prolonged ahead of
    time must not lapse until then, so its beginning stays. A period that begins after the one in force has ended would
    need a second grant and is refused as ``Joining.GAP``.

    Source: STD 10.3 (changes of rights can be scheduled ahead).
    """
    if in_force is None or decided.start <= today or not in_force.contains(today):
        return decided
    if in_force.end is not None and in_force.end < decided.start:
        return Joining.GAP
    return Period(in_force.start, decided.end)
