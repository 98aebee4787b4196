"""Starting a job by hand, setting when it runs of itself, acknowledging an alert: each by its own right. Source: STD 9.1."""

from typing import Annotated
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, one_act
from juki.systems.registry.domain.nightly import RunState, complete, job_of
from juki.systems.registry.domain.nightly_errors import NoSuchRun, RunToday
from juki.systems.registry.domain.nightly_schedule import Schedule
from juki.systems.registry.records.models import NightlyRun, NightlySetting
from juki.systems.registry.services.forms import Form, Short
from juki.systems.registry.services.nightly.queries import jobs, last_run
from juki.systems.registry.services.nightly.scheduling import open_run, settle
from juki.systems.registry.services.nightly.showing import ShownJob, ShownRun, shown

Given = Annotated[dict[Short, int], msgspec.Meta(max_length=20)]


class NightlyStartForm(Form, frozen=True, kw_only=True):
    """A job to be run for today. ``parameters`` are those that shall differ from last time."""

    job: Short
    parameters: Given = msgspec.field(default_factory=dict)


class NightlySettingForm(Form, frozen=True, kw_only=True):
    """When a job runs of itself (``schedule`` blank: never), and with which parameters."""

    job: Short
    schedule: Short = ""
    active: bool = True
    parameters: Given = msgspec.field(default_factory=dict)


class AcknowledgeForm(Form, frozen=True, kw_only=True):
    """A run whose alert somebody has looked at."""

    run: UUID


def start(form: NightlyStartForm, *, actor: Actor, times: Times, trace: UUID) -> ShownRun:
    """Ask for a run for today; the jobs' process takes it up within seconds, and goes on with one that broke off.

    A job runs once a legal day: the same parameters again are the same run.

    Raises:
        NoSuchJob, UnknownParameter, ParameterOutOfRange: what was asked for does not exist.
        RunToday: it ran, or is running, with other parameters today.
    """
    job = job_of(form.job)
    settle(times)
    with one_act(actor, reason="nightly", times=times, trace=trace) as act:
        last = last_run(job)
        base = last.parameters if last else NightlySetting.objects.get(pk=job.code).parameters
        parameters = complete(job, form.parameters, base=base)
        ident = open_run(
            job, times.legal_day, parameters, asked_by=actor.who, terminal=actor.terminal, times=times
        )
        row = NightlyRun.objects.select_for_update().get(pk=ident)
        if row.parameters != parameters:
            raise RunToday(day=times.legal_day.isoformat())
        if row.state == RunState.FAILED:
            _again(row, actor)
        _log(act, "nightly.asked", row)
    return shown(row)


def set_job(form: NightlySettingForm, *, actor: Actor, times: Times, trace: UUID) -> ShownJob:
    """Set schedule and parameters of a job's scheduled runs. Days before today are not made up for by a new schedule.

    Raises:
        NoSuchJob, UnknownParameter, ParameterOutOfRange, UnreadableSchedule: what was asked for does not exist.
    """
    job = job_of(form.job)
    if form.schedule:
        Schedule.parse(form.schedule)
    settle(times)
    with one_act(actor, reason="nightly", times=times, trace=trace) as act:
        row = NightlySetting.objects.select_for_update().get(pk=job.code)
        if row.schedule != form.schedule or form.active > row.active:
            row.since = times.legal_day
        row.parameters = complete(job, form.parameters, base=row.parameters)
        row.schedule, row.active = form.schedule, form.active
        row.changed_at, row.changed_by = times.machine, actor.who
        row.save()
        act.log(
            "nightly.set",
            detail={"job": job.code, "schedule": row.schedule, "active": int(row.active)} | row.parameters,
        )
    return next(one for one in jobs(times=times) if one.job == job.code)


def acknowledge(ident: UUID, *, actor: Actor, times: Times, trace: UUID) -> ShownRun:
    """Somebody has looked at the alert of a run.

    Raises:
        NoSuchRun: no such run.
    """
    with one_act(actor, reason="nightly", times=times, trace=trace) as act:
        row = NightlyRun.objects.select_for_update().filter(pk=ident).first()
        if row is None:
            raise NoSuchRun
        row.seen_by, row.seen_at = actor.who, times.machine
        row.save()
        _log(act, "nightly.acknowledged", row)
    return shown(row)


def _again(row: NightlyRun, actor: Actor) -> None:
    """It goes on from its position, with attempts anew."""
    row.state, row.ended_at, row.attempts = RunState.WAITING, None, 0
    row.asked_by, row.terminal = actor.who, actor.terminal
    row.save()


def _log(act: Act, action: str, row: NightlyRun) -> None:
    act.log(action, detail={"job": row.job, "legal_day": row.legal_day.isoformat(), "run": str(row.id)})
