"""Taking a file that the register made while the line was down. Source: STD 7.1.1.1."""

from typing import Annotated

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.systems.jukinet.services.operations_media import LIMIT, Taken, take_medium

TAKE = "jukinet.medium.take"


class MediumForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as text, and why it is taken by hand."""

    content: Annotated[str, msgspec.Meta(min_length=1, max_length=LIMIT)]
    reason: Reason


@write_endpoint(permission=TAKE, body=MediumForm, system="jukinet", reply=Taken)
def take(visit: Visit, form: MediumForm) -> HttpResponse:
    """Take a file; what is here already has no second effect."""
    return json_reply(take_medium(form.content, reason=form.reason, actor=visit.actor, times=visit.times))


urlpatterns = [path("api/media", take)]
