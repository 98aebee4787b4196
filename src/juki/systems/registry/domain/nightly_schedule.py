"""起動の予定: a line of text that says on which days, from which minute of city time on, a job runs. Source: STD 9.1."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from juki.systems.registry.domain.nightly_errors import UnreadableSchedule

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST = "last"
_SHAPE = re.compile(
    r"(?:(?P<daily>daily)|weekly (?P<weekday>[a-z]{3})|monthly (?P<day>last|[0-9]{1,2})|yearly (?P<yearly>[0-9]{2}-[0-9]{2})"
    r"|once (?P<once>[0-9]{4}-[0-9]{2}-[0-9]{2})) (?P<time>[0-9]{2}:[0-9]{2})"
)
_COMMON_YEAR = 2001


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A day is one of it when everything that is set fits; nothing set is every day."""

    at: time
    weekday: int | None = None
    month: int | None = None
    day: int | str | None = None
    once: date | None = None

    @classmethod
    def parse(cls, text: str) -> "Schedule":
        """The schedule of a line, see ``UnreadableSchedule`` for its shapes.

        Raises:
            UnreadableSchedule: another shape, or a day that not every month or year has.
        """
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise UnreadableSchedule
        try:
            return cls._of(**found.groupdict())
        except ValueError:
            raise UnreadableSchedule from None

    @classmethod
    def _of(
        cls, *, daily: str | None, weekday: str | None, day: str | None, yearly: str | None, once: str | None, time: str,
    ) -> "Schedule":  # fmt: skip
        at = datetime.strptime(time, "%H:%M").time()  # noqa: DTZ007 - a time of day
        if daily:
            return cls(at=at)
        if weekday:
            return cls(at=at, weekday=WEEKDAYS.index(weekday))
        if yearly:
            named = date.fromisoformat(f"{_COMMON_YEAR}-{yearly}")
            return cls(at=at, month=named.month, day=named.day)
        if once:
            return cls(at=at, once=date.fromisoformat(once))
        number = day if day == LAST else int(day or "")
        if number != LAST and not 1 <= int(number) <= 28:
            raise ValueError
        return cls(at=at, day=number)

    def falls_on(self, day: date) -> bool:
        """Whether ``day`` is one of its days."""
        number = monthrange(day.year, day.month)[1] if self.day == LAST else self.day
        return (
            self.once in (None, day)
            and self.weekday in (None, day.weekday())
            and self.month in (None, day.month)
            and number in (None, day.day)
        )

    def days(self, *, after: date, until: datetime) -> list[date]:
        """Its days behind ``after`` whose minute has come at ``until`` (city time), in order."""
        span = (until.date() - after).days
        found = (after + timedelta(days=days) for days in range(1, span + 1))
        return [
            day for day in found if self.falls_on(day) and (day < until.date() or self.at <= until.time())
        ]
