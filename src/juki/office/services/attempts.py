"""Counting attempts to sign in, before the password is looked at: attempts made side by side cannot slip past the limit.

A right password gives its attempt back, so that only failures count: everybody in an office may come from one address.
An id that nobody has is counted like any other, so that a lock does not tell which ids exist.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
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
class Taken:
    """What a row was before an attempt was counted in it, and the lock that the attempt began."""

    key: bytes
    before: datetime
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """An attempt that was counted. ``refused``: none is accepted now; ``until``: none will be until then (city time).

    ``taken`` is what a right password gives back.
    """

    refused: bool
    until: datetime | None
    count: int
    taken: Taken | None = None

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
        worse = by_account if by_account.refused or by_account.until is not None else by_place
        return replace(worse, taken=by_place.taken)


def give_back(counted: Counted) -> None:
    """The password was right: the place has no failure more than before, and no lock that this attempt alone began."""
    taken = counted.taken
    if taken is None:
        return
    with transaction.atomic():
        row = Attempt.objects.select_for_update().filter(key=taken.key).first()
        if row is None:
            return
        row.count -= 1
        if row.count < 1:
            row.delete()
            return
        if row.last_at == taken.at:
            row.last_at = taken.before
        if row.locked_until == taken.until or not address_lock().wait_after(row.count):
            row.locked_until = row.locked_city = None
        row.save()


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
    return Counted(refused=False, until=city, count=number, taken=Taken(key, last_at, now, until))


def _key(kind: str, text: str) -> bytes:
    content = f"{kind}:{text}".encode("utf-8", "surrogatepass")
    return hmac.digest(_secret(staff().signing_keys[0]), content, "sha256")


@cache
def _secret(file: str) -> bytes:
    return hashlib.sha256(b"juki sign-in attempts" + Path(file).read_bytes()).digest()
