"""Doors that read: a resident, a household, searches, certificates."""

from datetime import date, datetime
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from juki.kernel.access.grants import permitted
from juki.kernel.door.endpoint import Visit, ask_endpoint, read_endpoint, write_endpoint
from juki.kernel.door.errors import NotPermitted
from juki.kernel.door.replies import json_reply
from juki.kernel.work import log_before_showing
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import issuing, queries, searching
from juki.systems.registry.services.forms import CertificateForm, SearchForm


@read_endpoint(permission=Permission.SEE_RESIDENT, system=OWN)
def show_resident(request: HttpRequest, visit: Visit, addressee_number: str) -> HttpResponse:
    """``?as_of=`` legal day, ``known_at=`` moment with zone, ``record=`` which 住民票, ``with=individual_number``."""
    with_number = request.GET.get("with") == "individual_number"
    if with_number:
        demand_number_right(visit, subjects=[f"addressee:{addressee_number}"])
    as_of, known_at, record = (request.GET.get(name, "") for name in ("as_of", "known_at", "record"))
    found = queries.resident(
        addressee_number, actor=visit.actor, times=visit.times, as_of=_day(as_of) if as_of else None,
        known_at=_moment(known_at) if known_at else None, record=_count(record) if record else None,
        with_number=with_number,
    )  # fmt: skip
    return json_reply(found)


@read_endpoint(permission=Permission.SEE_HOUSEHOLD, system=OWN)
def show_household(_request: HttpRequest, visit: Visit, household_number: str) -> HttpResponse:
    """A household with its current members."""
    return json_reply(queries.household(household_number, actor=visit.actor, times=visit.times))


@ask_endpoint(permission=Permission.SEARCH, body=SearchForm, system=OWN)
def search(visit: Visit, form: SearchForm) -> HttpResponse:
    """A search; by individual number only with that right. Never answered from memory: each one is logged."""
    if form.individual_number:
        demand_number_right(visit, subjects=[])
    return json_reply(searching.search(form, actor=visit.actor, times=visit.times))


@write_endpoint(permission=Permission.ISSUE_CERTIFICATE, body=CertificateForm, system=OWN, remembers=False)
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
    log_before_showing(
        visit.actor,
        "individual_number.refused",
        reason=right,
        times=visit.times,
        subjects=queries.known_subjects([subject.removeprefix("addressee:") for subject in subjects]),
        outcome="refused",
    )
    raise NotPermitted(permission=right)


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
