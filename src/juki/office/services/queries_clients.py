"""Reading the directory."""

from dataclasses import dataclass

from juki.office.domain.client import is_id
from juki.office.errors import UnknownClient
from juki.office.records.models import Client, Decision, Grant


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """A client with the grants in force or scheduled and every decision, the latest first."""

    client: Client
    grants: list[Grant]
    decisions: list[Decision]


def is_known(client: str) -> bool:
    """Whether the directory has this id."""
    return is_id(client) and Client.objects.filter(client=client).exists()


def record_of(client: str) -> ClientRecord:
    """All that is known of a client.

    Raises:
        UnknownClient: no such id.
    """
    row = Client.objects.filter(client=client).first() if is_id(client) else None
    if row is None:
        raise UnknownClient
    return ClientRecord(
        client=row,
        grants=list(Grant.objects.filter(client=row).order_by("system", "permission")),
        decisions=list(Decision.objects.filter(client=client).order_by("-id")),
    )
