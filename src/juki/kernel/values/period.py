"""A period of legal days, half open: from a day on, up to but without another."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from juki.kernel.errors import JukiError


class ReversedPeriod(JukiError):
    """A period that ends before it begins."""

    code = "KRN-0191"
    text = "期間の終わりが始まりより前です。開始日と終了日を確かめて、入力し直してください。"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to the day before ``end``; without end when ``end`` is None.

    ``start == end`` is the empty period: two events on one legal day leave one behind.

    Raises:
        ReversedPeriod: ``end`` before ``start``.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ReversedPeriod

    @classmethod
    def closed(cls, first_day: date, last_day: date) -> Self:
        """The period that includes both days, as notices write it.

        Raises:
            ReversedPeriod: ``last_day`` more than one day before ``first_day``.
        """
        return cls(first_day, last_day + timedelta(days=1))

    @property
    def last_day(self) -> date | None:
        """The last day inside, or None for an open or an empty period."""
        if self.end is None or self.is_empty:
            return None
        return self.end - timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """Whether no day lies inside."""
        return self.start == self.end

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both. An empty period overlaps nothing."""
        if self.is_empty or other.is_empty:
            return False
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)
