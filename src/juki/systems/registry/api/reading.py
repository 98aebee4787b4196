"""Doors that read: a resident, a household, searches, certificates."""

from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple
from urllib.parse import quote

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.access.grants import permitted
from juki.kernel.door.endpoint import Visit, ask_endpoint, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import issuing, queries, searching
from juki.systems.registry.services.forms import CertificateForm, SearchForm
from juki.systems.registry.services.showing import ShownHousehold, ShownResident

Count = Annotated[int, msgspec.Meta(ge=0, le=9999)]

OF_RESIDENT = {
    "as_of": (date, "the legal day; left out, what is in force"),
    "known_at": (datetime, "what was known at this moment of the machine clock, with a zone; left out, now"),
    "record": (Count, "which 住民票 of the person, 1 being the first; left out, the latest"),
    "with": (
        Literal["individual_number"],
        "show 個人番号 too: needs `registry.individual_number.see` as well",
    ),
}
OF_HOUSEHOLD = {name: OF_RESIDENT[name] for name in ("as_of", "known_at")}
OF_CERTIFICATE = {
    "Juki-Issue-Number": "発行番号, percent-encoded",
    "Juki-Transaction": "UUID of the issue, as the log has it",
}


@read_endpoint(permission=Permission.SEE_RESIDENT, system=OWN, reply=ShownResident, query=OF_RESIDENT)
def show_resident(request: HttpRequest, visit: Visit, addressee_number: str) -> HttpResponse:
    """A resident: as in force, on an earlier day, or as it was known at an earlier moment."""
    with_number = request.GET.get("with") == "individual_number"
    if with_number:
        demand_number_right(visit, subjects=[f"addressee:{addressee_number}"])
    asked = asked_of(request)
    found = queries.resident(
        addressee_number, actor=visit.actor, times=visit.times, as_of=asked.day, known_at=asked.known_at,
        record=asked.record, with_number=with_number,
    )  # fmt: skip
    return json_reply(found)


@read_endpoint(permission=Permission.SEE_HOUSEHOLD, system=OWN, reply=ShownHousehold, query=OF_HOUSEHOLD)
def show_household(request: HttpRequest, visit: Visit, household_number: str) -> HttpResponse:
    """A household with its members: now, on an earlier day, or as it was known at an earlier moment."""
    asked = asked_of(request)
    found = queries.household(
        household_number, actor=visit.actor, times=visit.times, as_of=asked.day, known_at=asked.known_at
    )
    return json_reply(found)


@ask_endpoint(permission=Permission.SEARCH, body=SearchForm, system=OWN, reply=searching.Found)
def search(visit: Visit, form: SearchForm) -> HttpResponse:
    """A search; by individual number only with that right. Never answered from memory: each one is logged."""
    if form.individual_number:
        demand_number_right(visit, subjects=[])
    return json_reply(searching.search(form, actor=visit.actor, times=visit.times))


@write_endpoint(
    permission=Permission.ISSUE_CERTIFICATE, body=CertificateForm, system=OWN, remembers=False,
    media="application/pdf", status=201, headers=OF_CERTIFICATE,
)  # fmt: skip
def issue_certificate(visit: Visit, form: CertificateForm) -> HttpResponse:
    """One signed copy as PDF. The issue number in the header is percent-encoded.

    The document is not kept, so a repeated request is refused instead of answered.
    """
    if "individual_number" in form.show:
        demand_number_right(visit, subjects=[f"addressee:{number}" for number in form.addressee_numbers])
    issued = issuing.issue(form, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    reply = HttpResponse(issued.pdf, content_type="application/pdf", status=201)
    reply.headers["Juki-Issue-Number"] = quote(issued.issue_number)
    reply.headers["Juki-Transaction"] = str(issued.transaction_id)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def demand_number_right(visit: Visit, *, subjects: list[str]) -> None:
    """Refuse, and log, who may not see individual numbers; ``subjects`` nobody has are not logged, see services.

    Raises:
        NotPermitted: no grant.
    """
    right = Permission.SEE_INDIVIDUAL_NUMBER
    if permitted(system=OWN, client=visit.caller.name, permission=right, on=visit.times.legal_day):
        return
    queries.refuse_number(
        [subject.removeprefix("addressee:") for subject in subjects], actor=visit.actor, times=visit.times
    )


class Asked(NamedTuple):
    """Which part of the past a call is about."""

    day: date | None
    known_at: datetime | None
    record: int | None


def asked_of(request: HttpRequest) -> Asked:
    """``as_of``, ``known_at`` and ``record`` of the address; None for what is left out.

    Raises:
        UnreadableMoment: no calendar day, no moment with its zone, or no number.
    """
    as_of, known_at, record = (request.GET.get(name, "") for name in ("as_of", "known_at", "record"))
    return Asked(
        _day(as_of) if as_of else None,
        _moment(known_at) if known_at else None,
        _count(record) if record else None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableMoment(item="as_of") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableMoment(item="known_at") from None
    if moment.tzinfo is None:
        raise UnreadableMoment(item="known_at")
    return moment


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnreadableMoment(item="record")
    return int(text)
