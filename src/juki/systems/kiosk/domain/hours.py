"""When the service is open, by the city's clock."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time

from juki.systems.kiosk.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """``opens`` is the first moment of service, ``closes`` the first after it; ``yearly`` are (month, day) closed every year."""

    opens: time
    closes: time
    yearly: Set[tuple[int, int]]
    maintenance: Set[date]


def closed(hours: ServiceHours, at: datetime) -> Refusal | None:
    """Why the service is closed at ``at`` (city time), or None while it is open.

    Source: field (6:30–23:00, not from 12/29 to 1/3, not on maintenance days).
    """
    day = at.date()
    if (day.month, day.day) in hours.yearly or day in hours.maintenance:
        return Refusal.CLOSED_DAY
    if not hours.opens <= at.time().replace(tzinfo=None) < hours.closes:
        return Refusal.OUT_OF_HOURS
    return None
