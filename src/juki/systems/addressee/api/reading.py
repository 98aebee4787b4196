"""Reads of addressees, each logged before anything is shown.

A number is written into the log only when somebody has it: what was typed may be somebody's 個人番号.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint
from juki.kernel.door.replies import json_reply
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import log_before_showing
from juki.systems.addressee.api.replies import AddresseeReply, HouseholdReply, VersionReply
from juki.systems.addressee.services import queries_addressees


@read_endpoint(permission="addressee.see", reply=AddresseeReply)
def show_addressee(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """An addressee as in force."""
    wanted = str(AddresseeNumber(number))
    _log(visit, "addressee.shown", f"addressee:{wanted}", known=queries_addressees.is_known(wanted))
    return json_reply(_addressee(queries_addressees.in_force(wanted)))


@read_endpoint(permission="addressee.history.see", reply=list[VersionReply])
def show_history(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """All versions of an addressee, the latest first."""
    wanted = str(AddresseeNumber(number))
    _log(visit, "addressee.history.shown", f"addressee:{wanted}", known=queries_addressees.is_known(wanted))
    return json_reply([_version(row) for row in queries_addressees.history(wanted)])


@read_endpoint(permission="addressee.household.see", reply=HouseholdReply)
def show_household(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """The residents of a household."""
    wanted = str(HouseholdNumber(number))
    known = queries_addressees.is_known_household(wanted)
    _log(visit, "household.shown", f"household:{wanted}", known=known)
    rows = queries_addressees.household(wanted)
    return json_reply(HouseholdReply(household_number=wanted, members=[_addressee(row) for row in rows]))


def _log(visit: Visit, action: str, subject: str, *, known: bool) -> None:
    log_before_showing(
        visit.actor, action, reason="inquiry", times=visit.times, subjects=[subject] if known else [],
        outcome="shown" if known else "none",
    )  # fmt: skip


def _addressee(row: dict[str, Any]) -> AddresseeReply:
    return AddresseeReply(
        addressee_number=row["addressee_id"], kind=row["addressee__kind"], current=_version(row)
    )


def _version(row: dict[str, Any]) -> VersionReply:
    return VersionReply(**{name: row[name] for name in queries_addressees.COLUMNS})
