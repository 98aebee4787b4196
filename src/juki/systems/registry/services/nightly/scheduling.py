"""Which runs are due: what was asked for, what broke off, and what the calendar says, in the order of the days."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db.models import Max, Q

from juki.kernel.clock import Times
from juki.systems.registry.domain.nightly import JOBS, JobKind, RunState, changed, complete
from juki.systems.registry.domain.nightly_schedule import Schedule
from juki.systems.registry.records.models import NightlyRun, NightlySetting
from juki.systems.registry.services.nightly.running import ATTEMPTS, advance

OF_ITSELF = "job:nightly"


def run_due(times: Times) -> int:
    """Work on everything that is due; how many runs were touched.

    A job's days are worked on in order: while one has not ended, the later ones of that job wait.
    """
    settle(times)
    return sum(_work_on(job, times) for job in JOBS.values())


def settle(times: Times) -> None:
    """Settings of jobs that have none: as a new city begins, its days counting from today."""
    if NightlySetting.objects.count() >= len(JOBS):
        return
    NightlySetting.objects.bulk_create(
        [
            NightlySetting(
                job=job.code, schedule=job.schedule, parameters=complete(job, {}, base={}), since=times.legal_day,
                changed_at=times.machine, changed_by=OF_ITSELF,
            )
            for job in JOBS.values()
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def due_days(job: JobKind, times: Times) -> list[date]:
    """The legal days of its schedule for which ``job`` has not run, in order; of most jobs the last one only."""
    setting = NightlySetting.objects.get(pk=job.code)
    if not (setting.active and setting.schedule):
        return []
    last = NightlyRun.objects.filter(job=job.code).aggregate(last=Max("legal_day"))["last"]
    start = setting.since - timedelta(days=1)
    days = Schedule.parse(setting.schedule).days(after=max(start, last or start), until=times.city)
    return days if job.every_day else days[-1:]


def open_run(
    job: JobKind, day: date, parameters: dict[str, int], *, asked_by: str, terminal: str, times: Times
) -> UUID:  # fmt: skip
    """A run for ``day``, waiting; the one that exists where there is one."""
    last = NightlyRun.objects.filter(job=job.code, legal_day__lt=day).order_by("-legal_day").first()
    NightlyRun.objects.bulk_create(
        [
            NightlyRun(
                id=uuid4(), job=job.code, legal_day=day, state=RunState.WAITING, asked_by=asked_by, terminal=terminal,
                asked_at=times.machine, parameters=parameters,
                changed=changed(parameters, last.parameters if last else None),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return NightlyRun.objects.values_list("pk", flat=True).get(job=job.code, legal_day=day)


def _work_on(job: JobKind, times: Times) -> int:
    touched = 0
    for ident in _unfinished(job):
        touched += 1
        if advance(ident, times=times) is not RunState.DONE:
            return touched
    for day in due_days(job, times):
        parameters = complete(job, {}, base=NightlySetting.objects.get(pk=job.code).parameters)
        ident = open_run(job, day, parameters, asked_by=OF_ITSELF, terminal="", times=times)
        touched += 1
        if advance(ident, times=times) is not RunState.DONE:
            break
    return touched


def _unfinished(job: JobKind) -> list[UUID]:
    """Runs that wait, died or broke off and may be tried again."""
    broken = Q(state=RunState.FAILED, attempts__lt=ATTEMPTS)
    rows = NightlyRun.objects.filter(Q(state__in=[RunState.WAITING, RunState.RUNNING]) | broken, job=job.code)
    return list(rows.order_by("legal_day").values_list("pk", flat=True))
