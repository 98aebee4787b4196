"""保存期間を過ぎた記録の消去: what people typed into ended applications, searches, the records of nightly runs.

Unused 転出証明書情報 has a job of its own (``jobs.move_out_certificates``); 交付履歴 and history are never erased here
(STD 1.3.8). Source: 個人情報保護法22条; document III(1)7.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q, QuerySet

from juki.kernel.work import Work
from juki.systems.registry.domain.nightly import JOBS, RunState
from juki.systems.registry.records.models import Application, NightlyItem, NightlyRun, SearchHistory
from juki.systems.registry.services.nightly.steps import BATCH, Step, Task

_ENDED = ("recorded", "withdrawn")
_TYPED = Q(came_name="", mandate="", mandate_checked="", came_documents=[], checks=[], alert_reasons={})


def total(task: Task) -> int:
    """How many rows are due."""
    return _applications(task).count() + _searches(task).count() + _runs(task).count()


def step(task: Task, work: Work) -> Step:
    """The next rows of the kind that is worked on; kind after kind."""
    kinds = list(_ERASERS)
    kind = task.position.get("kind", kinds[0])
    erased = _ERASERS[kind](task)
    if erased:
        act = work.act(task.actor, reason="retention", times=task.times, trace=task.run)
        act.log("retention.erased", detail={"what": kind, "count": erased})
        return Step(position={"kind": kind}, done=erased, counts={kind: erased})
    later = kinds[kinds.index(kind) + 1 :]
    return Step(position={"kind": later[0]} if later else None)


def _erase_applications(task: Task) -> int:
    """Blank what was noted about whoever came; the act that was recorded has it as part of the register (STD 1.2.1)."""
    due = list(_applications(task).order_by("pk").values_list("pk", flat=True)[:BATCH])
    return Application.objects.filter(pk__in=due).update(
        came_name="", mandate="", mandate_checked="", came_documents=[], checks=[], alert_reasons={}
    )


def _erase_searches(task: Task) -> int:
    due = list(_searches(task).values_list("pk", flat=True)[:BATCH])
    return SearchHistory.objects.filter(pk__in=due).delete()[0]


def _erase_runs(task: Task) -> int:
    """One run with its lines. The last run of each job stays: its parameters are those of last time."""
    due = _runs(task).order_by("legal_day").values_list("pk", flat=True).first()
    if due is None:
        return 0
    NightlyItem.objects.filter(run_id=due).delete()
    return NightlyRun.objects.filter(pk=due).delete()[0]


def _applications(task: Task) -> "QuerySet[Application]":
    before = task.times.city - timedelta(days=task.parameters["application_days"])
    return Application.objects.filter(state__in=_ENDED, changed_city__lt=before).exclude(_TYPED)


def _searches(task: Task) -> "QuerySet[SearchHistory]":
    before = task.legal_day - timedelta(days=task.parameters["search_days"])
    return SearchHistory.objects.filter(legal_day__lt=before)


def _runs(task: Task) -> "QuerySet[NightlyRun]":
    before = task.legal_day - timedelta(days=task.parameters["run_days"])
    kept = [
        NightlyRun.objects.filter(job=job).order_by("-legal_day").values_list("pk", flat=True).first()
        for job in JOBS
    ]
    ended = NightlyRun.objects.filter(legal_day__lt=before, state__in=[RunState.DONE, RunState.FAILED])
    return ended.exclude(pk__in=[one for one in kept if one])


_ERASERS: dict[str, Callable[[Task], int]] = {
    "applications": _erase_applications, "searches": _erase_searches, "runs": _erase_runs,
}  # fmt: skip
