"""The door of the simulated business systems, within the process of the counterparts."""

from typing import Annotated
from uuid import uuid4

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.outside.business.holdings import HeldResident, holdings
from juki.outside.business.peers import Matter
from juki.outside.business.reports import ReportReply, report_matter
from juki.outside.business.requests import RequestReply, request_resident


class RequestForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which target which person is asked for."""

    target: Annotated[str, msgspec.Meta(max_length=50)]
    addressee_number: Annotated[str, msgspec.Meta(max_length=50)]


class MatterForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What which target tells of whom; ``matter`` has the shape of the message ``individual-matter``."""

    target: Annotated[str, msgspec.Meta(max_length=50)]
    addressee_number: Annotated[str, msgspec.Meta(max_length=50)]
    matter: Matter


class ResidentsReply(msgspec.Struct, frozen=True):
    """At most a hundred persons."""

    residents: list[HeldResident]


OF_TARGET = {"target": (str, "the business system; a client sees its own only")}


@write_endpoint(system="business", permission="business.request", body=RequestForm, reply=RequestReply)
def post_request(visit: Visit, form: RequestForm) -> HttpResponse:
    """Ask the register for a resident."""
    reply = request_resident(
        target=form.target, addressee_number=form.addressee_number, actor=visit.actor, by=visit.caller.name,
        times=visit.times, trace=visit.key or uuid4(),
    )  # fmt: skip
    return json_reply(reply)


@write_endpoint(
    system="business", permission="business.report", body=MatterForm, reply=ReportReply, status=201
)
def post_matter(visit: Visit, form: MatterForm) -> HttpResponse:
    """Tell the register a 個別事項 of a resident."""
    reply = report_matter(
        target=form.target, addressee_number=form.addressee_number, matter=form.matter, actor=visit.actor,
        by=visit.caller.name, times=visit.times, trace=visit.key or uuid4(),
    )  # fmt: skip
    return json_reply(reply, status=201)


@read_endpoint(system="business", permission="business.see", reply=ResidentsReply, query=OF_TARGET)
def show_residents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the register sent to a target, newest first."""
    found = holdings(
        target=request.GET.get("target", ""), actor=visit.actor, by=visit.caller.name, times=visit.times
    )
    return json_reply(ResidentsReply(found))


urlpatterns = [
    path("api/matters", post_matter),
    path("api/resident-requests", post_request),
    path("api/residents", show_residents),
]
