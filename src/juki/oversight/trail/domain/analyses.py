"""The analyses that STD 10.2 names: night and closed days, failures, sign-ins per person, mass searches, who searched whom.

Pure functions over the rows of a period; thresholds are arguments. Source: STD 10.2.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from juki.kernel.values.closed_days import ClosedDays
from juki.oversight.trail.domain.lines import LOOKS, Line


@dataclass(frozen=True, slots=True)
class Hours:
    """When the city works: from, until, and which days it is closed."""

    opens: time
    closes: time
    closed: ClosedDays

    def within(self, line: Line) -> bool:
        """Whether ``line`` happened in office hours."""
        return self.opens <= line.at.time() < self.closes and not self.closed.is_closed(line.at.date())


def out_of_hours(lines: Iterable[Line], hours: Hours) -> list[Line]:
    """深夜・休業日のアクセス: what people did when the office was closed."""
    return [line for line in lines if line.by_person and not hours.within(line)]


def failed_sign_ins(lines: Iterable[Line]) -> list[Line]:
    """ログイン失敗."""
    return [
        line for line in lines if line.sort is not None and line.sort.kind == "authentication" and line.failed
    ]


def sign_ins_of_each(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """ID別ログイン数: most first."""
    counted = Counter(line.who for line in lines if line.action in {"session.begun", "sign_in.succeeded"})
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def mass_searches(lines: Iterable[Line], *, hits: int) -> list[Line]:
    """大量検索: searches and extractions that found ``hits`` or more."""
    return [line for line in lines if line.doing in {"search", "output"} and (line.fields.hits or 0) >= hits]


def looks_at(lines: Iterable[Line], subjects: Sequence[str]) -> list[Line]:
    """該当者の検索: every look at any of ``subjects``, however it was come by."""
    wanted = frozenset(subjects)
    return [line for line in lines if line.doing in LOOKS and wanted.intersection(line.subjects)]
