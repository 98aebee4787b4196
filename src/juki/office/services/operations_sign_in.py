"""Signing in with id and password, and out again.

Source: document III 3 risk 2 (users are identified one by one); STD 10.2 認証ログ, 10.3.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import F

from juki.kernel.clock import Times
from juki.kernel.values.assurance import METHODS, PASSWORD
from juki.kernel.work import Act, Actor, one_act
from juki.office.domain.client import ClientKind, is_id
from juki.office.errors import SignInLocked, SignInRefused
from juki.office.records.models import Credential, Person, Session
from juki.office.services import attempts, ending, hashing
from juki.office.services.attempts import Counted
from juki.office.services.options import is_one_a_terminal, password_rules, session_limits

RIGHT = "sign-in"
NOBODY = "-"
"""No client's id: an attempt without a person takes the same statements as one with."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new cookie for the browser, and the session behind it."""

    token: str
    session: Session
    must_change: bool


def sign_in(*, account: str, password: str, former: Session | None, terminal: str, times: Times) -> SignedIn:
    """Let in who knows the password of ``account``; ``former`` is the session this browser had.

    Whether the id exists shows neither in the answer nor in the time it takes. Every attempt is logged; what was typed
    as an id is logged only when it is one.

    Raises:
        SignInRefused: no such person, or not this password.
        SignInLocked: too many failures before, or with this one.
    """
    counted = attempts.count(account, terminal=terminal, times=times)
    held = _password_of(account)
    right = hashing.matches(held.secret if held else None, password)
    if held is None or not right or counted.refused:
        raise _refused(held, counted, terminal, times)
    attempts.give_back(counted)
    client = held.person_id
    actor = Actor(who=f"client:{client}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="sign-in", times=times) as act:
        attempts.clear(account)
        if hashing.is_cheap(held.secret):
            Credential.objects.filter(id=held.id).update(secret=hashing.hashed(password))
        token, session = _begin(act, client, former)
        must_change = held.must_change or password_rules().is_outdated(held.set_at, times.machine)
        act.log("sign_in.succeeded", detail={"acr": session.acr, "sid": str(session.sid)})
    return SignedIn(token, session, must_change)


def sign_out(session: Session, *, terminal: str, times: Times) -> None:
    """End ``session`` here and in every system."""
    actor = Actor(who=f"client:{session.person_id}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="sign-out", times=times) as act:
        if ending.end_session(act, session.sid, why="signed_out"):
            act.log("sign_out", detail={"sid": str(session.sid)})


def renew(session: Session, *, times: Times) -> str:
    """A new cookie for ``session``, whose owner has just shown the password again; the old cookie opens nothing."""
    token = secrets.token_urlsafe(32)
    Session.objects.filter(sid=session.sid).update(
        digest=digest_of(token), signed_in_at=times.machine, seen_at=times.machine
    )
    return token


def digest_of(token: str) -> bytes:
    """SHA-256 of a cookie or a code (32 bytes)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _password_of(account: str) -> Credential | None:
    person = Person.objects.filter(
        client_id=account if is_id(account) else NOBODY,
        client__active=True,
        client__kind=ClientKind.PERSON.value,
    )
    return Credential.objects.filter(person__in=person, kind=Credential.Kind.PASSWORD, ended_at=None).first()


def _refused(
    held: Credential | None, counted: Counted, terminal: str, times: Times
) -> SignInRefused | SignInLocked:
    actor = Actor(who="nobody", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="sign-in", times=times) as act:
        client = held.person_id if held else NOBODY
        Person.objects.filter(client_id=client).update(failures=F("failures") + 1)
        subjects = [f"client:{client}"] if held else []
        action = "sign_in.locked" if counted.until else "sign_in.failed"
        act.log(action, subjects=subjects, outcome="refused", detail={"attempt": counted.count})
    if counted.until is None:
        return SignInRefused()
    return SignInLocked(until=counted.end)


def _begin(act: Act, client: str, former: Session | None) -> tuple[str, Session]:
    """A new session, or for the same person the same one under a new cookie: systems go on knowing it."""
    times, token, terminal = act.times, secrets.token_urlsafe(32), act.actor.terminal
    person = Person.objects.select_for_update().get(client_id=client)
    if former is not None and former.person_id != client:
        ending.end_session(act, former.sid, why="another_person")
    sid, began = _kept(former, client, times) or (uuid4(), times.machine)
    if is_one_a_terminal():
        ending.end_others(act, client, but=sid, why="newer", terminal=terminal)
    session, _ = Session.objects.update_or_create(
        sid=sid,
        defaults={
            "digest": digest_of(token), "person": person, "acr": PASSWORD, "amr": list(METHODS[PASSWORD]),
            "began_at": began, "signed_in_at": times.machine, "seen_at": times.machine,
            "former_city": person.signed_in_city, "former_from": person.signed_in_from,
            "former_failures": person.failures, "ended_at": None, "terminal": terminal,
        },
    )  # fmt: skip
    person.signed_in_at, person.signed_in_city = times.machine, times.city
    person.signed_in_from, person.failures = act.actor.terminal, 0
    person.save(update_fields=["signed_in_at", "signed_in_city", "signed_in_from", "failures"])
    return token, session


def _kept(former: Session | None, client: str, times: Times) -> tuple[UUID, datetime] | None:
    if former is None or former.person_id != client:
        return None
    row = Session.objects.select_for_update().filter(sid=former.sid, ended_at=None).first()
    limits, now = session_limits(), times.machine
    if row is None or limits.is_over(began=row.began_at, seen=row.seen_at, now=now):
        return None
    return row.sid, row.began_at
