"""交付履歴 and 障害・停止 for programs. Every look is logged before anything is shown. Source: document III(4)3."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, ask_endpoint, read_endpoint, write_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import log_before_showing
from juki.systems.kiosk.services import queries_issues, service_state
from juki.systems.kiosk.services.queries_issues import Wanted

ISSUES = "kiosk.issue.see"
SERVICE = "kiosk.service.see"
STOP = "kiosk.service.stop"
RESUME = "kiosk.service.resume"


class IssueQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to look for; at least one of the first four. ``result`` and ``holder_known`` leave rows away.

    ``page`` counts from 1; for the second and further, ``upto`` is what the first answered.
    """

    day: date | None = None
    kiosk: str = ""
    issue_number: str = ""
    addressee_number: str = ""
    result: Literal["", "issued", "refused"] = ""
    holder_known: bool = False
    page: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 1
    upto: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0


class IssueRow(msgspec.Struct, frozen=True, kw_only=True):
    """One request of a kiosk: ``result`` is ``issued`` or the code of the exact ``reason``; no name, no 個人番号."""

    transaction: str
    kiosk: str
    addressee_number: str
    kind: str
    options: list[str]
    members: list[str]
    pages: int
    issue_number: str
    document_digest: str
    result: str
    reason: str
    printed: str
    city_in: datetime
    city_out: datetime


class IssuesReply(msgspec.Struct, frozen=True):
    """A page of the rows that fit, newest first, at most 100; ``more``: older ones fit too."""

    rows: list[IssueRow]
    more: bool
    upto: int


class EventRow(msgspec.Struct, frozen=True):
    """A stop or a resumption: by whom, by which code, for what reason."""

    kind: str
    who: str
    code: str
    reason: str
    transaction: str
    at: datetime


class ServiceReply(msgspec.Struct, frozen=True):
    """Whether kiosks are served, and how it came."""

    state: str
    events: list[EventRow]


class ServiceForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why."""

    reason: Reason


@ask_endpoint(permission=ISSUES, body=IssueQuery, reply=IssuesReply)
def find_issues(visit: Visit, form: IssueQuery) -> HttpResponse:
    """Search 交付履歴."""
    number = str(AddresseeNumber(form.addressee_number)) if form.addressee_number else ""
    wanted = Wanted(
        day=form.day, kiosk=form.kiosk, issue_number=form.issue_number, addressee_number=number, result=form.result,
        holder_known=form.holder_known, page=form.page, upto=form.upto,
    )  # fmt: skip
    found = queries_issues.look(wanted, actor=visit.actor, reason="console", times=visit.times)
    return json_reply(
        IssuesReply([IssueRow(**asdict(line)) for line in found.lines], more=found.more, upto=found.upto)
    )


@read_endpoint(permission=SERVICE, reply=ServiceReply)
def show_service(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whether the service may issue, and the latest stops and resumptions."""
    log_before_showing(visit.actor, "service.shown", reason="console", times=visit.times)
    return json_reply(_service())


@write_endpoint(permission=STOP, body=ServiceForm, reply=ServiceReply)
def stop_service(visit: Visit, form: ServiceForm) -> HttpResponse:
    """Stop issuing at every kiosk."""
    assert visit.key is not None
    service_state.stop(actor=visit.actor, reason=form.reason, times=visit.times, trace=visit.key)
    return json_reply(_service())


@write_endpoint(permission=RESUME, body=ServiceForm, reply=ServiceReply)
def resume_service(visit: Visit, form: ServiceForm) -> HttpResponse:
    """Let the kiosks be served again."""
    assert visit.key is not None
    service_state.resume(actor=visit.actor, reason=form.reason, times=visit.times, trace=visit.key)
    return json_reply(_service())


def _service() -> ServiceReply:
    rows = [
        EventRow(one.kind, one.who, one.code, one.reason, str(one.transaction or ""), one.machine_at)
        for one in service_state.events()
    ]
    return ServiceReply("stopped" if service_state.service_state().stopped else "open", rows)
