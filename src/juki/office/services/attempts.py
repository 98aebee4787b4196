"""Counting attempts to sign in, before the password is looked at: attempts made side by side cannot slip past the limit.

An id that nobody has is counted like any other, so that a lock does not tell which ids exist.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from juki.kernel.clock import JAPAN, Times
from juki.office.domain.lockout import LockRule
from juki.office.records.models import Attempt
from juki.office.services.options import account_lock, address_lock, staff

KEPT = timedelta(hours=25)
"""Longer than any rule remembers."""
_TAKE = """insert into office_attempt (key, count, last_at) values (%s, 1, %s) on conflict (key) do update
 set key = excluded.key returning (xmax = 0), count, last_at, locked_until, locked_city"""
"""Makes the row or locks the one there is; the first column says which."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An attempt that was counted. ``refused``: none is accepted now; ``until``: none will be until then (city time)."""

    refused: bool
    until: datetime | None
    count: int

    @property
    def end(self) -> str:
        """The end of the lock as it is shown."""
        return f"{self.until.astimezone(JAPAN):%H:%M:%S}" if self.until else ""


def count(account: str, *, terminal: str, times: Times) -> Counted:
    """Count an attempt for ``account``, as typed, from ``terminal``. During a lock nothing is counted."""
    with transaction.atomic():
        # The place first, in every call: two attempts never wait for one another in a circle, and who is kept
        # waiting at one place cannot lock accounts from there.
        by_place = _count(_key("address", terminal), address_lock(), times)
        if by_place.refused:
            return by_place
        by_account = _count(_key("account", account), account_lock(), times)
        return by_account if by_account.refused or by_account.until is not None else by_place


def clear(account: str) -> None:
    """Forget the failures of ``account``: its owner is here. Those of the place stay."""
    Attempt.objects.filter(key=_key("account", account)).delete()


def forget(*, now: datetime) -> int:
    """Drop what no rule remembers; how many."""
    return Attempt.objects.filter(last_at__lt=now - KEPT).delete()[0]


def _count(key: bytes, rule: LockRule, times: Times) -> Counted:
    now = times.machine
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [key, now])
        is_new, before, last_at, locked_until, locked_city = cursor.fetchone()
    if locked_until is not None and now < locked_until:
        return Counted(refused=True, until=locked_city, count=before)
    number = 1 if is_new else rule.count(before, last_at, now)
    wait = rule.wait_after(number)
    until, city = (now + wait, times.city + wait) if wait else (None, None)
    Attempt.objects.filter(key=key).update(count=number, last_at=now, locked_until=until, locked_city=city)
    return Counted(refused=False, until=city, count=number)


def _key(kind: str, text: str) -> bytes:
    content = f"{kind}:{text}".encode("utf-8", "surrogatepass")
    return hmac.digest(_secret(staff().signing_keys[0]), content, "sha256")


@cache
def _secret(file: str) -> bytes:
    return hashlib.sha256(b"juki sign-in attempts" + Path(file).read_bytes()).digest()
