"""Going on with a run: step by step, each with its position in one transaction, never twice at once. Source: STD 9.1."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.db import Error

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, Work, one_act, work
from juki.systems.registry.domain.nightly import REFUSED, RunState
from juki.systems.registry.domain.nightly_errors import NoSuchRun
from juki.systems.registry.records.models import NightlyItem, NightlyRun
from juki.systems.registry.services.nightly.catalogue import WORKERS
from juki.systems.registry.services.nightly.steps import Found, Task

logger = logging.getLogger(__name__)

MOST = 1000
"""Steps of a run at one go: the next run gets its turn, and the clocks are read anew."""
ATTEMPTS = 3
"""So often a run that broke off is tried of itself."""


def actor_of(run: NightlyRun) -> Actor:
    """Who a run acts as; who asked for it stands on the run."""
    return Actor(who=f"job:nightly:{run.job}", right="job", terminal=run.terminal)


def advance(ident: UUID, *, times: Times, most: int = MOST) -> RunState:
    """Go on with a run from its position, at most ``most`` steps; its state afterwards.

    A step that fails leaves what the steps before it did, and the run as failed with the error's code. When another
    process is at it, nothing happens.

    Raises:
        NoSuchRun: no such run.
    """
    run = NightlyRun.objects.filter(pk=ident).first()
    if run is None:
        raise NoSuchRun
    with _alone(run.job) as alone:
        run.refresh_from_db()
        if not alone or run.state == RunState.DONE:
            return RunState(run.state)
        try:
            _begin(run, times)
            for _ in range(most):
                if _step(ident, times) is RunState.DONE:
                    return RunState.DONE
        except Exception as error:
            logger.exception("nightly %s of %s broke off: %s", run.job, run.legal_day, code_of(error))
            _break_off(run, error, times)
            return RunState.FAILED
    return RunState.RUNNING


def code_of(error: Exception) -> str:
    """What the record of a run keeps of a failure: our code, the database's SQLSTATE, or the type; no personal data."""
    if isinstance(error, JukiError):
        return error.code
    state = getattr(error.__cause__, "sqlstate", None) if isinstance(error, Error) else None
    return f"SQLSTATE {state}" if state else type(error).__name__


@contextmanager
def _alone(job: str) -> Iterator[bool]:
    """Whether nobody else works on ``job``, held on a connection of its own: it ends with the process, however that ends."""
    with psycopg.connect(current().dsn, autocommit=True) as guard:
        row = guard.execute(
            "select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"nightly {job}"]
        ).fetchone()
        yield row == (True,)


def _begin(run: NightlyRun, times: Times) -> None:
    """Mark the run as running; the first time also how much there is to do."""
    with one_act(actor_of(run), reason="nightly", times=times, trace=run.id) as act:
        first = run.started_at is None
        if first:
            run.started_at = times.machine
            run.total = WORKERS[run.job].total(_task(run, times))
        if first or run.state == RunState.FAILED:
            run.attempts += 1
            act.log("nightly.started", detail=_detail(run))
        run.state, run.ended_at = RunState.RUNNING, None
        run.save()


def _step(ident: UUID, times: Times) -> RunState:
    with work() as current_work:
        run = NightlyRun.objects.select_for_update().get(pk=ident)
        step = WORKERS[run.job].step(_task(run, times), current_work)
        _keep(run, step.items)
        run.done += step.done
        run.counts = dict(
            Counter(run.counts) + Counter(step.counts) + Counter(one.kind for one in step.items)
        )
        if step.position is None:
            run.state, run.ended_at = RunState.DONE, times.machine
            _log_end(current_work, run, times)
        else:
            run.position = dict(step.position)
        run.save()
    if run.state == RunState.DONE and run.counts.get(REFUSED):
        logger.error("nightly %s of %s refused %s", run.job, run.legal_day, run.counts[REFUSED])
    return RunState(run.state)


def _keep(run: NightlyRun, items: Sequence[Found]) -> None:
    NightlyItem.objects.bulk_create(
        NightlyItem(
            run_id=run.id, number=number, kind=one.kind, addressee_number=one.addressee_number,
            household_number=one.household_number, record=one.record, day=one.day, trace=one.trace, code=one.code,
        )
        for number, one in enumerate(items, start=run.listed + 1)
    )  # fmt: skip
    run.listed += len(items)


def _break_off(run: NightlyRun, error: Exception, times: Times) -> None:
    with one_act(actor_of(run), reason="nightly", times=times, trace=run.id) as act:
        run = NightlyRun.objects.select_for_update().get(pk=run.id)
        run.state, run.ended_at, run.error_code = RunState.FAILED, times.machine, code_of(error)
        run.seen_by, run.seen_at = "", None
        run.save()
        act.log("nightly.failed", outcome="failed", detail=_detail(run) | {"error": run.error_code})


def _log_end(work: Work, run: NightlyRun, times: Times) -> None:
    act = work.act(actor_of(run), reason="nightly", times=times, trace=run.id)
    act.log("nightly.done", detail=_detail(run) | run.counts)


def _task(run: NightlyRun, times: Times) -> Task:
    before = NightlyRun.objects.filter(job=run.job, state=RunState.DONE, legal_day__lt=run.legal_day)
    return Task(
        run=run.id, legal_day=run.legal_day, parameters=run.parameters, position=run.position,
        before=before.order_by("-legal_day").values_list("legal_day", flat=True).first(), actor=actor_of(run),
        times=times,
    )  # fmt: skip


def _detail(run: NightlyRun) -> dict[str, str | int]:
    return {
        "job": run.job,
        "legal_day": run.legal_day.isoformat(),
        "attempt": run.attempts,
        "by": run.asked_by,
    }
