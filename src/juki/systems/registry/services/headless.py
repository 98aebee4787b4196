"""Households without 世帯主 as they are now, by number. Source: STD 1.1.10, 4.0.4, 4.0.5."""

import msgspec
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.resident import State
from juki.systems.registry.records.models import HouseholdRow, ResidentRow

MOST = 200


class HeadlessHousehold(msgspec.Struct, frozen=True):
    """An open household without 世帯主 and how many members it has."""

    household_number: str
    members: int


class HeadlessHouseholds(msgspec.Struct, frozen=True):
    """By 世帯番号; ``more`` says that others follow the last."""

    households: list[HeadlessHousehold]
    more: bool


def listed(*, after: str = "", actor: Actor, times: Times) -> HeadlessHouseholds:
    """Those behind the number ``after``; logged with whom it shows before it is shown."""
    own = ResidentRow.objects.filter(household_number=OuterRef("household_number"), state=State.RESIDENT)
    counted = own.order_by().values("household_number").annotate(count=Count("*")).values("count")
    rows = HouseholdRow.objects.filter(is_open=True, head_number=None, household_number__gt=after)
    rows = (
        rows.annotate(members=Coalesce(Subquery(counted), 0))
        .filter(members__gt=0)
        .order_by("household_number")
    )
    found = [
        HeadlessHousehold(number, members)
        for number, members in rows.values_list("household_number", "members")[: MOST + 1]
    ]
    more, found = len(found) > MOST, found[:MOST]
    log_before_showing(
        actor, "households.headless.listed", reason="inquiry", times=times, detail={"count": len(found)},
        subjects=[f"household:{one.household_number}" for one in found],
    )  # fmt: skip
    return HeadlessHouseholds(found, more)
