"""Passwords: set by an administrator, changed by their owner.

Source: STD 10.3 (users change their password, administrators reset it); document III 3 risk 2.
"""

from uuid import UUID

from django.db.models import QuerySet

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, one_act
from juki.office.domain.client import ClientKind, is_id, is_line
from juki.office.domain.password import fault_of
from juki.office.errors import (
    BadName,
    ClientWithdrawn,
    NoPasswordHolder,
    OwnCredential,
    PasswordsDiffer,
    SignInLocked,
    SignInRefused,
    UnfitPassword,
    UnknownClient,
    UsedPassword,
)
from juki.office.records.models import Client, Credential, Decision, Person, Session
from juki.office.services import attempts, decisions, ending, hashing
from juki.office.services.operations_sign_in import RIGHT, renew
from juki.office.services.options import password_rules

NAME_LIMIT = 100


def set_initial_password(
    *, client: str, name: str, password: str, must_change: bool, reason: str, actor: Actor, by: str, times: Times,
    trace: UUID,
) -> None:  # fmt: skip
    """Give ``client``, known as ``name``, a new password; whatever the person has open ends everywhere.

    The same act a second time sets the password it is given then: who asks again never saw the first.

    Raises:
        OwnCredential: ``by`` is the person.
        BadName, NoReason, UnfitPassword: what was given cannot stand.
        UnknownClient, ClientWithdrawn, NoPasswordHolder: nobody can have it.
        KeyReused: the trace belongs to another decision or to somebody else's.
    """
    if by == client:
        raise OwnCredential
    decisions.require_reason(reason)
    if not is_line(name, limit=NAME_LIMIT):
        raise BadName
    require_fit(password, client=client)
    content = {"kind": Decision.Kind.PASSWORD_SET, "client": client, "decided_by": by, "reason": reason}
    secret = hashing.hashed(password)
    with (
        decisions.once(trace, **content),
        one_act(actor, reason=reason, times=times, trace=trace) as act,
    ):
        row = _holder(client)
        Person.objects.update_or_create(client=row, defaults={"name": name, "failures": 0})
        if not decisions.made_before(trace, **content):
            decisions.keep(act, **content)
        replace_password(act, client, secret, must_change=must_change, by=f"client:{by}")
        attempts.clear(client)
        ending.end_person(act, client, why="password_set")
        act.log("password.set", subjects=[f"client:{client}"], detail={"must_change": int(must_change)})


def change_password(
    session: Session, *, current: str, new: str, again: str, terminal: str, times: Times
) -> str:
    """Change the password of who is signed in; the token of the new cookie. Other sessions of the person end.

    Raises:
        SignInRefused, SignInLocked: ``current`` is not the present password; counted like a failed sign-in.
        PasswordsDiffer, UnfitPassword, UsedPassword: the new one cannot stand.
    """
    client = session.person_id
    if new != again:
        raise PasswordsDiffer
    require_fit(new, client=client)
    counted = attempts.count(client, terminal=terminal, times=times)
    used = list(_passwords(client)[: password_rules().remembered])
    held = used[0] if used and used[0].ended_at is None else None
    if not hashing.matches(held.secret if held else None, current) or counted.refused:
        _log_failure(client, terminal, times)
        raise SignInLocked(until=counted.end) if counted.until else SignInRefused
    attempts.give_back(counted)
    if any(hashing.matches(row.secret, new) for row in used):
        attempts.clear(client)
        raise UsedPassword(count=password_rules().remembered)
    secret = hashing.hashed(new)
    actor = Actor(who=f"client:{client}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="password", times=times) as act:
        _holder(client)
        attempts.clear(client)
        replace_password(act, client, secret, must_change=False, by=actor.who)
        ending.end_others(act, client, but=session.sid, why="password_changed")
        token = renew(session, times=times)
        act.log("password.changed", subjects=[f"client:{client}"])
    return token


def require_fit(password: str, *, client: str) -> None:
    """Refuse a password that the city's rules do not admit.

    Raises:
        UnfitPassword: it is one.
    """
    rules = password_rules()
    fault = fault_of(password, client=client, rules=rules)
    if fault is not None:
        raise UnfitPassword(why=fault.value, least=rules.least)


def _holder(client: str) -> Client:
    row = Client.objects.select_for_update().filter(client=client).first() if is_id(client) else None
    if row is None:
        raise UnknownClient
    if not row.active:
        raise ClientWithdrawn
    if row.kind != ClientKind.PERSON.value:
        raise NoPasswordHolder
    return row


def _passwords(client: str) -> QuerySet[Credential]:
    return Credential.objects.filter(person_id=client, kind=Credential.Kind.PASSWORD).order_by("-id")


def replace_password(act: Act, client: str, secret: str, *, must_change: bool, by: str) -> None:
    """Put the hash ``secret`` in the place of the password that ``client`` has."""
    _passwords(client).filter(ended_at=None).update(ended_at=act.times.machine)
    Credential.objects.create(
        person_id=client, kind=Credential.Kind.PASSWORD, secret=secret, must_change=must_change,
        set_at=act.times.machine, set_by=by, trace=act.trace,
    )  # fmt: skip


def _log_failure(client: str, terminal: str, times: Times) -> None:
    actor = Actor(who=f"client:{client}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="password", times=times) as act:
        act.log("password.refused", subjects=[f"client:{client}"], outcome="refused")
