"""The inquirer's one route: ask about a household."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.outside.inquirer.asking import Whom, ask
from juki.outside.inquirer.peers import Wanted
from juki.outside.inquirer.records.models import Inquiry, Received

ASK = "outside.inquiry.ask"
Key = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z._-]{1,50}\Z")]
"""An agency, duty, procedure or information as the list has it: our own opaque keys."""


class AskForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """About whom (``trace`` or ``processing_number``), and what by which right."""

    agency: Key
    duty: Key
    procedure: Key
    information: Key
    trace: UUID | None = None
    processing_number: Annotated[str, msgspec.Meta(max_length=32, pattern=r"\A[0-9]*\Z")] = ""


class Household(msgspec.Struct, frozen=True):
    """The decrypted fact."""

    is_head: bool
    head_name: str
    relationship: str
    layout: str
    valid_from: str


class AskReply(msgspec.Struct, frozen=True):
    """``record`` is the network's record id; ``code`` says why there is no household."""

    outcome: str
    record: str
    code: str
    household: Household | None


@write_endpoint(permission=ASK, body=AskForm, system="inquirer", remembers=False, reply=AskReply)
def inquire(visit: Visit, form: AskForm) -> HttpResponse:
    """Ask, and reply with the outcome; the same key replies again with what came of it then."""
    assert visit.key is not None
    row = ask(
        whom=Whom(form.trace, form.processing_number),
        wanted=Wanted(form.agency, form.duty, form.procedure, form.information),
        key=visit.key,
        client=visit.caller.name,
        actor=visit.actor,
        times=visit.times,
    )
    return json_reply(AskReply(row.outcome, row.record, row.code, _household(row)))


def _household(row: Inquiry) -> Household | None:
    fact = Received.objects.filter(inquiry=row).first()
    if fact is None:
        return None
    return Household(fact.is_head, fact.head_name, fact.relationship, fact.layout, fact.valid_from)


urlpatterns = [path("api/inquiries", inquire)]
