"""Finding the session of a browser."""

from datetime import timedelta

from juki.kernel.clock import Times
from juki.office.records.models import Credential, Passkey, Session
from juki.office.services.operations_sign_in import digest_of
from juki.office.services.options import password_rules, session_limits

_SEEN_STEP = timedelta(seconds=30)


def session_of(token: str, *, times: Times) -> Session | None:
    """The open session of this cookie; using it moves its idle limit. None: nobody is signed in."""
    if not token:
        return None
    row = Session.objects.select_related("person__client").filter(digest=digest_of(token)).first()
    now = times.machine
    if row is None or row.ended_at is not None or not row.person.client.active:
        return None
    if session_limits().is_over(began=row.began_at, seen=row.seen_at, now=now):
        return None
    if now - row.seen_at >= _SEEN_STEP:
        Session.objects.filter(sid=row.sid, ended_at=None).update(seen_at=now)
    return row


def has_passkey(session: Session) -> bool:
    """Whether the person has a second factor."""
    return Passkey.objects.filter(person_id=session.person_id, ended_at=None).exists()


def must_change_password(session: Session, *, times: Times) -> bool:
    """Whether the person may do nothing before the password is changed."""
    held = Credential.objects.filter(
        person_id=session.person_id, kind=Credential.Kind.PASSWORD, ended_at=None
    ).first()
    return held is None or held.must_change or password_rules().is_outdated(held.set_at, times.machine)
