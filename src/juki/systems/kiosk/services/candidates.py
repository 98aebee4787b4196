"""What the rules look at in a row of the file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from juki.kernel.values.date_forms import DateForm
from juki.systems.kiosk.domain.issuable import Candidate

_EXACT = frozenset({DateForm.DAY.value, DateForm.OLD_ERA_DAY.value})
LOOKED_AT = (
    "removed", "issuing_stopped", "birth_day", "birth_form", "became_resident_day", "notified_day", "planned_day",
)  # fmt: skip


def candidate_of(row: Mapping[str, Any], *, household_is_whole: bool) -> Candidate:
    """A person as the rules see them; ``row`` holds the columns of ``LOOKED_AT``."""
    return Candidate(
        removed=row["removed"],
        issuing_stopped=row["issuing_stopped"],
        birth=_exact(row["birth_day"], row["birth_form"]),
        became_resident=row["became_resident_day"],
        notified_on=row["notified_day"],
        moving_out=row["planned_day"] is not None,
        household_is_whole=household_is_whole,
    )


def _exact(day: date, form: str) -> date | None:
    return day if form in _EXACT else None
