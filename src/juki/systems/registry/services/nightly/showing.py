"""Runs of nightly jobs as they are shown: what, when, with which parameters, how far, how it ended. Source: STD 9.1."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from juki.systems.registry.domain.nightly import JOBS, REFUSED, JobKind, RunState
from juki.systems.registry.records.models import NightlyItem, NightlyRun


class ShownParameter(msgspec.Struct, frozen=True):
    """A parameter of a run; ``changed`` when it was another last time."""

    name: str
    label: str
    value: int
    changed: bool


class ShownCount(msgspec.Struct, frozen=True):
    """How many lines of a kind, or rows erased."""

    kind: str
    label: str
    count: int


class ShownRun(msgspec.Struct, frozen=True):
    """One run. ``alert``: it broke off, or could not deal with somebody, and nobody has acknowledged that yet.

    Times are of the machine clock. ``error_code`` is the last failure's, also of a run that ended well afterwards.
    """

    run: UUID
    job: str
    label: str
    legal_day: date
    state: str
    asked_by: str
    terminal: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempts: int
    done: int
    total: int
    lines: int
    parameters: tuple[ShownParameter, ...]
    counts: tuple[ShownCount, ...]
    error_code: str
    alert: bool
    acknowledged_by: str


class ShownItem(msgspec.Struct, frozen=True):
    """One line of a result: numbers only; ``record`` 0 is the present 住民票."""

    number: int
    kind: str
    label: str
    addressee_number: str
    household_number: str
    record: int
    day: str
    trace: str
    code: str


class ShownItems(msgspec.Struct, frozen=True):
    """Lines by number; ``more`` says that others follow the last."""

    items: list[ShownItem]
    more: bool


class OfferedParameter(msgspec.Struct, frozen=True):
    """A parameter to be filled in: ``last`` as it was last time, ``scheduled`` as scheduled runs have it."""

    name: str
    label: str
    last: int
    scheduled: int
    least: int
    most: int


class ShownJob(msgspec.Struct, frozen=True):
    """A job: when it runs of itself, and what it asks for."""

    job: str
    label: str
    schedule: str
    active: bool
    since: date
    parameters: tuple[OfferedParameter, ...]
    last_run: UUID | None


def shown(run: NightlyRun) -> ShownRun:
    """A run for the caller."""
    job = JOBS.get(run.job)
    labels = {one.name: one.label for one in job.parameters} if job else {}
    return ShownRun(
        run=run.id, job=run.job, label=job.label if job else run.job, legal_day=run.legal_day, state=run.state,
        asked_by=run.asked_by, terminal=run.terminal, asked_at=run.asked_at, started_at=run.started_at,
        ended_at=run.ended_at, attempts=run.attempts, done=run.done, total=run.total, lines=run.listed,
        parameters=tuple(
            ShownParameter(name, labels.get(name, name), value, name in run.changed)
            for name, value in sorted(run.parameters.items())
        ),
        counts=tuple(
            ShownCount(kind, _label(job, kind), count) for kind, count in sorted(run.counts.items())
        ),
        error_code=run.error_code, alert=has_alert(run), acknowledged_by=run.seen_by,
    )  # fmt: skip


def shown_item(item: NightlyItem, job: str) -> ShownItem:
    """A line for the caller."""
    return ShownItem(
        number=item.number, kind=item.kind, label=_label(JOBS.get(job), item.kind),
        addressee_number=item.addressee_number, household_number=item.household_number, record=item.record,
        day=item.day.isoformat() if item.day else "", trace=str(item.trace or ""), code=item.code,
    )  # fmt: skip


def has_alert(run: NightlyRun) -> bool:
    """Whether somebody has to look at the run."""
    return not run.seen_by and (run.state == RunState.FAILED or bool(run.counts.get(REFUSED)))


def _label(job: JobKind | None, kind: str) -> str:
    return job.kinds.get(kind, kind) if job else kind
