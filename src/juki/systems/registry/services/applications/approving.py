"""決裁: another person approves, and the same act records, closes the application and tells everybody. Source: STD 4.0.8."""

from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain import move_in as rules
from juki.systems.registry.domain.application import Action, demand_other_person
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.errors import NoSuchApplication, NumbersUnconfirmed
from juki.systems.registry.records.models import Application
from juki.systems.registry.services import move_out_certificates, options
from juki.systems.registry.services.application_forms import ApprovalForm
from juki.systems.registry.services.applications.checking import against, ask, confirmations_of, judged
from juki.systems.registry.services.applications.steps import (
    add_step,
    authors_of,
    came_of,
    changed,
    demand_current,
    entered,
    form_of,
    found,
    locked,
    once,
    subjects,
)
from juki.systems.registry.services.forms import MoveInForm
from juki.systems.registry.services.glyphs import demand_printable
from juki.systems.registry.services.move_in import Approved, Recorded, record, recorded
from juki.systems.registry.services.number_checks import confirmed
from juki.systems.registry.services.reading import move_in_of


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
        JukiError: see ``move_in.record``.
    """

    def do(digest: bytes) -> None:
        row = found(form.application)
        demand_current(row, form.version, Action.APPROVE)
        demand_other_person(authors_of(row.id), actor.who)
        ask(row, actor=actor, times=times, trace=trace, holds=False)
        with one_act(actor, reason="move-in", times=times, trace=form.application) as act:
            row, state = locked(form.application, form.version, Action.APPROVE)
            typed, about = form_of(row), subjects(row)
            move = _recordable(row, typed, times)
            record(act, Approved(
                move=move, came=came_of(row), persons=confirmed(move, confirmations_of(row), times=times),
                reasons=form.alerts, earlier=row.alert_reasons, entered=entered(row.id), digest=bytes(row.form_digest),
            ))  # fmt: skip
            if row.move_out_certificate is not None:
                move_out_certificates.use(act, row.move_out_certificate, application=row.id)
            row.alert_reasons |= form.alerts
            changed(act, row, state)
            add_step(act, row, "approved", trace=trace, request=digest, about=about)

    once(form, do, what="approve", application=form.application, actor=actor, times=times, trace=trace)
    done = recorded(form.application)
    if done is None:
        raise NoSuchApplication
    return done


def _recordable(row: Application, typed: MoveInForm, times: Times) -> MoveIn:
    """The rules once more, on the day and in the state of the register in which it is recorded."""
    move = move_in_of(typed, today=times.legal_day)
    rules.demand_recordable(
        move, today=times.legal_day, municipality=options.municipality().digits,
        exists=options.municipality_exists,
    )  # fmt: skip
    demand_printable(typed)
    missing = against(judged(row, move, times=times))
    if missing:
        raise NumbersUnconfirmed(missing)
    return move
