"""A row of the log as supervision reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from juki.oversight.trail.domain.kinds import Fields, Sort, fields_of, is_failure, sort_of


@dataclass(frozen=True, slots=True)
class Line:
    """One row, in the city's time."""

    number: int
    at: datetime
    who: str
    right: str
    terminal: str
    action: str
    reason: str
    subjects: tuple[str, ...]
    trace: str
    outcome: str
    detail: Mapping[str, str | int]

    @property
    def sort(self) -> Sort | None:
        """Kind of log and what was done."""
        return sort_of(self.action)

    @property
    def doing(self) -> str:
        """What was done, in one word of the table."""
        found = self.sort
        return found.doing if found else ""

    @property
    def failed(self) -> bool:
        """Whether it was refused or failed."""
        return is_failure(self.action, self.outcome)

    @property
    def fields(self) -> Fields:
        """What STD 10.2 asks beyond that."""
        return fields_of(self.action, self.detail)

    @property
    def people(self) -> tuple[str, ...]:
        """The keys of the people concerned."""
        return tuple(one for one in self.subjects if one.partition(":")[0] in PERSONS)

    @property
    def by_person(self) -> bool:
        """Whether a person did it, not a program or another system."""
        return self.who.startswith("client:")


PERSONS = frozenset({"addressee", "resident", "unified"})
LOOKS = frozenset({"search", "view", "output"})
