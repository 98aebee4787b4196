"""The staff console's reads. Every one is logged before anything is shown.

A number is written into the log only when the file knows it: what was typed may be somebody's 個人番号.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint
from juki.kernel.door.replies import json_reply
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import log_before_showing
from juki.systems.kiosk.api.replies import FeedReply, HouseholdReply, IssuableReply, MemberReply, ReasonReply
from juki.systems.kiosk.services import queries_households, queries_issuable


@read_endpoint(permission="kiosk.feed.see", reply=FeedReply)
def show_feed(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whether the register's feed is fresh."""
    log_before_showing(visit.actor, "feed.shown", reason="console", times=visit.times)
    state = queries_issuable.feed_state(visit.times.machine)
    return json_reply(
        FeedReply("fresh" if state.fresh else "stale", heard_at=state.heard_at, stale_since=state.stale_since)
    )


@read_endpoint(permission="kiosk.household.see", reply=HouseholdReply)
def show_household(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """A household with its members."""
    wanted = str(HouseholdNumber(number))
    _log(visit, "household.shown", f"household:{wanted}", queries_households.is_known_household(wanted))
    rows = queries_households.household(wanted)
    return json_reply(_household(rows))


@read_endpoint(permission="kiosk.issuable.see", reply=IssuableReply)
def show_issuable(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """Whether a certificate may be issued to a person now."""
    wanted = str(AddresseeNumber(number))
    _log(visit, "issuable.shown", f"addressee:{wanted}", queries_households.is_known_person(wanted))
    reasons = queries_issuable.issuable(wanted, visit.times)
    return json_reply(
        IssuableReply(issuable=not reasons, reasons=[ReasonReply(one.value, one.text) for one in reasons])
    )


def _log(visit: Visit, action: str, subject: str, known: bool) -> None:
    log_before_showing(
        visit.actor, action, reason="console", times=visit.times, subjects=[subject] if known else [],
        outcome="shown" if known else "none",
    )  # fmt: skip


def _household(rows: list[dict[str, Any]]) -> HouseholdReply:
    first = rows[0]
    return HouseholdReply(
        household_number=first["household__household_number"],
        head_name=first["household__head_name"],
        taken_at=first["household__taken_at"],
        whole=first["household__torn_since"] is None and queries_households.is_settled(rows),
        members=[
            MemberReply(**{name: row[name] for name in queries_households.PERSON_COLUMNS}) for row in rows
        ],
    )
