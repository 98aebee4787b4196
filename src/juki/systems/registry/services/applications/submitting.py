"""To the reviewer, back from the reviewer, and out of the way. Source: STD 4.0.8."""

from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.application import (
    Action,
    demand_confirmed,
    demand_other_person,
    demand_reason,
)
from juki.systems.registry.errors import ChecksPending, NumbersUnconfirmed
from juki.systems.registry.records.models import Application
from juki.systems.registry.services.application_forms import ReturnForm, SubmissionForm, WithdrawalForm
from juki.systems.registry.services.applications.checking import against, judged
from juki.systems.registry.services.applications.kinds import case_of
from juki.systems.registry.services.applications.standing import Standing, standing_of
from juki.systems.registry.services.applications.steps import (
    REASON,
    add_step,
    authors_of,
    changed,
    found,
    locked,
    once,
)

_ALERTS = {alert.code: alert for alert in Alert}


def submit(form: SubmissionForm, *, actor: Actor, times: Times, trace: UUID) -> Standing:
    """Ask another person to look: every number confirmed, every alert with its reason.

    Raises:
        NumbersUnconfirmed, ChecksPending: with whom, and why.
        AlertsUnconfirmed, UnknownAlert, NoReason: the reasons do not fit the alerts.
        StaleApplication, NotInThisState, NoSuchApplication: see ``steps.locked``.
    """

    done: list[Application] = []

    def do(digest: bytes) -> None:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row, state = locked(form.application, form.version, Action.SUBMIT)
            _demand_ready(row, times)
            demand_confirmed([_ALERTS[code] for code in row.found_alerts], form.alerts)
            row.alert_reasons = dict(form.alerts)
            changed(act, row, state)
            add_step(act, row, "submitted", request=digest)
        done.append(row)

    once(form, do, what="submit", application=form.application, actor=actor, times=times, trace=trace)
    return standing_of(done[0] if done else found(form.application))


def give_back(form: ReturnForm, *, actor: Actor, times: Times, trace: UUID) -> Standing:
    """差戻し: the reviewer says what is wrong.

    Raises:
        SamePerson: the reviewer entered it.
        NoReason: no word of why.
        StaleApplication, NotInThisState, NoSuchApplication: see ``steps.locked``.
    """

    def do(digest: bytes) -> None:
        demand_reason(form.reason)
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row, state = locked(form.application, form.version, Action.RETURN)
            demand_other_person(authors_of(row.id), actor.who)
            row.submitted_form = row.form
            changed(act, row, state)
            add_step(act, row, "returned", reason=form.reason, request=digest)

    once(form, do, what="return", application=form.application, actor=actor, times=times, trace=trace)
    return standing_of(found(form.application))


def withdraw(form: WithdrawalForm, *, actor: Actor, times: Times, trace: UUID) -> Standing:
    """取消し: nothing of it comes into the history of any 住民票; its steps and the audit log remain.

    Raises:
        NoReason: no word of why.
        StaleApplication, NotInThisState, NoSuchApplication: see ``steps.locked``.
    """

    def do(digest: bytes) -> None:
        demand_reason(form.reason)
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row, state = locked(form.application, form.version, Action.WITHDRAW)
            row.alert_reasons = {}
            about = changed(act, row, state)
            add_step(act, row, "withdrawn", reason=form.reason, request=digest, about=about)

    once(form, do, what="withdraw", application=form.application, actor=actor, times=times, trace=trace)
    return standing_of(found(form.application))


def _demand_ready(row: Application, times: Times) -> None:
    case = case_of(row, today=times.legal_day)
    verdicts = judged(row, case, times=times)
    missing = against(verdicts)
    if missing:
        raise NumbersUnconfirmed(missing)
    if row.pending_code:
        raise ChecksPending(pending=row.pending_code)
    row.found_alerts = case.alerts(verdicts)
