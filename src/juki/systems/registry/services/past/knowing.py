"""Which days can be asked for, and what was known at the end of one: everything processed (処理日) until then."""

from datetime import UTC, date, datetime

from juki.kernel.clock import Times
from juki.systems.registry.errors import DayToCome
from juki.systems.registry.records.models import EventRow
from juki.systems.registry.services import removed_store

NOTHING = datetime(1, 1, 1, tzinfo=UTC)


def demand_past(day: date | None, *, times: Times) -> None:
    """Refuse a day that has not come: what will be is not in the register.

    Raises:
        DayToCome: after the legal day.
    """
    if day is not None and day > times.legal_day:
        raise DayToCome


def known_on(day: date) -> datetime:
    """The moment of the machine's clock until which was known what was processed by the end of ``day``.

    The two clocks may differ, so the moment is that of the last 異動 of the day; before the first one it is none.
    """
    acts = EventRow.objects.filter(processed_on__lte=day).order_by("-processed_on", "-recorded_at")
    last = acts.values_list("processed_on", "recorded_at").first()
    stored = removed_store.last_act_until(day)
    known = [one for one in (last, stored) if one is not None]
    return max(known)[1] if known else NOTHING
