"""Applications for those who work on them: lists, and one with before and after. Logged before anything is shown."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef, Q, Subquery

from juki.kernel.clock import JAPAN, Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.application import State
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.records.models import Application, ApplicationStep
from juki.systems.registry.services.applications import steps
from juki.systems.registry.services.applications.cases import Summary
from juki.systems.registry.services.applications.checking import judged
from juki.systems.registry.services.applications.comparing import Section
from juki.systems.registry.services.applications.kinds import KINDS, case_of, form_of, kind_of
from juki.systems.registry.services.applications.standing import (
    Coded,
    Standing,
    pending_of,
    staff,
    standing_of,
)
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.forms import CameForm, Form, MoveInForm
from juki.systems.registry.services.recording import Recorded, recorded
from juki.systems.registry.services.veiling import NOTHING, Hidden

MOST = 200
_TYPED = ("received", "entered", "changed")


class Listed(msgspec.Struct, frozen=True):
    """One line. ``name`` is that of the first person, else of who came; empty without the right to see residents.

    ``reason`` is the code of the 異動事由, before the entry the one said at the 受付; ``moved_on`` the 異動日. Both are empty
    where nothing is kept any more. ``place`` is the code of the 入力場所 where it was typed last, before that received.
    """

    application: UUID
    number: str
    kind: str
    state: str
    version: int
    received_at: datetime
    changed_at: datetime
    author: str
    last_changed_by: str
    persons: int
    pending: Coded | None
    name: str
    reason: str = ""
    moved_on: str = ""
    place: str = ""


class Step(msgspec.Struct, frozen=True):
    """One thing that was done, by whom and when on both clocks."""

    number: int
    action: str
    by: str
    terminal: str
    at_city: datetime
    at_machine: datetime
    reason: str
    code: str


class ShownApplication(msgspec.Struct, frozen=True):
    """Everything about one application. ``form`` is None before it is entered and after it is closed.

    ``form`` is what was typed of a 転入, ``change`` of any other 異動. ``wanted_reason`` and ``wanted_persons`` are what
    was said at the 受付. ``submitted`` (``submitted_change``) is the form as it was when it was last sent back, else
    None; ``other_numbers`` are the places on the form (from 0) whose 個人番号 was another one then.
    """

    standing: Standing
    came: CameForm
    form: MoveInForm | None
    sections: list[Section]
    steps: list[Step]
    recorded: Recorded | None
    wanted_reason: str = ""
    wanted_persons: int | None = None
    submitted: MoveInForm | None = None
    other_numbers: list[int] = []
    change: ChangeForm | None = None
    submitted_change: ChangeForm | None = None


def listed(
    *, actor: Actor, times: Times, states: Sequence[str] = (), mine: bool = False, for_review: bool = False,
    kind: str = "", place: str = "", with_names: bool = False,
) -> list[Listed]:  # fmt: skip
    """The newest, at most ``MOST``. ``mine``: received, entered or changed by the caller; ``for_review``: what the caller
    may review; ``place``: of this 入力場所. ``with_names`` is for who may see residents; the door has checked the right.
    """
    typed = ApplicationStep.objects.filter(action__in=_TYPED)
    rows = Application.objects.all()
    if place:
        last = typed.filter(application=OuterRef("pk")).order_by("-number").values("place")[:1]
        rows = rows.alias(typed_at=Subquery(last)).filter(typed_at=place)
    if states:
        rows = rows.filter(state__in=states)
    if kind:
        rows = rows.filter(kind=kind)
    worked = ApplicationStep.objects.filter(application=OuterRef("pk"), by=actor.who)
    if mine:
        rows = rows.filter(Q(author=actor.who) | Exists(worked))
    if for_review:
        entered = worked.filter(action__in=steps.AUTHORS)
        rows = rows.filter(~Exists(entered), state=State.IN_REVIEW)
    found = list(rows.order_by("-received_at", "-number")[:MOST])
    log_before_showing(
        actor, "application.listed", reason=steps.REASON, times=times, detail={"count": len(found)},
        subjects=[f"application:{row.id}" for row in found] if with_names else (),
    )  # fmt: skip
    summaries = _summaries(found)
    places = dict(
        typed.filter(application__in=found).order_by("number").values_list("application_id", "place")
    )
    return [
        _listed(row, summaries.get(row.id), place=places.get(row.id, ""), with_names=with_names)
        for row in found
    ]


def application(
    application: UUID, *, actor: Actor, times: Times, with_numbers: bool = False
) -> ShownApplication:
    """One application with its steps, before beside after.

    Groups of items that ``actor`` may not see are left out or masked (STD 10.4). 個人番号 are shown ``with_numbers`` only
    (the door has checked the right). In ``form`` all is shown to whoever alone typed it, so that they can correct the
    rest; what a 転出証明書情報 brought nobody typed. Both leave a row of their own in the log.

    Raises:
        NoSuchApplication: there is none; it is not logged as one.
    """
    row = steps.found(application)
    about = steps.subjects(row)
    log_before_showing(
        actor, "application.shown", reason=steps.REASON, times=times, subjects=about, detail={"state": row.state}
    )  # fmt: skip
    own = row.form is not None and row.move_out_certificate is None and steps.typists(row.id) == {actor.who}
    hidden = hidden_from(actor, times) | (NOTHING if with_numbers else {FieldGroup.INDIVIDUAL_NUMBER})
    if row.form is not None and (with_numbers or own):
        right = Permission.SEE_INDIVIDUAL_NUMBER if with_numbers else actor.right
        log_before_showing(
            Actor(who=actor.who, right=right, terminal=actor.terminal), "individual_number.shown",
            reason=steps.REASON, times=times, subjects=about,
        )  # fmt: skip
    form = _shown(row, row.form, NOTHING if own else hidden)
    submitted = _shown(row, row.submitted_form, hidden & {FieldGroup.INDIVIDUAL_NUMBER} if own else hidden)
    return ShownApplication(
        standing=standing_of(row), came=steps.came_of(row),
        form=form if isinstance(form, MoveInForm) else None,
        change=form if isinstance(form, ChangeForm) else None,
        sections=_sections(row, times, hidden), steps=_steps(row),
        recorded=recorded(row.id) if row.state == State.RECORDED else None,
        wanted_reason=row.wanted_reason, wanted_persons=row.wanted_persons,
        submitted=submitted if isinstance(submitted, MoveInForm) else None,
        submitted_change=submitted if isinstance(submitted, ChangeForm) else None, other_numbers=_other_numbers(row),
    )  # fmt: skip


def returned_by(application: UUID, *, actor: Actor) -> str:
    """The 受付番号 of what ``actor`` sent back; empty if it was not this one."""
    sent = ApplicationStep.objects.filter(application=application, action="returned", by=actor.who)
    return sent.values_list("application__number", flat=True).first() or ""


def _sections(row: Application, times: Times, hidden: Hidden) -> list[Section]:
    if row.form is None:
        return []
    try:
        case = case_of(row, today=times.legal_day)
    except JukiError:  # the register went on: the form is shown all the same, and refused when it is sent on
        return []
    return case.sections(judged(row, case, times=times), hidden=hidden)


def _summaries(rows: Sequence[Application]) -> dict[UUID, Summary]:
    """What was typed, in a line, of those where it is kept."""
    found: dict[UUID, Summary] = {}
    for name, kind in KINDS.items():
        typed = [row for row in rows if row.kind == name and row.form is not None]
        lines = kind.summaries([form_of(row) for row in typed])
        found |= {row.id: line for row, line in zip(typed, lines, strict=True)}
    return found


def _listed(row: Application, summary: Summary | None, *, place: str, with_names: bool) -> Listed:
    name = summary.name if summary else row.came_name
    return Listed(
        application=row.id, number=row.number, kind=row.kind, state=row.state, version=row.version,
        received_at=row.received_city, changed_at=row.changed_city, author=staff(row.author),
        last_changed_by=staff(row.last_changed_by), persons=row.persons, pending=pending_of(row),
        name=name if with_names else "", reason=summary.reason if summary else row.wanted_reason,
        moved_on=summary.day if summary else "", place=place,
    )  # fmt: skip


def _other_numbers(row: Application) -> list[int]:
    if row.form is None or row.submitted_form is None:
        return []
    kind = kind_of(row)
    now, then = (kind.numbers(msgspec.convert(form, kind.shape)) for form in (row.form, row.submitted_form))
    return [place for place, (one, other) in enumerate(zip(now, then, strict=False)) if one != other]


def _shown(row: Application, kept: object, hidden: Hidden) -> Form | None:
    if kept is None:
        return None
    kind = kind_of(row)
    form = msgspec.convert(kept, kind.shape)
    return kind.veiled(form, hidden)


def _steps(row: Application) -> list[Step]:
    rows = ApplicationStep.objects.filter(application=row).order_by("number")
    return [
        Step(
            one.number, one.action, staff(one.by), one.terminal, one.at_city.astimezone(JAPAN), one.at_machine,
            one.reason, one.code,
        )
        for one in rows
    ]  # fmt: skip
