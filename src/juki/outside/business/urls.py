"""The door of the simulated business systems, within the process of the counterparts."""

from uuid import uuid4

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.outside.business.requests import request_resident


class RequestForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which target which person is asked for."""

    target: str
    addressee_number: str


@write_endpoint(system="business", permission="business.request", body=RequestForm)
def post_request(visit: Visit, form: RequestForm) -> HttpResponse:
    """Ask the register for a resident."""
    reply = request_resident(
        target=form.target, addressee_number=form.addressee_number, actor=visit.actor, by=visit.caller.name,
        times=visit.times, trace=visit.key or uuid4(),
    )  # fmt: skip
    return json_reply(reply)


urlpatterns = [path("api/resident-requests", post_request)]
