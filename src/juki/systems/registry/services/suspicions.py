"""What the register itself knows that deserves a second look at a 転入. Source: STD 4.1.1.2, 11.1."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef

from juki.kernel.values.address import Address
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.person_name import search_key
from juki.systems.registry.domain import move_in
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store


def alerts_of(
    move: MoveIn, members: Sequence[Resident], *, told: Collection[str], returning: Collection[int]
) -> tuple[Alert, ...]:
    """Everything to be confirmed about ``move`` into a household of ``members``.

    ``told`` are the municipalities that hear of it, ``returning`` the places on the form (from 0) of whoever is known
    to have lived here.
    """
    everybody = [*(one.relationship for one in members), *(one.relationship for one in move.newcomers)]
    return move_in.alerts(
        move, has_head=any(one.is_head for one in everybody), closed=CityClosedDays(), told=told,
        lookalike=_lookalike(move, returning), shared_address=shares_address(move.address, households=[move.joins or ""]),
    )  # fmt: skip


def _lookalike(move: MoveIn, returning: Collection[int]) -> bool:
    """Whether a removed record has the 氏名, 生年月日 and 性別 of somebody who is not known to return."""
    for place, newcomer in enumerate(move.newcomers):
        if place in returning:
            continue
        same_sex = ResidentVersion.objects.filter(
            addressee_number=OuterRef("addressee_number"), number=OuterRef("version"), sex=str(newcomer.sex)
        )
        key, birth = search_key(newcomer.names.full), newcomer.birth.internal
        here = ResidentRow.objects.filter(Exists(same_sex), name_key=key, birth=birth)
        removed = here.exclude(state=State.RESIDENT)
        if removed.exists() or removed_store.looks_alike(key, birth, str(newcomer.sex)):
            return True
    return False


def shares_address(address: Address, *, households: Collection[str]) -> bool:
    """Whether residents of a household that is none of ``households`` live at exactly ``address``."""
    current = ResidentRow.objects.filter(
        addressee_number=OuterRef("addressee_number"), version=OuterRef("number"), state=State.RESIDENT
    )
    there = ResidentVersion.objects.filter(
        Exists(current), address_town=address.town, address_lot=address.lot, address_building=address.building
    )
    return there.exclude(household_number__in=households).exists()
