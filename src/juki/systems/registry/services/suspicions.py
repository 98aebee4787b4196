"""What the register itself knows that deserves a second look at a 転入. Source: STD 4.1.1.2, 11.1."""

from collections.abc import Collection, Sequence

from django.db import connection

from juki.kernel.values.address import Address
from juki.kernel.values.closed_days import CityClosedDays
from juki.systems.registry.domain import move_in
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.services.lookalikes import lookalikes


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
        if lookalikes(newcomer.names.full, newcomer.birth.internal, str(newcomer.sex)):
            return True
    return False


def shares_address(address: Address, *, households: Collection[str]) -> bool:
    """Whether residents of a household that is none of ``households`` live at exactly ``address``."""
    with connection.cursor() as cursor:
        cursor.execute(
            _THERE, [address.town, address.lot, address.building, list(households), str(State.RESIDENT)]
        )
        return cursor.fetchone() is not None


_THERE = """select from registry_resident_version v
 join registry_resident r on r.addressee_number = v.addressee_number and r.version = v.number
 where v.address_town = %s and v.address_lot = %s and v.address_building = %s and v.household_number <> all(%s)
 and r.state = %s limit 1"""
