"""Dropping what signing in leaves behind: ended sessions, codes, assertions, attempts, old revocations."""

from datetime import timedelta

from django.db import transaction

from juki.kernel.clock import Times
from juki.office.records.models import Session, UsedAssertion
from juki.office.services import attempts, ceremonies, revocations
from juki.office.services.options import session_limits

_MARGIN = timedelta(hours=1)


def forget(times: Times) -> int:
    """Drop all that no session can need any more; how many rows. The audit log keeps who signed in when."""
    old = times.machine - session_limits().longest - _MARGIN
    with transaction.atomic():
        gone = UsedAssertion.objects.filter(expires_at__lt=times.machine).delete()[0]
        gone += Session.objects.filter(began_at__lt=old).delete()[0]  # with the codes given in them
    gone += ceremonies.forget(now=times.machine)
    return gone + revocations.forget(before=old) + attempts.forget(now=times.machine)
