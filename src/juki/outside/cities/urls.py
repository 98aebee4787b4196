"""The other municipalities' one route: a clerk files a 特例転出 to this city."""

from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.outside.cities.filing import file_move_out
from juki.outside.cities.forms import MoveOutForm

FILE = "outside.move_out.file"


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


urlpatterns = [path("api/move-outs", move_out)]
