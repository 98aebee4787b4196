"""決裁 of a run by another person than prepared it, or dropping it. Source: STD 4.0.8, 9.7."""

from typing import Literal
from uuid import UUID

from django.db import transaction

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.application import demand_other_person
from juki.systems.registry.domain.bulk_errors import BulkDay, NoSuchRun, RunDecided
from juki.systems.registry.records import bulk as states
from juki.systems.registry.records.models import BulkRun
from juki.systems.registry.services.bulk.showing import ShownBulk, run_of, shown
from juki.systems.registry.services.forms import Form


class BulkDecisionForm(Form, frozen=True, kw_only=True):
    """Approve a run, or drop it."""

    run: UUID
    decision: Literal["approve", "drop"]


def decide(form: BulkDecisionForm, *, actor: Actor, times: Times, trace: UUID) -> ShownBulk:
    """Approved: it is carried out within seconds. Dropped: never.

    Raises:
        NoSuchRun: there is none.
        RunDecided: it was decided before, otherwise or by somebody else.
        SamePerson: the approver prepared it.
        BulkDay: 実施日 has not come.
    """
    wanted = states.APPROVED if form.decision == "approve" else states.DROPPED
    with one_act(actor, reason="bulk", times=times, trace=trace) as act:
        run = BulkRun.objects.select_for_update().filter(pk=form.run).first()
        if run is None:
            raise NoSuchRun
        if run.state != states.PREPARED:
            if run.decided_by == actor.who and run.state in (wanted, states.DONE):
                return shown(run)
            raise RunDecided
        if wanted == states.APPROVED:
            demand_other_person([run.prepared_by], actor.who)
            if run.day > times.legal_day:
                raise BulkDay
        run.state, run.decided_by, run.decided_at = wanted, actor.who, times.machine
        run.save()
        act.log(f"bulk.{wanted}", subjects=[f"bulk:{run.id}"])
    return shown(run_of(form.run))


def approved() -> list[UUID]:
    """Runs that wait to be carried out, the oldest first."""
    with transaction.atomic():
        waiting = BulkRun.objects.filter(state=states.APPROVED).order_by("decided_at")
        return list(waiting.values_list("id", flat=True))
