"""Reading runs, their lists and the alerts they left. A list is logged with whom it shows before it is shown."""

from uuid import UUID

from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.nightly import JOBS, REFUSED, JobKind, RunState, complete, job_of
from juki.systems.registry.domain.nightly_errors import NoSuchRun
from juki.systems.registry.records.models import NightlyItem, NightlyRun, NightlySetting
from juki.systems.registry.services.nightly.scheduling import settle
from juki.systems.registry.services.nightly.showing import (
    OfferedParameter,
    ShownItems,
    ShownJob,
    ShownRun,
    shown,
    shown_item,
)

MOST = 200


def runs(*, job: str = "", state: str = "") -> list[ShownRun]:
    """The newest runs first, of one job or in one state; they name nobody.

    Raises:
        NoSuchJob: no job of this name.
    """
    rows = NightlyRun.objects.order_by("-legal_day", "-asked_at", "job")
    if job:
        rows = rows.filter(job=job_of(job).code)
    if state:
        rows = rows.filter(state=state)
    return [shown(row) for row in rows[:MOST]]


def run(ident: UUID) -> ShownRun:
    """One run.

    Raises:
        NoSuchRun: no such run.
    """
    row = NightlyRun.objects.filter(pk=ident).first()
    if row is None:
        raise NoSuchRun
    return shown(row)


def alerts() -> list[ShownRun]:
    """Runs that broke off or could not deal with somebody, not acknowledged yet, the newest first."""
    rows = NightlyRun.objects.filter(Q(state=RunState.FAILED) | Q(counts__has_key=REFUSED), seen_by="")
    return [shown(row) for row in rows.order_by("-legal_day", "job")[:MOST]]


def items(ident: UUID, *, actor: Actor, times: Times, kind: str = "", after: int = 0) -> ShownItems:
    """The lines of a run's result behind number ``after``, of one kind if it is given.

    Raises:
        NoSuchRun: no such run.
    """
    found = run(ident)
    rows = NightlyItem.objects.filter(run_id=ident, number__gt=after).order_by("number")
    if kind:
        rows = rows.filter(kind=kind)
    lines = list(rows[: MOST + 1])
    more, lines = len(lines) > MOST, lines[:MOST]
    log_before_showing(
        actor, "nightly.list.shown", reason="inquiry", times=times, trace=ident,
        subjects=_subjects(lines), detail={"job": found.job, "count": len(lines)},
    )  # fmt: skip
    return ShownItems([shown_item(line, found.job) for line in lines], more)


def jobs(*, times: Times) -> list[ShownJob]:
    """All jobs with their settings, and the parameters of the last run to start from. Source: STD 9.1."""
    settle(times)
    settings = {row.job: row for row in NightlySetting.objects.all()}
    return [_shown(job, settings[job.code]) for job in JOBS.values()]


def last_run(job: JobKind) -> NightlyRun | None:
    """The run of ``job`` for the latest legal day."""
    return NightlyRun.objects.filter(job=job.code).order_by("-legal_day").first()


def _shown(job: JobKind, setting: NightlySetting) -> ShownJob:
    last = last_run(job)
    scheduled = complete(job, {}, base=setting.parameters)
    before = complete(job, {}, base=last.parameters) if last else scheduled
    return ShownJob(
        job=job.code, label=job.label, schedule=setting.schedule, active=setting.active, since=setting.since,
        parameters=tuple(
            OfferedParameter(one.name, one.label, before[one.name], scheduled[one.name], one.least, one.most)
            for one in job.parameters
        ),
        last_run=last.id if last else None,
    )  # fmt: skip


def _subjects(lines: list[NightlyItem]) -> list[str]:
    people = {f"addressee:{line.addressee_number}" for line in lines if line.addressee_number}
    households = {f"household:{line.household_number}" for line in lines if not line.addressee_number}
    return sorted(people | households)
