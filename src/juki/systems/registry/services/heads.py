"""世帯主の氏名: an item of everybody's 住民票 that another record holds. Source: 住基法7条4号."""

from datetime import date

from juki.kernel.clock import Times
from juki.kernel.values.relationship import Kin
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.resident import State
from juki.systems.registry.records.models import HouseholdVersion, ResidentVersion
from juki.systems.registry.services.showing import ShownResident


def name_of_head(found: ShownResident, *, actor: Actor, times: Times, as_of: date | None = None) -> str:
    """氏名 of the 世帯主 of ``found``, on the legal day ``as_of`` or now; empty in a household without 世帯主.

    Of a 除票 it is the last 世帯主 at the removal. Somebody else's name is logged before it is returned.
    """
    if found.relationship == Kin.HEAD:
        return found.name.full
    removed = found.state != State.RESIDENT
    day = as_of or (date.fromisoformat(found.valid_from) if removed else None)
    households = HouseholdVersion.objects.filter(household_number=found.household_number)
    if day:
        households = households.filter(valid_from__lte=day)
    if removed:
        households = households.exclude(head_number=None)
    household = households.order_by("-number").first()
    return _name(household.head_number, day, actor, times) if household and household.head_number else ""


def _name(addressee_number: str, day: date | None, actor: Actor, times: Times) -> str:
    log_before_showing(
        actor,
        "resident.head.shown",
        reason="inquiry",
        times=times,
        subjects=[f"addressee:{addressee_number}"],
    )
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number)
    if day:
        rows = rows.filter(valid_from__lte=day)
    return rows.order_by("-number").values_list("full_name", flat=True).first() or ""
