"""A one-time link by which a member of staff sets a password and a passkey."""

import msgspec
from django.http import HttpResponse

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.office.codes import SET_CREDENTIAL
from juki.office.services import operations_enrolments
from juki.office.services.options import staff


class EnrolmentForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who gets a link."""

    client: str
    reason: Reason


class EnrolmentReply(msgspec.Struct, frozen=True):
    """A link to hand over. It is shown once and kept nowhere; it is good once, for a day."""

    client: str
    link: str


@write_endpoint(
    permission=SET_CREDENTIAL, body=EnrolmentForm, remembers=False, reply=EnrolmentReply, status=201
)
def issue(visit: Visit, form: EnrolmentForm) -> HttpResponse:
    """Issue a link; whatever means and sessions the person had end, and a link issued before is void."""
    token = operations_enrolments.issue(
        form.client, reason=form.reason, actor=visit.actor, by=visit.caller.name, times=visit.times
    )
    reply = EnrolmentReply(form.client, f"{staff().origin}/enrol/{token}")
    return json_reply(reply, status=201, headers={"Cache-Control": "no-store"})
