"""Asking and replacing the grants of this system."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from juki.kernel.access.models import AccessGrant


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission of one client over a half-open period of legal days."""

    permission: str
    valid_from: date
    valid_to: date | None


def permitted(*, system: str, client: str, permission: str, on: date) -> bool:
    """Whether ``client`` holds ``permission`` of ``system`` on the legal day ``on``."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [system, client, permission, on, on])
        return cursor.fetchone() is not None


_HELD = """select from access_grant where system = %s and client = %s and permission = %s and valid_from <= %s
 and (valid_to is null or valid_to > %s) limit 1"""


def permissions_of(*, system: str, client: str, on: date) -> frozenset[str]:
    """All that ``client`` may do at ``system`` on the legal day ``on``."""
    rows = AccessGrant.objects.filter(system=system, client=client, valid_from__lte=on)
    return frozenset(rows.filter(Q(valid_to=None) | Q(valid_to__gt=on)).values_list("permission", flat=True))


def replace(*, system: str, client: str, grants: Iterable[Grant]) -> None:
    """Make ``grants`` the only ones of ``client`` at ``system``; an empty list withdraws everything."""
    AccessGrant.objects.filter(system=system, client=client).delete()
    AccessGrant.objects.bulk_create(
        AccessGrant(
            system=system, client=client, permission=grant.permission,
            valid_from=grant.valid_from, valid_to=grant.valid_to,
        )
        for grant in grants
    )  # fmt: skip
