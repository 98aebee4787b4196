"""世帯主の氏名: an item of everybody's 住民票 that another record holds. Source: 住基法7条4号."""

from datetime import date, datetime, timedelta

from juki.kernel.clock import Times
from juki.kernel.values.relationship import Kin
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.records.models import HouseholdRow
from juki.systems.registry.services.past.households import household_on
from juki.systems.registry.services.residents import current
from juki.systems.registry.services.showing import ShownResident


def name_of_head(
    found: ShownResident,
    *,
    actor: Actor,
    times: Times,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> str:
    """氏名 of the 世帯主 of ``found``, on the legal day ``as_of`` as known at ``known_at``; empty without 世帯主.

    Of a 除票 it is the last 世帯主 at the removal. Somebody else's name is logged before it is returned.
    """
    if found.relationship == Kin.HEAD:
        return found.name.full
    if found.state != State.RESIDENT:
        removed_on = found.removed.day.day if found.removed else found.valid_from
        head = _last_head(found.household_number, date.fromisoformat(removed_on), known_at)
    elif as_of is None and known_at is None:
        head = _head_now(found.household_number)
    else:
        head = _head_on(found.household_number, as_of, known_at)
    if head is None:
        return ""
    log_before_showing(
        actor,
        "resident.head.shown",
        reason="inquiry",
        times=times,
        subjects=[f"addressee:{head.addressee_number}"],
    )
    return head.names.full


def _head_now(household_number: str) -> Resident | None:
    row = HouseholdRow.objects.filter(household_number=household_number).first()
    return current(row.head_number) if row and row.head_number else None


def _head_on(household_number: str, day: date | None, known_at: datetime | None) -> Resident | None:
    head = household_on(household_number, day=day, known_at=known_at).head
    return head.resident if head else None


def _last_head(household_number: str, removed_on: date, known_at: datetime | None) -> Resident | None:
    """Of the day of the removal; of the day before it where everybody went, or the 世帯主 too."""
    then = _head_on(household_number, removed_on, known_at)
    return then or _head_on(household_number, removed_on - timedelta(days=1), known_at)
