"""決裁: another person approves, and the same act records, closes the application and tells everybody. Source: STD 4.0.8."""

from uuid import UUID, uuid5

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.application import Action, demand_other_person
from juki.systems.registry.errors import NoSuchApplication, NotTogether, NumbersUnconfirmed, TooMany
from juki.systems.registry.records.models import Application
from juki.systems.registry.services import move_out_certificates, options
from juki.systems.registry.services.application_forms import ApprovalForm, ApproveManyForm, NamedApplication
from juki.systems.registry.services.applications.cases import Approval, Case
from juki.systems.registry.services.applications.checking import against, ask, confirmations_of, judged
from juki.systems.registry.services.applications.kinds import case_of
from juki.systems.registry.services.applications.steps import (
    add_step,
    authors_of,
    came_of,
    changed,
    demand_current,
    entered,
    found,
    locked,
    once,
)
from juki.systems.registry.services.recording import Grounds, Recorded, recorded


def approve(form: ApprovalForm, *, actor: Actor, times: Times, trace: UUID) -> Recorded:
    """Record what was entered; number checks that grew old are asked for again first.

    Everything is one transaction under the trace of the application: record, messages, steps, the end of the holds.
    ``form.alerts`` are the reviewer's reasons for alerts that came up since.

    Raises:
        SamePerson: the reviewer received, entered, changed or submitted it.
        PeerUnreachable, PeerRefused: a number check had to be renewed and was not answered; it stays in review.
        NumbersUnconfirmed: a renewed check stands against it.
        AlertsUnconfirmed, UnknownAlert, NoReason: the reasons do not fit the alerts as they are now.
        StaleApplication, NotInThisState, NoSuchApplication: see ``steps.locked``.
        JukiError: see ``move_in.record`` and ``changing.Changing.record``.
    """

    def do(digest: bytes) -> None:
        row = found(form.application)
        demand_current(row, form.version, Action.APPROVE)
        demand_other_person(authors_of(row.id), actor.who)
        ask(row, actor=actor, times=times, trace=trace, holds=False)
        with one_act(actor, reason=row.kind.replace("_", "-"), times=times, trace=form.application) as act:
            row, state = locked(form.application, form.version, Action.APPROVE)
            case = case_of(row, today=times.legal_day)
            _demand_recordable(row, case, times)
            grounds = Grounds(entered=entered(row.id), came=came_of(row), digest=bytes(row.form_digest))
            case.record(act, Approval(form.alerts, row.alert_reasons, grounds), confirmations_of(row))
            if row.move_out_certificate is not None:
                move_out_certificates.use(act, row.move_out_certificate, application=row.id)
            row.alert_reasons |= form.alerts
            about = changed(act, row, state)
            add_step(act, row, "approved", trace=trace, request=digest, about=about)

    once(form, do, what="approve", application=form.application, actor=actor, times=times, trace=trace)
    done = recorded(form.application)
    if done is None:
        raise NoSuchApplication
    return done


class ManyResult(msgspec.Struct, frozen=True):
    """What became of one of them: ``recorded``, or ``code`` and ``text`` of what stands against it."""

    application: UUID
    number: str
    recorded: Recorded | None
    code: str
    text: str


class ManyApproved(msgspec.Struct, frozen=True):
    """A result for each, in the order in which they were named."""

    results: list[ManyResult]


def approve_many(form: ApproveManyForm, *, actor: Actor, times: Times, trace: UUID) -> ManyApproved:
    """一括本登録: each application in a transaction of its own; what one is refused for stops no other.

    Source: STD 4.0.8.

    Raises:
        TooMany: more than this city records at once.
        NotTogether: none, or one of them twice.
    """
    named = [one.application for one in form.applications]
    limit = options.bulk_approvals()
    if len(named) > limit:
        raise TooMany(limit=limit)
    if not named or len(set(named)) < len(named):
        raise NotTogether
    return ManyApproved(
        [_one_of_many(one, actor=actor, times=times, trace=uuid5(trace, str(one.application)))
         for one in form.applications]
    )  # fmt: skip


def _one_of_many(one: NamedApplication, *, actor: Actor, times: Times, trace: UUID) -> ManyResult:
    numbers = Application.objects.filter(id=one.application).values_list("number", flat=True)
    number = numbers.first() or ""
    asked = ApprovalForm(application=one.application, version=one.version)
    try:
        done = approve(asked, actor=actor, times=times, trace=trace)
    except JukiError as refusal:
        return ManyResult(one.application, number, None, refusal.code, refusal.message)
    return ManyResult(one.application, number, done, "", "")


def _demand_recordable(row: Application, case: Case, times: Times) -> None:
    """The rules once more, on the day and in the state of the register in which it is recorded."""
    case.demand_recordable()
    missing = against(judged(row, case, times=times))
    if missing:
        raise NumbersUnconfirmed(missing)
