"""Beginning, finding and ending sessions. The cookie is 32 random bytes; the database has its SHA-256."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.settings import current
from juki.screens.errors import NoSession
from juki.screens.records.models import RevocationsSeen, Revoked, Session
from juki.screens.settings import own_system

KEPT = timedelta(hours=24)
"""How long an ended session is remembered."""
REMEMBERED = timedelta(minutes=5)
"""Longer than an ID token is good for."""
_SEEN_STEP = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider named, and how they showed it. Times are machine time."""

    client: str
    name: str
    section: str
    sid: str
    acr: str
    amr: tuple[str, ...]
    signed_in_at: datetime


def begin(person: Person, *, now: datetime) -> str:
    """A new session; the token for the cookie. What ended long ago goes. Inside a transaction.

    Raises:
        NoSession: the word about the person is older than a revocation of it.
    """
    token, system = secrets.token_urlsafe(32), own_system()
    RevocationsSeen.objects.select_for_update().filter(system=system).first()
    late = Q(client=person.client, at__gt=person.signed_in_at)
    if Revoked.objects.filter(Q(sid=person.sid) & ~Q(sid="") | late, system=system).exists():
        raise NoSession
    Session.objects.filter(Q(ends_at__lt=now - KEPT) | Q(ended_at__lt=now - KEPT)).delete()
    Session.objects.create(
        digest=digest_of(token), system=system, client=person.client, name=person.name,
        section=person.section, sid=person.sid, acr=person.acr, amr=list(person.amr),
        signed_in_at=person.signed_in_at, seen_at=now, ends_at=now + _hours(),
    )  # fmt: skip
    return token


def of(request: HttpRequest) -> Session | None:
    """The session of the cookie, ended or not."""
    token = request.COOKIES.get(cookie())
    return Session.objects.filter(digest=digest_of(token), system=own_system()).first() if token else None


def is_open(session: Session, *, now: datetime) -> bool:
    """Whether ``session`` still holds; a use moves its idle limit."""
    if session.ended_at is not None or now >= session.ends_at or now - session.seen_at >= idle():
        return False
    if now - session.seen_at >= _SEEN_STEP:
        Session.objects.filter(pk=session.pk, ended_at=None).update(seen_at=now)
    return True


def end(session: Session, *, now: datetime) -> None:
    """End ``session`` and whatever else its browser had open here under the same session of the provider."""
    same = Q(pk=session.pk) | (Q(sid=session.sid, system=session.system) & ~Q(sid=""))
    Session.objects.filter(same, ended_at=None).update(ended_at=now)


def end_all(*, now: datetime) -> int:
    """End every session at this system; how many there were."""
    return Session.objects.filter(system=own_system(), ended_at=None).update(ended_at=now)


def revoke(sid: str, client: str, *, at: datetime, now: datetime) -> int:
    """End the sessions that a revocation is about, and remember it for as long as a token of before may arrive.

    Whoever signed in after their revocation did so by a new right.
    """
    system = own_system()
    Revoked.objects.filter(system=system, at__lt=now - REMEMBERED).delete()
    Revoked.objects.create(system=system, sid=sid, client=client, at=at)
    about = Q(sid=sid) if sid else Q(client=client, signed_in_at__lt=at)
    return Session.objects.filter(about, system=system, ended_at=None).update(ended_at=now)


def is_confirmed(*, now: datetime) -> bool:
    """Whether the provider was asked about revocations lately enough."""
    staff = current().staff
    if staff is None or not staff.revocations:
        return True
    patience = timedelta(seconds=int(current().options.get("revocation_patience_seconds", "30")))
    return RevocationsSeen.objects.filter(system=own_system(), asked_at__gt=now - patience).exists()


def set_cookie(response: HttpResponseBase, name: str, token: str, *, seconds: int | None = None) -> None:
    """Give the browser ``token``: for this host alone, out of reach of scripts, gone with the browser or sooner."""
    staff = current().staff
    secure = staff is not None and staff.origin.startswith("https:")
    response.set_cookie(name, token, max_age=seconds, httponly=True, samesite="Lax", secure=secure, path="/")


def cookie() -> str:
    """The cookie's name, the system's own."""
    return f"{own_system()}_session"


def digest_of(token: str) -> bytes:
    """SHA-256 of a token (32 bytes)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _hours() -> timedelta:
    return timedelta(hours=float(current().options.get("session_hours", "10")))


def idle() -> timedelta:
    """How long nobody may leave a session alone: option ``session_idle_minutes``."""
    return timedelta(minutes=float(current().options.get("session_idle_minutes", "30")))
