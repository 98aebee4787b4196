"""Doors of nightly work: runs, their lists, starting one, settings."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, by_method, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services.nightly import queries, starting
from juki.systems.registry.services.nightly.showing import ShownItems, ShownJob, ShownRun

Number = Annotated[int, msgspec.Meta(ge=0)]


@read_endpoint(
    permission=Permission.SEE_NIGHTLY, system=OWN, reply=list[ShownRun],
    query={
        "job": (str, "of this job only"), "state": (str, "waiting, running, done or failed"),
        "alerts": (str, "1: only what broke off or refused somebody and is not acknowledged"),
    },
)  # fmt: skip
def list_runs(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """The newest runs; they name nobody."""
    if request.GET.get("alerts") == "1":
        return json_reply(queries.alerts())
    return json_reply(queries.runs(job=request.GET.get("job", ""), state=request.GET.get("state", "")))


@write_endpoint(
    permission=Permission.RUN_NIGHTLY, body=starting.NightlyStartForm, system=OWN, reply=ShownRun, status=202
)
def start(visit: Visit, form: starting.NightlyStartForm) -> HttpResponse:
    """Ask for a run for today, or let one that broke off go on."""
    done = starting.start(form, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    return json_reply(done, status=202)


@read_endpoint(permission=Permission.SEE_NIGHTLY, system=OWN, reply=ShownRun)
def show_run(_request: HttpRequest, _visit: Visit, run: UUID) -> HttpResponse:
    """One run with its progress."""
    return json_reply(queries.run(run))


@read_endpoint(
    permission=Permission.SEE_NIGHTLY_LIST, system=OWN, reply=ShownItems,
    query={"kind": (str, "lines of this kind only"), "after": (Number, "number of the last line that is known")},
)  # fmt: skip
def show_items(request: HttpRequest, visit: Visit, run: UUID) -> HttpResponse:
    """Lines of the result, by number; logged with whom they are about."""
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= 9):
        raise UnreadableMoment(item="after")
    return json_reply(
        queries.items(
            run, actor=visit.actor, times=visit.times, kind=request.GET.get("kind", ""), after=int(after)
        )
    )


@write_endpoint(permission=Permission.RUN_NIGHTLY, body=starting.AcknowledgeForm, system=OWN, reply=ShownRun)
def acknowledge(visit: Visit, form: starting.AcknowledgeForm) -> HttpResponse:
    """Say that the alert of a run was looked at."""
    return json_reply(
        starting.acknowledge(form.run, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    )


@read_endpoint(permission=Permission.SEE_NIGHTLY, system=OWN, reply=list[ShownJob])
def list_jobs(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """All jobs: schedule, parameters as last time and as scheduled."""
    return json_reply(queries.jobs(times=visit.times))


@write_endpoint(
    permission=Permission.SET_NIGHTLY, body=starting.NightlySettingForm, system=OWN, reply=ShownJob
)
def set_job(visit: Visit, form: starting.NightlySettingForm) -> HttpResponse:
    """Set when a job runs of itself and with which parameters."""
    return json_reply(starting.set_job(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


runs_door = by_method(GET=list_runs, POST=start)
jobs_door = by_method(GET=list_jobs, POST=set_job)
