"""Runs of nightly work, the lists they leave, the alerts to be acknowledged; starting and setting a job. Source: STD 9.1."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.work import Actor
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.nightly_errors import NoSuchJob, ParameterOutOfRange, UnreadableSchedule
from juki.systems.registry.services.nightly import queries, starting
from juki.systems.registry.services.nightly.showing import ShownJob
from juki.systems.registry.web import posted
from juki.systems.registry.web.nightly import words

STATES = {
    "waiting": ("開始待ち", "info"), "running": ("実行中", "info"), "done": ("終了", "success"),
    "failed": ("中断", "error"),
}  # fmt: skip
NO_NUMBER = "整数で入力してください。"
_DIGITS = 7
_EVERY = 3
"""Seconds after which a run at work is looked at again."""


@page(permission=Permission.SEE_NIGHTLY)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The alerts, the jobs, and the newest runs, of one job with ``?job=``."""
    job = request.GET.get("job", "")
    return render(
        request, "registry/nightly/index.html", title="夜間処理", key="nightly", states=STATES, job=job,
        runs=queries.runs(job=job), alerts=queries.alerts(), jobs=queries.jobs(times=visitor.times),
        may_run=visitor.may(Permission.RUN_NIGHTLY), may_set=visitor.may(Permission.SET_NIGHTLY),
        may_list=visitor.may(Permission.SEE_NIGHTLY_LIST), words=words,
    )  # fmt: skip


@page(permission=Permission.SEE_NIGHTLY)
def show_run(request: HttpRequest, visitor: Visitor, run: UUID) -> HttpResponseBase:
    """One run; its lines, of one ``?kind=``, behind the number ``?after=``, by their own right."""
    found = queries.run(run)
    kind, after = request.GET.get("kind", ""), _count(request.GET.get("after", ""))
    lines = None
    if visitor.may(Permission.SEE_NIGHTLY_LIST) and found.lines:
        actor = Actor(visitor.actor.who, Permission.SEE_NIGHTLY_LIST, visitor.actor.terminal)
        lines = queries.items(run, actor=actor, times=visitor.times, kind=kind, after=after)
    return render(
        request, "registry/nightly/run.html", title=f"夜間処理　{found.label}", key="nightly", found=found, lines=lines,
        kind=kind, after=after, state=STATES[found.state], every=_every(found.state), states=STATES, most=queries.MOST,
        key_of_form=Typed().key_of_form, may_run=visitor.may(Permission.RUN_NIGHTLY),
        may_list=visitor.may(Permission.SEE_NIGHTLY_LIST), may_see=visitor.may(Permission.SEE_RESIDENT),
        may_household=visitor.may(Permission.SEE_HOUSEHOLD), words=words,
    )  # fmt: skip


@page(permission=Permission.SEE_NIGHTLY)
def show_progress(request: HttpRequest, _visitor: Visitor, run: UUID) -> HttpResponseBase:
    """How far a run is, as a part of its page."""
    found = queries.run(run)
    return render(
        request,
        "registry/nightly/progress.html",
        found=found,
        state=STATES[found.state],
        every=_every(found.state),
    )


@page(permission=Permission.RUN_NIGHTLY, method="POST")
def acknowledge(request: HttpRequest, visitor: Visitor, run: UUID) -> HttpResponseBase:
    """Somebody has looked at the alert."""
    starting.acknowledge(run, actor=visitor.actor, times=visitor.times, trace=posted.key(request))
    return see_other(f"/nightly/runs/{run}")


@page(permission=Permission.SEE_NIGHTLY)
def show_job(request: HttpRequest, visitor: Visitor, job: str) -> HttpResponseBase:
    """A job: what it would be started with, and when it runs of itself."""
    return _job_page(request, visitor, _job(job, visitor), Typed())


@page(permission=Permission.RUN_NIGHTLY, method="POST")
def start(request: HttpRequest, visitor: Visitor, job: str) -> HttpResponseBase:
    """Ask for a run for today."""
    typed, found, key = Typed(request.POST), _job(job, visitor), posted.key(request)
    parameters = _parameters(typed, found, "start")
    if not typed.errors:
        form = starting.NightlyStartForm(job=job, parameters=parameters)
        try:
            done = starting.start(form, actor=visitor.actor, times=visitor.times, trace=key)
        except ParameterOutOfRange as refusal:
            typed.refuse(f"start.{refusal.fields['parameter']}", refusal)
        except JukiError as refusal:
            typed.refuse("", refusal)
        else:
            return see_other(f"/nightly/runs/{done.run}")
    return _job_page(request, visitor, found, typed)


@page(permission=Permission.SET_NIGHTLY, method="POST")
def set_job(request: HttpRequest, visitor: Visitor, job: str) -> HttpResponseBase:
    """Set when a job runs of itself and with which parameters."""
    typed, found, key = Typed(request.POST), _job(job, visitor), posted.key(request)
    parameters = _parameters(typed, found, "set")
    schedule = typed.text("schedule").strip()
    if not typed.errors:
        form = starting.NightlySettingForm(
            job=job, schedule=schedule, active=request.POST.get("active") == "yes", parameters=parameters
        )
        try:
            starting.set_job(form, actor=visitor.actor, times=visitor.times, trace=key)
        except UnreadableSchedule as refusal:
            typed.refuse("schedule", refusal)
        except ParameterOutOfRange as refusal:
            typed.refuse(f"set.{refusal.fields['parameter']}", refusal)
        else:
            return see_other(f"/nightly/jobs/{job}")
    return _job_page(request, visitor, found, typed)


def _job(code: str, visitor: Visitor) -> ShownJob:
    found = next((one for one in queries.jobs(times=visitor.times) if one.job == code), None)
    if found is None:
        raise NoSuchJob
    return found


def _job_page(request: HttpRequest, visitor: Visitor, job: ShownJob, typed: Typed) -> HttpResponseBase:
    return render(
        request, "registry/nightly/job.html", title=f"夜間処理　{job.label}", key="nightly", status=typed.status,
        form=typed, job=job, start_key=Typed().key_of_form, set_key=Typed().key_of_form,
        may_run=visitor.may(Permission.RUN_NIGHTLY), may_set=visitor.may(Permission.SET_NIGHTLY), words=words,
    )  # fmt: skip


def _parameters(typed: Typed, job: ShownJob, prefix: str) -> dict[str, int]:
    """The whole numbers typed in the fields ``start.…`` or ``set.…``."""
    found = {}
    for one in job.parameters:
        name = f"{prefix}.{one.name}"
        text = typed.text(name).strip()
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
            found[one.name] = int(text)
        else:
            typed.errors[name] = NO_NUMBER
    return found


def _every(state: str) -> int:
    return _EVERY if state in ("waiting", "running") else 0


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
