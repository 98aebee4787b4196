"""What a person may enter."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from juki.office.records.models import Grant
from juki.office.services.options import staff


@dataclass(frozen=True, slots=True)
class Door:
    """A system with staff screens, and the address that a browser opens."""

    system: str
    address: str


def doors(client: str, *, on: date) -> list[Door]:
    """The systems where ``client`` holds any right on the legal day ``on``, in the order of the settings."""
    held = set(_in_force(client, on=on).values_list("system", flat=True).distinct())
    found = []
    for system, redirect_uri in staff().relying_parties.items():
        if system in held:
            parts = urlsplit(redirect_uri)
            found.append(Door(system, f"{parts.scheme}://{parts.netloc}/"))
    return found


def may_enter(client: str, system: str, *, on: date) -> bool:
    """Whether ``client`` holds any right at ``system`` on the legal day ``on``."""
    return _in_force(client, on=on).filter(system=system).exists()


def _in_force(client: str, *, on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(client_id=client, valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gt=on)
    )
