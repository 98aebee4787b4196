"""Enrolling the first means of a member of staff by a one-time link. Source: document III 3 risk 2; STD 10.3."""

import secrets
from dataclasses import dataclass
from uuid import uuid4

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.office.domain.client import ClientKind, is_id
from juki.office.domain.passkey import ENROLMENT_LASTS, is_in_time
from juki.office.errors import (
    ClientWithdrawn,
    EnrolmentOver,
    NoPasswordHolder,
    OwnCredential,
    PasswordsDiffer,
    UnknownClient,
    UsedPassword,
)
from juki.office.records.models import Client, Credential, Enrolment, Person
from juki.office.services import attempts, ceremonies, decisions, ending, hashing, operations_passkeys
from juki.office.services.operations_credentials import replace_password, require_fit
from juki.office.services.operations_sign_in import RIGHT, digest_of


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person sets under a link: a password twice, and the key that the authenticator made."""

    password: str
    again: str
    ceremony: str
    answer: str
    label: str


def issue(client: str, *, reason: str, actor: Actor, by: str, times: Times) -> str:
    """A one-time link's secret for ``client``; one issued before is void, and so are all means that the person had.

    Raises:
        OwnCredential: ``by`` is the person.
        NoReason: a reason is wanted.
        UnknownClient, ClientWithdrawn, NoPasswordHolder: nobody can have it.
    """
    if by == client:
        raise OwnCredential
    decisions.require_reason(reason)
    token = secrets.token_urlsafe(32)
    with one_act(actor, reason=reason, times=times) as act:
        person = _person(client)
        Enrolment.objects.filter(person=person, used_at=None).update(used_at=times.machine)
        Enrolment.objects.create(
            id=uuid4(), digest=digest_of(token), person=person, issued_by=by, issued_at=times.machine,
            expires_at=times.machine + ENROLMENT_LASTS,
        )  # fmt: skip
        ended = operations_passkeys.end_all(act, client, why="enrolment")
        ending.end_person(act, client, why="enrolment")
        act.log("enrolment.issued", subjects=[f"client:{client}"], detail={"passkeys_ended": ended})
    return token


def opened(token: str, *, times: Times) -> Enrolment:
    """The enrolment of a link.

    Raises:
        EnrolmentOver: none, used, void or too old; nobody is told which.
    """
    row = (
        Enrolment.objects.select_related("person__client")
        .filter(digest=digest_of(token), used_at=None)
        .first()
    )
    if row is None or not row.person.client.active:
        raise EnrolmentOver
    if not is_in_time(row.issued_at, times.machine, lasts=ENROLMENT_LASTS):
        raise EnrolmentOver
    return row


def enrol(token: str, entered: Entered, *, terminal: str, times: Times) -> None:
    """Set password and passkey at once; the link is used up. Nobody is signed in by it.

    Raises:
        EnrolmentOver: see ``opened``.
        PasswordsDiffer, UnfitPassword, UsedPassword, BadLabel, PasskeyRefused: what was given cannot stand; the link
            stays good.
    """
    row = opened(token, times=times)
    client = row.person_id
    if entered.password != entered.again:
        raise PasswordsDiffer
    require_fit(entered.password, client=client)
    former = Credential.objects.filter(person_id=client, kind=Credential.Kind.PASSWORD).order_by("-id")[:1]
    if any(hashing.matches(one.secret, entered.password) for one in former):
        raise UsedPassword(count=1)
    secret = hashing.hashed(entered.password)
    actor = Actor(who=f"client:{client}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="enrolment", times=times) as act:
        if not Enrolment.objects.filter(id=row.id, used_at=None).update(used_at=times.machine):
            raise EnrolmentOver
        found = ceremonies.made(entered.ceremony, entered.answer, enrolment=row, now=times.machine)
        operations_passkeys.keep(act, row.person, found, label=entered.label)
        replace_password(act, client, secret, must_change=False, by=actor.who)
        attempts.clear(client)
        ending.end_person(act, client, why="enrolment")
        act.log("enrolment.used", subjects=[f"client:{client}"])


def _person(client: str) -> Person:
    row = Client.objects.select_for_update().filter(client=client).first() if is_id(client) else None
    if row is None:
        raise UnknownClient
    if not row.active:
        raise ClientWithdrawn
    if row.kind != ClientKind.PERSON.value:
        raise NoPasswordHolder
    person = Person.objects.filter(client=row).first()
    if person is None:
        raise UnknownClient
    return person
