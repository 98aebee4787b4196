"""Parked messages: seen with their reason, mended by whoever holds the right, resumed in order.

Mending never skips: a retry applies the first parked message of a stream and then, in order, those it held back. A
superseded message is set aside by a person with a reason, because a later one from the sender replaces it.
"""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings as django
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, Work, work
from juki.links.errors import Behind, NotParked, StillParked
from juki.links.post import stations
from juki.links.post.guard import Guard
from juki.links.post.inbox import attempt, lock
from juki.links.post.models import Inbox
from juki.links.universal import Receipt
from juki.links.wire.envelope import Envelope

Permit = Callable[[Act, Inbox, str], None]
"""What must hold before somebody mends: it refuses, inside the transaction, or it does not."""


def permit_of_house() -> Permit | None:
    """Who else has to agree when a person mends at this process's doors, as its settings say (``JUKI_MENDING``)."""
    path = getattr(django, "JUKI_MENDING", "")
    return import_string(path) if path else None


def parked(owner: str) -> QuerySet[Inbox]:
    """All parked messages of ``owner`` in the order they came."""
    return Inbox.objects.filter(owner=owner, state=Inbox.State.PARKED).order_by("id")


def retry(
    *, owner: str, message_id: UUID, actor: Actor, reason: str, times: Times, permit: Permit | None = None
) -> int:
    """Apply a parked message again, then those of its streams that waited behind it. Returns how many were applied.

    Raises:
        NotParked: no such message is parked.
        StillParked: it was refused again, or an earlier one of its streams is parked.
    """
    with work() as current:
        row = _locked(owner, message_id)
        if permit:
            permit(current.act(actor, reason=reason, times=times, trace=row.trace), row, "retry")
        if _held_by_earlier(row):
            raise StillParked(reason=Behind.code)
        if reason_code := _again(current, row, actor=actor, reason=reason, times=times):
            raise StillParked(reason=reason_code)
        return 1 + _resume(current, row, actor=actor, reason=reason, times=times)


def supersede(
    *, owner: str, message_id: UUID, actor: Actor, reason: str, times: Times, permit: Permit | None = None
) -> int:
    """Set a parked message aside for good and resume those behind it. Returns how many were applied.

    Raises:
        NotParked: no such message is parked.
    """
    with work() as current:
        row = _locked(owner, message_id)
        act = current.act(actor, reason=reason, times=times, trace=row.trace)
        if permit:
            permit(act, row, "supersede")
        act.log("link.superseded", detail={"message": str(row.message_id), "code": row.code})
        _leave(row, Inbox.State.SUPERSEDED, act)
        return _resume(current, row, actor=actor, reason=reason, times=times)


def _locked(owner: str, message_id: UUID) -> Inbox:
    """The parked message, read anew once its sender's head is held: another may have mended it meanwhile."""
    one = parked(owner).filter(message_id=message_id)
    sender = one.values_list("sender", flat=True).first()
    if sender is None:
        raise NotParked
    lock(owner, sender)
    row = one.filter(sender=sender).first()
    if row is None:
        raise NotParked
    return row


def _held_by_earlier(row: Inbox) -> bool:
    return parked(row.owner).filter(sender=row.sender, id__lt=row.id, streams__overlap=row.streams).exists()


def _resume(current: Work, mended: Inbox, *, actor: Actor, reason: str, times: Times) -> int:
    applied = 0
    for row in list(parked(mended.owner).filter(sender=mended.sender, id__gt=mended.id)):
        if _held_by_earlier(row) or row.code != Behind.code:
            continue
        if not _again(current, row, actor=actor, reason=reason, times=times):
            applied += 1
    return applied


def _again(current: Work, row: Inbox, *, actor: Actor, reason: str, times: Times) -> str:
    """Try ``row`` once more; the code of the refusal, or empty when it was applied."""
    act = current.act(actor, reason=reason, times=times, trace=row.trace, came_from=row.sender)
    with Guard() as guard:
        error = attempt(guard, current, act, _envelope(row), own=row.owner)
    if error is not None:
        row.code, row.why = error.code, error.message
        row.save(update_fields=["code", "why"])
        return error.code
    act.log("link.mended", detail={"message": str(row.message_id), "was": row.code})
    _leave(row, Inbox.State.APPLIED, act)
    return ""


def _leave(row: Inbox, state: Inbox.State, act: Act) -> None:
    row.state, row.body = state, None
    row.save(update_fields=["state", "body"])
    if row.name == Receipt.name:
        return  # what is known of a receipt is of no use to anybody, and its sender could not believe it
    known = stations.Known(row.owner, row.name, row.message_id, str(state), "", act.times.machine, row.owner)
    stations.tell(act, owner=row.owner, to=row.sender, known=known)


def _envelope(row: Inbox) -> Envelope:
    return Envelope(
        kind="message", id=row.message_id, name=row.name, version=row.version, sender=row.sender,
        destination=row.owner, sequence=row.sequence, epoch=row.epoch, streams=tuple(row.streams), trace=row.trace,
        legal_day=row.legal_day, recorded_at=row.recorded_at, digest=row.digest, body=row.body or "",
    )  # fmt: skip
