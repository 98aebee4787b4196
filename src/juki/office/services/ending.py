"""Ending sessions before their time: here, and by a revocation everywhere."""

from uuid import UUID

from juki.kernel.work import Act
from juki.office.records.models import Session
from juki.office.services import revocations


def end_session(act: Act, sid: UUID, *, why: str) -> bool:
    """End one session; whether it was open."""
    changed = Session.objects.filter(sid=sid, ended_at=None).update(ended_at=act.times.machine)
    if not changed:
        return False
    revocations.revoke_session(act, sid, why=why)
    act.log("session.ended", detail={"sid": str(sid), "why": why})
    return True


def end_others(act: Act, client: str, *, but: UUID, why: str, terminal: str | None = None) -> None:
    """End every session of ``client`` but one; with ``terminal`` those begun there."""
    open_ones = Session.objects.filter(person_id=client, ended_at=None).exclude(sid=but).order_by("sid")
    if terminal is not None:
        open_ones = open_ones.filter(terminal=terminal)
    for sid in open_ones.values_list("sid", flat=True):
        end_session(act, sid, why=why)


def end_person(act: Act, client: str, *, why: str) -> None:
    """End whatever ``client`` has open anywhere, known here or not."""
    ended = Session.objects.filter(person_id=client, ended_at=None).update(ended_at=act.times.machine)
    revocations.revoke_person(act, client, why=why)
    act.log("session.all_ended", subjects=[f"client:{client}"], detail={"sessions": ended, "why": why})
