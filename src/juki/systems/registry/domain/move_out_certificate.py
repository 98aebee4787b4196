"""特例転入: until when 転出証明書情報 takes the place of the paper, and what becomes of it.

Source: 住基法24条の2; STD 4.1.1.3; docs/rules/move-out-certificate.md.
"""

from datetime import date
from enum import StrEnum

from juki.kernel.values.closed_days import ClosedDays
from juki.kernel.values.deadline import SPECIAL_AFTER_PLANNED_MOVE_OUT, special_move_in_deadline
from juki.systems.registry.domain.move_out_errors import SpecialMoveInTooLate


class State(StrEnum):
    """Where a received certificate stands. Personal content is there only while it waits."""

    WAITING = "waiting"
    USED = "used"
    ERASED = "erased"

    @property
    def label(self) -> str:
        """As shown."""
        return {"waiting": "未使用", "used": "使用済み", "erased": "消去済み"}[self]


class Ending(StrEnum):
    """Why the content was erased."""

    USED = "used"
    UNUSED = "unused"
    SUPERSEDED = "superseded"


def last_day(planned_on: date, *, moved_on: date | None, closed: ClosedDays) -> date:
    """The last day of a 最初の転入届; while the day of the move is not known, by 転出予定日 alone.

    Source: 住基法24条の2; 地方自治法4条の2第4項.
    """
    if moved_on is None:
        return SPECIAL_AFTER_PLANNED_MOVE_OUT.deadline(planned_on, closed=closed).last_day
    return special_move_in_deadline(planned_move_out=planned_on, move_in=moved_on, closed=closed).last_day


def demand_in_time(planned_on: date, *, moved_on: date | None, notified_on: date, closed: ClosedDays) -> None:
    """Refuse a 特例転入 that is notified too late: then the paper certificate is needed.

    Raises:
        SpecialMoveInTooLate: the earlier of the two terms has ended before ``notified_on``.
    """
    last = last_day(planned_on, moved_on=moved_on, closed=closed)
    if notified_on > last:
        raise SpecialMoveInTooLate(last_day=last.isoformat())
