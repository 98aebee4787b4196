"""What a job is to the runner: it counts its work, and does one step of it from a position."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Actor, Work

BATCH = 500
"""Lines of a list that one step writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A run as its job sees it: for which legal day, with which parameters, from which position.

    ``before`` is the legal day of the last run of the job that ended well, None for the first.
    """

    run: UUID
    legal_day: date
    parameters: Mapping[str, int]
    position: Mapping[str, str]
    before: date | None
    actor: Actor
    times: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line of the result."""

    kind: str
    addressee_number: str = ""
    household_number: str = ""
    record: int = 0
    day: date | None = None
    trace: UUID | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a step did: lines, units of work, further counts, and where to go on; None when nothing is left."""

    position: Mapping[str, str] | None
    done: int = 0
    items: Sequence[Found] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


Total = Callable[[Task], int]
Stepping = Callable[[Task, Work], Step]


def listed(rows: Sequence[Found], *, key: Callable[[Found], str]) -> Step:
    """The step of a list that is read in batches of ``BATCH`` by a key."""
    more = len(rows) == BATCH
    return Step(position={"after": key(rows[-1])} if more else None, done=len(rows), items=rows)
