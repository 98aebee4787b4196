"""番号確認 of an application: asked outside any transaction for whoever has no good answer, then kept with it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from juki.kernel.clock import Times
from juki.kernel.errors import Detail, JukiError
from juki.kernel.work import Act, Actor, one_act
from juki.links.errors import PeerRefused, PeerUnreachable
from juki.systems.registry.domain.application import State
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.errors import HeldElsewhere
from juki.systems.registry.records.models import Application, NumberConfirmation
from juki.systems.registry.services import number_checks, residents
from juki.systems.registry.services.applications.holds import hold, keys_of
from juki.systems.registry.services.applications.steps import REASON, add_step, form_of
from juki.systems.registry.services.arrivals import Former, demand_not_here, returning
from juki.systems.registry.services.forms import MoveInForm, NumberCheckForm
from juki.systems.registry.services.number_checks import Confirmed
from juki.systems.registry.services.reading import move_in_of
from juki.systems.registry.services.suspicions import alerts_of

Verdicts = Sequence[Confirmed | JukiError]


def ask(row: Application, *, actor: Actor, times: Times, trace: UUID, holds: bool) -> None:
    """Ask about everybody in ``row`` without a good answer, and keep what came out with it.

    When 住基ネット gives no answer the application stays as it is with the coded reason (``holds``), or that is raised.

    Raises:
        PeerUnreachable, PeerRefused: no answer, and not ``holds``.
    """
    form = form_of(row)
    move = move_in_of(form, today=times.legal_day)
    kept = confirmations_of(row)
    wanted = [
        place
        for place, one in enumerate(number_checks.verdicts(move, kept, times=times))
        if isinstance(one, JukiError)
    ]
    reason: JukiError | None = None
    try:
        for place in wanted:
            asked = number_checks.check_number(
                _question(form, move, place), actor=actor, times=times, trace=uuid5(trace, f"check {place}")
            )
            kept[place] = asked.confirmation
    except (PeerUnreachable, PeerRefused) as missing:
        if not holds:
            raise
        reason = missing
    if wanted or row.pending_code:
        _keep(row, move, kept, reason, actor=actor, times=times, trace=trace)


def judged(row: Application, move: MoveIn, *, times: Times) -> list[Confirmed | JukiError]:
    """What the answers of ``row`` are worth now, and whether who they found may move in at all."""
    return _judged(move, confirmations_of(row), times)


def against(verdicts: Verdicts) -> list[Detail]:
    """What stands against the persons, by place on the form."""
    return [
        Detail(f"persons.{place}", one.code, one.message)
        for place, one in enumerate(verdicts)
        if isinstance(one, JukiError)
    ]


def codes_of(verdicts: Verdicts) -> list[str]:
    """住民票コード by place on the form; empty where none is confirmed."""
    return ["" if isinstance(one, JukiError) else one.resident_code for one in verdicts]


def told_of(verdicts: Verdicts) -> list[str]:
    """The municipalities that hear of the persons who are confirmed."""
    return [one.told for one in verdicts if not isinstance(one, JukiError) and one.told]


def confirmations_of(row: Application) -> list[UUID | None]:
    """The kept answers by place on the form."""
    return [UUID(one["confirmation"]) if one["confirmation"] else None for one in row.checks]


def blank_checks(count: int) -> list[dict[str, Any]]:
    """Nobody was asked yet."""
    return [
        {"confirmation": None, "outcome": "", "differing": [], "code": "", "text": ""} for _ in range(count)
    ]


def former_of(move: MoveIn, codes: Sequence[str]) -> dict[int, Former]:
    """Who is known to have lived here, by place on the form; a record that stands against it is told elsewhere."""
    try:
        return returning(move, codes, lock=False)
    except JukiError:
        return {}


def found_alerts(move: MoveIn, verdicts: Verdicts, former: Collection[int]) -> list[str]:
    """The codes of the alerts as things stand."""
    members = residents.current_members(move.joins) if move.joins else []
    return [one.code for one in alerts_of(move, members, told=told_of(verdicts), returning=former)]


def _question(form: MoveInForm, move: MoveIn, place: int) -> NumberCheckForm:
    """Facts as on the notification; the former address only where the nation should have the person there."""
    person, newcomer = form.persons[place], move.newcomers[place]
    known = move.former.address.municipality is not None and not move.reason.skipped_notifications
    return NumberCheckForm(
        individual_number=person.individual_number, full_name=newcomer.names.full, birth=person.birth,
        sex=person.sex, address=form.former_address if known else None,
    )  # fmt: skip


def _judged(move: MoveIn, kept: Sequence[UUID | None], times: Times) -> list[Confirmed | JukiError]:
    verdicts = number_checks.verdicts(move, kept, times=times)
    codes = codes_of(verdicts)
    for look in (demand_not_here, _demand_may_return):
        try:
            look(move, codes)
        except JukiError as error:
            place = error.fields.get("person")
            if isinstance(place, int):
                verdicts[place - 1] = error
    return verdicts


def _demand_may_return(move: MoveIn, codes: Sequence[str]) -> None:
    returning(move, codes, lock=False)


def _keep(
    row: Application, move: MoveIn, kept: Sequence[UUID | None], reason: JukiError | None, *, actor: Actor,
    times: Times, trace: UUID,
) -> None:  # fmt: skip
    """Unless somebody changed the application meanwhile: then the answers are about something else."""
    with one_act(actor, reason=REASON, times=times, trace=trace) as act:
        now = Application.objects.select_for_update().get(id=row.id)
        if now.version != row.version or now.state not in {State.PROVISIONAL, State.IN_REVIEW}:
            return
        verdicts = _judged(move, kept, times)
        former = former_of(move, codes_of(verdicts))
        reason = _hold(now, move, former.values()) or reason
        now.checks = _entries(kept, verdicts)
        now.found_alerts = found_alerts(move, verdicts, former)
        now.pending_code = reason.code if reason else ""
        now.pending_text = reason.message if reason else ""
        now.save()
        _step(act, now, reason)


def _hold(row: Application, move: MoveIn, former: Collection[Former]) -> JukiError | None:
    try:
        with transaction.atomic():
            hold(row, keys_of(move, former))
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
