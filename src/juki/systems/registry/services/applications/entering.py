"""仮登録: what is typed is saved first and holds its persons; then 住基ネット is asked. Source: STD 4.0.8, 4.0.9."""

import hashlib
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.door.errors import Malformed
from juki.kernel.shape import place_of
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.application import Action, State
from juki.systems.registry.domain.switching import demand_not_switched
from juki.systems.registry.errors import OtherKind
from juki.systems.registry.records.models import Application, ApplicationStep
from juki.systems.registry.services import move_out_certificates
from juki.systems.registry.services.application_forms import CheckForm, EntryForm
from juki.systems.registry.services.applications.cases import Case
from juki.systems.registry.services.applications.changing import keeping_hidden
from juki.systems.registry.services.applications.checking import ask, blank_check, judged
from juki.systems.registry.services.applications.holds import hold
from juki.systems.registry.services.applications.kinds import form_of, kind_of
from juki.systems.registry.services.applications.moving_in import MovingIn
from juki.systems.registry.services.applications.standing import Standing, standing_of
from juki.systems.registry.services.applications.steps import (
    REASON,
    add_step,
    changed,
    found,
    locked,
    once,
    subjects_of,
)
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.forms import Form, MoveInForm


def enter(form: EntryForm, *, actor: Actor, times: Times, trace: UUID) -> Standing:
    """Save what was typed, the first time or corrected, then ask for the number checks that are missing.

    When 住基ネット cannot be asked, what was typed stays and says so; ``check_again`` goes on from there.

    Raises:
        FaultyForm: every fault beside its field; nothing is saved.
        OtherKind: it was received as something else.
        SwitchedToSpecial: it is no 特例転出 so far and would become one.
        HeldElsewhere: a person or the household is in another open application.
        JukiError: the 転出証明書情報 may not be used, see ``move_out_certificates.demand_usable``.
        StaleApplication, NotInThisState, NoSuchApplication: see ``steps.locked``.
    """

    done: list[Application] = []

    def do(digest: bytes) -> None:
        typed = _in_shape(form.typed)
        if form.move_out_certificate is not None and isinstance(typed, MoveInForm):
            typed = move_out_certificates.completed(typed, form.move_out_certificate)
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row, state = locked(form.application, form.version, Action.ENTER)
            if type(typed) is not kind_of(row).shape:
                raise OtherKind
            if form.numbers_of and row.form is not None and isinstance(typed, ChangeForm):
                typed = keeping_hidden(typed, form_of(row), form.numbers_of, hidden_from(actor, times))
            demand_not_switched(_reason_so_far(row), msgspec.to_builtins(typed)["reason"])
            case = kind_of(row).checked(typed, today=times.legal_day)
            if form.move_out_certificate is not None and isinstance(case, MovingIn):
                move_out_certificates.demand_usable(
                    form.move_out_certificate,
                    moved_on=case.move.day.internal,
                    notified_on=case.move.notified_on,
                )
            first = row.form is None
            _fill(row, typed, case, times)
            row.move_out_certificate = form.move_out_certificate
            changed(act, row, state)
            keys = case.keys()
            hold(row, keys)
            about = subjects_of(row.id, keys)
            add_step(act, row, "entered" if first else "changed", request=digest, about=about)
        done.append(row)

    once(form, do, what="enter", application=form.application, actor=actor, times=times, trace=trace)
    row = done[0] if done else found(form.application)
    if done or _stands(row, trace):
        ask(row, actor=actor, times=times, trace=trace, holds=True)
    return standing_of(found(form.application) if kind_of(row).asks else row)


def check_again(form: CheckForm, *, actor: Actor, times: Times, trace: UUID) -> Standing:
    """Ask again about whoever has no good answer: 住基ネット was down, an answer is old, a record was put right.

    Raises:
        StaleApplication, NotInThisState, NoSuchApplication: see ``steps.locked``.
    """

    def do(_digest: bytes) -> None:
        with one_act(actor, reason=REASON, times=times, trace=trace):
            row, _ = locked(form.application, form.version, Action.CHECK)
        ask(row, actor=actor, times=times, trace=trace, holds=True)

    once(form, do, what="check", application=form.application, actor=actor, times=times, trace=trace)
    return standing_of(found(form.application))


def _stands(row: Application, trace: UUID) -> bool:
    """Whether ``row`` still is as the call with this ``trace`` left it."""
    step = ApplicationStep.objects.filter(trace=trace, application=row).order_by("number").first()
    return bool(step and step.version == row.version and row.state == State.PROVISIONAL)


def _reason_so_far(row: Application) -> str:
    return str(row.form["reason"]) if row.form else row.wanted_reason


def _in_shape(form: Form) -> Form:
    """``form`` as the wire would have it: a program may build one without looking at lengths."""
    content = msgspec.to_builtins(form)
    try:
        return msgspec.convert(content, type(form))
    except msgspec.ValidationError as error:
        shape = place_of(error)
    raise Malformed(where=shape)


def _fill(row: Application, form: Form, case: Case, times: Times) -> None:
    """Answers about persons whose facts did not change stay good; each is looked at again."""
    earlier = _answers(row)
    row.form = msgspec.to_builtins(form)
    row.form_digest = hashlib.sha256(msgspec.json.encode(form)).digest()
    row.persons = case.persons
    row.household_number = case.household_number
    row.checks = [earlier.get(number) or blank_check() for number in case.asked]
    row.pending_code = row.pending_text = ""
    row.found_alerts = case.alerts(judged(row, case, times=times))
    row.alert_reasons = {}


def _answers(row: Application) -> dict[str, dict[str, object]]:
    """The kept answers by the number they are about."""
    if row.form is None or not row.checks:
        return {}
    return dict(zip(kind_of(row).numbers(form_of(row)), row.checks, strict=True))
