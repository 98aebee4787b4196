"""The second factor: signing in by a passkey after the password, and one's own passkeys.

Source: document III 2 risk 2 and III 3 risk 2 (user id and password, and another means); STD 10.3.
"""

from uuid import UUID, uuid4

from juki.kernel.clock import Times
from juki.kernel.values.assurance import METHODS, TWO_FACTOR
from juki.kernel.work import Act, Actor, one_act
from juki.office.domain.client import is_line
from juki.office.domain.passkey import LABEL_LIMIT, MOST_PASSKEYS, is_cloned, is_in_time
from juki.office.errors import (
    BadLabel,
    LastPasskey,
    NoSuchPasskey,
    PasskeyExists,
    PasskeyRefused,
    PasswordTooLongAgo,
    SignInLocked,
    TooManyPasskeys,
)
from juki.office.records.models import Passkey, Person, Session
from juki.office.services import attempts, ceremonies, ending
from juki.office.services.ceremonies import Made
from juki.office.services.operations_sign_in import RIGHT, renew


def prove(session: Session, *, ceremony: str, answer: str, terminal: str, times: Times) -> str:
    """Raise ``session`` to two factors; the token of its new cookie. A failure counts like a wrong password.

    Raises:
        PasskeyRefused: what the authenticator said does not hold, or its count went back: that key is no longer good.
        SignInLocked: too many failures before, or with this one.
        PasswordTooLongAgo: the password was shown too long ago for this to follow on it.
    """
    if not is_in_time(session.signed_in_at, times.machine):
        raise PasswordTooLongAgo
    client = session.person_id
    counted = attempts.count(client, terminal=terminal, times=times)
    actor = Actor(who=f"client:{client}", right=RIGHT, terminal=terminal)
    if counted.refused:
        raise SignInLocked(until=counted.end)
    refused: PasskeyRefused | None = None
    with one_act(actor, reason="sign-in", times=times) as act:
        try:
            passkey, told = ceremonies.proved(ceremony, answer, session=session, now=times.machine)
        except PasskeyRefused as error:
            refused = error
            act.log(
                "sign_in.passkey_refused",
                subjects=[f"client:{client}"],
                outcome="refused",
                detail=error.fields,
            )
        else:
            refused = _cloned(act, passkey, told)
        if refused is None:
            attempts.give_back(counted)
            attempts.clear(client)
            Passkey.objects.filter(id=passkey.id).update(counter=told, used_at=times.machine)
            Session.objects.filter(sid=session.sid).update(acr=TWO_FACTOR, amr=list(METHODS[TWO_FACTOR]))
            token = renew(session, times=times)
            act.log("sign_in.second_factor", detail={"acr": TWO_FACTOR, "sid": str(session.sid)})
    if refused is not None:
        raise SignInLocked(until=counted.end) if counted.until else refused
    return token


def keep(act: Act, person: Person, found: Made, *, label: str) -> None:
    """Keep a new key of ``person``.

    Raises:
        BadLabel, TooManyPasskeys, PasskeyExists: it cannot be kept.
    """
    if not is_line(label, limit=LABEL_LIMIT):
        raise BadLabel
    if Passkey.objects.filter(person=person, ended_at=None).count() >= MOST_PASSKEYS:
        raise TooManyPasskeys(most=MOST_PASSKEYS)
    if Passkey.objects.filter(credential=found.credential).exists():
        raise PasskeyExists
    Passkey.objects.create(
        id=uuid4(), person=person, credential=found.credential, public_key=found.public_key, counter=found.counter,
        model=found.model, label=label, enrolled_at=act.times.machine,
    )  # fmt: skip
    act.log("passkey.enrolled", subjects=[f"client:{person.client_id}"], detail={"model": found.model})


def add_own(session: Session, *, ceremony: str, answer: str, label: str, terminal: str, times: Times) -> None:
    """Another passkey of who is signed in by two factors; the first one needs a link from an administrator.

    Raises:
        PasskeyRefused, BadLabel, TooManyPasskeys, PasskeyExists: see ``keep`` and ``ceremonies.made``.
    """
    actor = Actor(who=f"client:{session.person_id}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="passkey", times=times) as act:
        if session.acr != TWO_FACTOR:
            raise PasskeyRefused(why="acr")
        found = ceremonies.made(ceremony, answer, session=session, now=times.machine)
        keep(act, session.person, found, label=label)


def end_own(session: Session, passkey: UUID, *, terminal: str, times: Times) -> None:
    """Give up one of one's own passkeys, but never the last: without one nobody gets in.

    Raises:
        NoSuchPasskey: not one of theirs, or it ended already.
        LastPasskey: there is no other.
        PasskeyRefused: the person showed one factor only.
    """
    actor = Actor(who=f"client:{session.person_id}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="passkey", times=times) as act:
        if session.acr != TWO_FACTOR:
            raise PasskeyRefused(why="acr")
        held = {
            row.id: row
            for row in Passkey.objects.select_for_update().filter(person=session.person, ended_at=None)
        }
        if passkey not in held:
            raise NoSuchPasskey
        if len(held) == 1:
            raise LastPasskey
        _end(act, held[passkey], why="given_up")


def end_all(act: Act, client: str, *, why: str) -> int:
    """End every passkey of ``client``; how many there were."""
    rows = list(Passkey.objects.select_for_update().filter(person_id=client, ended_at=None))
    for row in rows:
        _end(act, row, why=why)
    return len(rows)


def _cloned(act: Act, passkey: Passkey, told: int) -> PasskeyRefused | None:
    """Two authenticators hold one key: neither is believed again, and whatever the person has open ends."""
    if not is_cloned(passkey.counter, told):
        return None
    _end(act, passkey, why="counter")
    ending.end_person(act, passkey.person_id, why="passkey_cloned")
    return PasskeyRefused(why="counter")


def _end(act: Act, passkey: Passkey, *, why: str) -> None:
    Passkey.objects.filter(id=passkey.id).update(ended_at=act.times.machine, ended_why=why)
    act.log("passkey.ended", subjects=[f"client:{passkey.person_id}"], detail={"why": why})
