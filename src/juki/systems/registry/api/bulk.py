"""Doors of 住所一括変更. Source: STD 9.7."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services.bulk.deciding import BulkDecisionForm, decide
from juki.systems.registry.services.bulk.extracting import Extract, ExtractOut, extract, reply_of
from juki.systems.registry.services.bulk.preparing import BulkForm, prepare
from juki.systems.registry.services.bulk.showing import ShownBulk, ShownBulkRows, listed

OF_ROWS = {"after": (int, "the place to go on after"), "state": (str, "only rows in this state")}


@write_endpoint(
    permission=Permission.PREPARE_BULK,
    body=BulkForm,
    system=OWN,
    reply=ShownBulk,
    status=201,
    remembers=False,
)
def prepare_run(visit: Visit, form: BulkForm) -> HttpResponse:
    """仮処理 of a list; the key becomes the id of the run."""
    return json_reply(prepare(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)), status=201)


@write_endpoint(
    permission=Permission.PREPARE_BULK, body=ExtractOut, system=OWN, reply=Extract, remembers=False
)
def extract_list(visit: Visit, form: ExtractOut) -> HttpResponse:
    """A list to be filled in, by number, sealed."""
    return json_reply(
        reply_of(*extract(form, form.out, actor=visit.actor, times=visit.times, trace=trace_of(visit)))
    )


@write_endpoint(permission=Permission.APPROVE_BULK, body=BulkDecisionForm, system=OWN, reply=ShownBulk)
def decide_run(visit: Visit, form: BulkDecisionForm) -> HttpResponse:
    """決裁 of a run, or dropping it."""
    return json_reply(decide(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@read_endpoint(permission=Permission.SEE_BULK, system=OWN, reply=ShownBulkRows, query=OF_ROWS)
def show_run(request: HttpRequest, visit: Visit, run: UUID) -> HttpResponse:
    """The result list of a run, page by page."""
    after = request.GET.get("after", "0")
    wanted = request.GET.get("state", "")
    found = listed(
        run, after=int(after) if after.isdecimal() else 0, state=wanted, actor=visit.actor, times=visit.times
    )
    return json_reply(found)
