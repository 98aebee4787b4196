"""Giving a member of staff a first password, or a new one."""

import msgspec
from django.http import HttpResponse

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.errors import NoKey
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.office.codes import SET_CREDENTIAL
from juki.office.domain.password import made_up
from juki.office.services import operations_credentials


class CredentialForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who gets a new password, and under which name the person is shown."""

    client: str
    name: str
    reason: Reason


class CredentialReply(msgspec.Struct, frozen=True):
    """A password to hand over; its owner must change it at the first sign-in. It is shown once and kept nowhere."""

    client: str
    password: str


@write_endpoint(
    permission=SET_CREDENTIAL, body=CredentialForm, remembers=False, reply=CredentialReply, status=201
)
def set_credential(visit: Visit, form: CredentialForm) -> HttpResponse:
    """Set a made-up password that must be changed; the same form again sets another one, for the first was never seen."""
    if visit.key is None:
        raise NoKey
    password = made_up()
    operations_credentials.set_initial_password(
        client=form.client, name=form.name, password=password, must_change=True, reason=form.reason,
        actor=visit.actor, by=visit.caller.name, times=visit.times, trace=visit.key,
    )  # fmt: skip
    return json_reply(
        CredentialReply(form.client, password), status=201, headers={"Cache-Control": "no-store"}
    )
