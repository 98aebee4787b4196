"""What every operation on an application shares: one effect per trace, the row locked and current, a step, an audit row."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, connection
from django.db.models.expressions import RawSQL

from juki.kernel.clock import JAPAN, Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.work import Act, Actor, log_before_showing
from juki.systems.registry.domain.application import Action, State, following
from juki.systems.registry.errors import ChangedMeanwhile, NoSuchApplication, StaleApplication
from juki.systems.registry.records.models import Application, ApplicationHold, ApplicationStep
from juki.systems.registry.services.applications.standing import staff
from juki.systems.registry.services.forms import CameForm
from juki.systems.registry.services.places import place_of
from juki.systems.registry.services.recording import Entered

REASON = "application"
BY_ITSELF = ("checked", "held")
"""Steps that follow on another one, under its trace."""
AUTHORS = ("received", "entered", "changed", "submitted")
"""Steps whose author is no second pair of eyes; who received it attested the documents that show who came."""


def once(
    form: msgspec.Struct, do: Callable[[bytes], None], *, what: str, application: UUID, actor: Actor, times: Times,
    trace: UUID,
) -> None:  # fmt: skip
    """Run ``do`` unless it was done before under this ``trace``; a refusal leaves an audit row of its own.

    Raises:
        KeyReused: the trace belongs to another form or operator.
        JukiError: whatever ``do`` refuses; nothing changed.
    """
    digest = hashlib.sha256(type(form).__name__.encode() + msgspec.json.encode(form)).digest()
    try:
        if not _repeated(trace, digest, actor):
            _do(do, digest, lambda: _repeated(trace, digest, actor))
    except JukiError as refusal:
        log_before_showing(
            actor, f"application.{what}.refused", reason=REASON, times=times, outcome="refused", trace=trace,
            subjects=known_subjects(application), detail={"code": refusal.code},
        )  # fmt: skip
        raise


def _do(do: Callable[[bytes], None], digest: bytes, repeated: Callable[[], bool]) -> None:
    """The same call may have been made twice at once: the later one finds the application changed by itself."""
    try:
        do(digest)
    except JukiError:
        if not repeated():
            raise
    except IntegrityError:
        if not repeated():
            raise ChangedMeanwhile from None


def _repeated(trace: UUID, digest: bytes, actor: Actor) -> bool:
    step = ApplicationStep.objects.filter(trace=trace).exclude(action__in=BY_ITSELF).first()
    if step is None:
        return False
    if step.by != actor.who or bytes(step.request_digest) != digest:
        raise KeyReused
    return True


def locked(application: UUID, version: int, action: Action) -> tuple[Application, State]:
    """The application, locked, as the caller saw it, and the state that follows on ``action``.

    Raises:
        NoSuchApplication: there is none.
        StaleApplication: the caller saw another version; says who changed it last and when.
        NotInThisState: see ``domain.application.following``.
    """
    row = Application.objects.select_for_update().filter(id=application).first()
    if row is None:
        raise NoSuchApplication
    return row, demand_current(row, version, action)


def demand_current(row: Application, version: int, action: Action) -> State:
    """The state that follows on ``action`` on this ``version``.

    Raises:
        StaleApplication, NotInThisState: see ``locked``.
    """
    if row.version != version:
        raise StaleApplication(number=row.number, by=staff(row.last_changed_by), at=moment(row.changed_city))
    return following(State(row.state), action)


def found(application: UUID) -> Application:
    """The application, not locked.

    Raises:
        NoSuchApplication: there is none.
    """
    row = Application.objects.filter(id=application).first()
    if row is None:
        raise NoSuchApplication
    return row


def changed(act: Act, row: Application, state: State) -> list[str]:
    """Save ``row`` in its new ``state``; what is closed keeps nothing that was typed and holds nobody.

    The subjects of what was held until then; none where it still is.
    """
    about: list[str] = []
    row.state = str(state)
    row.version += 1
    row.last_changed_by = act.actor.who
    row.changed_at, row.changed_city = act.times.machine, act.times.city
    if state in {State.RECORDED, State.WITHDRAWN}:
        row.form, row.submitted_form, row.checks = None, None, []
        row.pending_code = row.pending_text = ""
        with connection.cursor() as cursor:
            cursor.execute(_RELEASE, [row.id])
            about = subjects_of(row.id, [key for (key,) in cursor.fetchall()])
    row.save()
    return about


_RELEASE = "delete from registry_application_hold where application_id = %s returning key"


def add_step(
    act: Act, row: Application, action: str, *, trace: UUID | None = None, reason: str = "", code: str = "",
    request: bytes = b"", about: Sequence[str] = (),
) -> None:  # fmt: skip
    """History of the application, and the audit row that goes with it: ``about`` are its subjects once nothing is held.

    ``request`` is the digest by which a repeated call is known.
    """
    ApplicationStep.objects.create(
        application=row, number=RawSQL(_FOLLOWING, [row.id]),  # noqa: S611 - a constant
        action=action, trace=trace or act.trace, version=row.version,
        by=act.actor.who, terminal=act.actor.terminal, place=place_of(act.actor.who, act.actor.terminal),
        reason=reason, code=code,
        form_digest=bytes(row.form_digest), request_digest=request, at_city=act.times.city,
        at_machine=act.times.machine,
    )  # fmt: skip
    act.log(
        f"application.{action}", subjects=about or subjects(row),
        detail={"version": row.version, **({"code": code} if code else {})},
    )  # fmt: skip


_FOLLOWING = "(select coalesce(max(number), 0) + 1 from registry_application_step where application_id = %s)"


def authors_of(application: UUID) -> set[str]:
    """Everybody who received, entered, changed or submitted it."""
    steps = ApplicationStep.objects.filter(application_id=application, action__in=AUTHORS)
    return set(steps.values_list("by", flat=True))


def entered(application: UUID) -> Entered:
    """Who typed what is there now, and where: the last to enter or change it."""
    steps = ApplicationStep.objects.filter(application_id=application, action__in=("entered", "changed"))
    return Entered(*steps.order_by("-number").values_list("by", "terminal", "place")[0])


def typists(application: UUID) -> set[str]:
    """Everybody who typed something of what is there now."""
    steps = ApplicationStep.objects.filter(application_id=application, action__in=("entered", "changed"))
    return set(steps.values_list("by", flat=True))


def subjects(row: Application) -> list[str]:
    """Record keys: the application, and the records it holds; never an individual number."""
    return subjects_of(row.id, ApplicationHold.objects.filter(application=row).values_list("key", flat=True))


def subjects_of(application: UUID, held: Iterable[str]) -> list[str]:
    """The same of what is known to be ``held``."""
    return [f"application:{application}", *sorted(key for key in held if not key.startswith("person:"))]


def known_subjects(application: UUID) -> list[str]:
    """The same by id; nothing for an id that no application has."""
    row = Application.objects.filter(id=application).first()
    return subjects(row) if row else []


def came_of(row: Application) -> CameForm:
    """Who came."""
    return CameForm(
        capacity=row.came_as, name=row.came_name, documents=tuple(row.came_documents), mandate=row.mandate,
        mandate_checked=row.mandate_checked,
    )  # fmt: skip


def moment(at: datetime) -> str:
    """A moment on the city's clock, for a text: day in its era and time. Source: STD 1.1.9."""
    local = at.astimezone(JAPAN)
    return f"{JAPANESE_ERAS.write_day(local.date())} {local:%H:%M}"
