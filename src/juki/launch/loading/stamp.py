"""What every row of one load has in common."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.values.legal_date import DateRule, LegalDate, StoredDate

OPERATOR = "job:load"
TERMINAL = "init"
REASON = "IKO"
"""データ移行 in the register's table of 異動事由."""
EVENT_CLASS = "entry"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The act of loading: its times and its trace."""

    times: Times
    trace: UUID

    @property
    def legal_day(self) -> str:
        """The city's legal day (ISO)."""
        return self.times.legal_day.isoformat()

    @property
    def machine_time(self) -> str:
        """The machine's moment (ISO, UTC)."""
        return self.times.machine.isoformat()


@lru_cache(maxsize=1 << 17)
def legal_date(text: str) -> StoredDate:
    """A certified date (ISO or certified wording) as it is stored.

    Raises:
        JukiError: see ``LegalDate.parse``.
    """
    return LegalDate.parse(text, rule=DateRule.CERTIFIED).to_storage()


def columns(name: str, value: StoredDate | None) -> dict[str, str | None]:
    """The columns ``x``, ``x_form``, ``x_text``."""
    day, form, text = value or (None, "", "")
    return {name: day, f"{name}_form": form, f"{name}_text": text}


def day_columns(name: str, value: StoredDate | None) -> dict[str, str | None]:
    """The columns ``x_day``, ``x_form``, ``x_text``; all NULL for no date."""
    day, form, text = value or (None, None, None)
    return {f"{name}_day": day, f"{name}_form": form, f"{name}_text": text}
