"""The other municipalities' routes: a clerk files a 特例転出 to this city, or says that somebody of it arrived there."""

from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.outside.cities.arrivals import move_in
from juki.outside.cities.filing import file_move_out
from juki.outside.cities.forms import MoveInForm, MoveOutForm

FILE = "outside.move_out.file"
ARRIVE = "outside.move_in.file"


class Filed(msgspec.Struct, frozen=True):
    """The certificate's id, and the trace by which it can be followed."""

    certificate: UUID
    trace: UUID


@write_endpoint(permission=FILE, body=MoveOutForm, system="cities", reply=Filed, status=201)
def move_out(visit: Visit, form: MoveOutForm) -> HttpResponse:
    """File, and let 転出証明書情報 go."""
    assert visit.key is not None
    row = file_move_out(form, client=visit.caller.name, actor=visit.actor, times=visit.times, trace=visit.key)
    return json_reply(Filed(row.certificate, row.trace), status=201)


@write_endpoint(permission=ARRIVE, body=MoveInForm, system="cities", reply=Filed, status=201)
def arrive(visit: Visit, form: MoveInForm) -> HttpResponse:
    """Say that an expected household arrived, and let 転入通知 go."""
    assert visit.key is not None
    row = move_in(form, client=visit.caller.name, actor=visit.actor, times=visit.times, trace=visit.key)
    assert row.trace is not None
    return json_reply(Filed(row.certificate, row.trace), status=201)


urlpatterns = [path("api/move-outs", move_out), path("api/move-ins", arrive)]
