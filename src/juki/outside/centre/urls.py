"""The centre's routes for programs: the whole dialog of a terminal without its screen."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.kernel.settings import current
from juki.outside.centre import dialog, issuing
from juki.outside.centre.dialog import ProofForm
from juki.outside.centre.issuing import IssueForm, ResultForm
from juki.outside.centre.peers import KioskIssueAnswer, KioskMenuAnswer

USE = "outside.kiosk.use"


class BeginForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At which terminal, for which municipality (six digits)."""

    kiosk: Annotated[str, msgspec.Meta(max_length=20)]
    municipality: Annotated[str, msgspec.Meta(max_length=6)]


class Begun(msgspec.Struct, frozen=True):
    """What the card shall sign, and until when (ISO moment)."""

    transaction: UUID
    statement: str
    until: str


class Ended(msgspec.Struct, frozen=True):
    """How a dialog ended."""

    transaction: UUID
    state: str


@write_endpoint(permission=USE, body=BeginForm, system="centre", reply=Begun, status=201)
def begin(visit: Visit, form: BeginForm) -> HttpResponse:
    """Begin a dialog."""
    assert visit.key is not None
    row = dialog.begin(
        kiosk=form.kiosk, municipality=form.municipality, key=visit.key, actor=visit.actor, times=visit.times
    )
    return json_reply(Begun(row.transaction, row.statement, row.deadline.isoformat()), status=201)


@write_endpoint(permission=USE, body=ProofForm, system="centre", remembers=False, reply=KioskMenuAnswer)
def menu(visit: Visit, form: ProofForm) -> HttpResponse:
    """Prove the card; what may its holder have?"""
    return json_reply(dialog.menu(form, actor=visit.actor, now=current().clock.now))


@write_endpoint(permission=USE, body=IssueForm, system="centre", remembers=False, reply=KioskIssueAnswer)
def issue(visit: Visit, form: IssueForm) -> HttpResponse:
    """The one certificate of a dialog."""
    return json_reply(issuing.issue(form, actor=visit.actor, now=current().clock.now))


@write_endpoint(permission=USE, body=ResultForm, system="centre", reply=Ended)
def result(visit: Visit, form: ResultForm) -> HttpResponse:
    """End a dialog."""
    row = issuing.finish(form, actor=visit.actor, times=visit.times)
    return json_reply(Ended(row.transaction, row.state))


urlpatterns = [
    path("api/kiosk/transactions", begin),
    path("api/kiosk/menus", menu),
    path("api/kiosk/issues", issue),
    path("api/kiosk/results", result),
]
