"""番号確認 of an application: asked outside any transaction for whoever has no good answer, then kept with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from juki.kernel.clock import Times
from juki.kernel.errors import Detail, JukiError
from juki.kernel.work import Act, Actor, one_act
from juki.links.errors import PeerRefused, PeerUnreachable
from juki.systems.registry.domain.application import State
from juki.systems.registry.errors import HeldElsewhere
from juki.systems.registry.records.models import Application, NumberConfirmation
from juki.systems.registry.services import number_checks
from juki.systems.registry.services.applications.cases import Case, Verdicts
from juki.systems.registry.services.applications.holds import hold
from juki.systems.registry.services.applications.kinds import case_of
from juki.systems.registry.services.applications.steps import REASON, add_step
from juki.systems.registry.services.number_checks import Confirmed


def ask(row: Application, *, actor: Actor, times: Times, trace: UUID, holds: bool) -> None:
    """Ask about everybody in ``row`` without a good answer, and keep what came out with it.

    When 住基ネット gives no answer the application stays as it is with the coded reason (``holds``), or that is raised.

    Raises:
        PeerUnreachable, PeerRefused: no answer, and not ``holds``.
    """
    case = case_of(row, today=times.legal_day)
    if not case.asked:
        return
    kept = confirmations_of(row)
    wanted = [
        place for place, one in enumerate(case.answers(kept, times=times)) if isinstance(one, JukiError)
    ]
    reason: JukiError | None = None
    try:
        for place in wanted:
            asked = number_checks.check_number(
                case.question(place), actor=actor, times=times, trace=uuid5(trace, f"check {place}")
            )
            kept[place] = asked.confirmation
    except (PeerUnreachable, PeerRefused) as missing:
        if not holds:
            raise
        reason = missing
    if wanted or row.pending_code:
        _keep(row, case, kept, reason, actor=actor, times=times, trace=trace)


def judged(row: Application, case: Case, *, times: Times) -> list[Confirmed | JukiError]:
    """What the answers of ``row`` are worth now, and whether who they found may move in at all."""
    return case.verdicts(confirmations_of(row), times=times)


def against(verdicts: Verdicts) -> list[Detail]:
    """What stands against the persons, by place on the form."""
    return [
        Detail(f"persons.{place}", one.code, one.message)
        for place, one in enumerate(verdicts)
        if isinstance(one, JukiError)
    ]


def confirmations_of(row: Application) -> list[UUID | None]:
    """The kept answers by place on the form."""
    return [UUID(one["confirmation"]) if one["confirmation"] else None for one in row.checks]


def blank_check() -> dict[str, Any]:
    """Nobody was asked yet."""
    return {"confirmation": None, "outcome": "", "differing": [], "code": "", "text": ""}


def _keep(
    row: Application, case: Case, kept: Sequence[UUID | None], reason: JukiError | None, *, actor: Actor,
    times: Times, trace: UUID,
) -> None:  # fmt: skip
    """Unless somebody changed the application meanwhile: then the answers are about something else."""
    with one_act(actor, reason=REASON, times=times, trace=trace) as act:
        now = Application.objects.select_for_update().get(id=row.id)
        if now.version != row.version or now.state not in {State.PROVISIONAL, State.IN_REVIEW}:
            return
        verdicts = case.verdicts(kept, times=times)
        reason = _hold(now, case, verdicts) or reason
        now.checks = _entries(kept, verdicts)
        now.found_alerts = case.alerts(verdicts)
        now.pending_code = reason.code if reason else ""
        now.pending_text = reason.message if reason else ""
        now.save()
        _step(act, now, reason)


def _hold(row: Application, case: Case, verdicts: Verdicts) -> JukiError | None:
    try:
        with transaction.atomic():
            hold(row, case.keys(verdicts))
    except HeldElsewhere as elsewhere:
        return elsewhere
    return None


def _step(act: Act, row: Application, reason: JukiError | None) -> None:
    add_step(act, row, "held" if reason else "checked", code=reason.code if reason else "")


def _entries(kept: Sequence[UUID | None], verdicts: Verdicts) -> list[dict[str, Any]]:
    rows = NumberConfirmation.objects.in_bulk([one for one in kept if one])
    entries = []
    for one, verdict in zip(kept, verdicts, strict=True):
        row = rows.get(one) if one else None
        bad = verdict if isinstance(verdict, JukiError) else None
        entries.append({
            "confirmation": str(one) if one else None, "outcome": row.outcome if row else "",
            "differing": list(row.differing) if row else [], "code": bad.code if bad else "",
            "text": bad.message if bad else "",
        })  # fmt: skip
    return entries
