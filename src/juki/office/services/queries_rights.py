"""The list of rights: who may do what, where and until when. Source: STD 10.3 (操作権限一覧表)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.office.domain.permission import System
from juki.office.records.models import Client, Grant, Person


@dataclass(frozen=True, slots=True)
class Right:
    """One permission of one client; ``valid_to`` is the first day without it, ``scheduled`` says it is yet to begin."""

    client: str
    name: str
    section: str
    kind: str
    system: str
    permission: str
    valid_from: date
    valid_to: date | None
    granted_by: str
    scheduled: bool

    @property
    def last_day(self) -> date | None:
        """The last day with the right; None where it is open."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


def sections() -> list[str]:
    """The sections that have a client in the directory, in order."""
    return list(
        Client.objects.filter(active=True).order_by("section").values_list("section", flat=True).distinct()
    )


def rights(*, system: System | None, section: str, actor: Actor, times: Times) -> Sequence[Right]:
    """All rights that hold today or will, by section, client, system and permission; the reading is logged first.

    ``system`` None stands for all systems, an empty ``section`` for all sections.
    """
    today = times.legal_day
    rows = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today)).select_related("client")
    if system is not None:
        rows = rows.filter(system=system.value)
    if section:
        rows = rows.filter(client__section=section)
    found = list(rows.order_by("client__section", "client_id", "system", "permission"))
    log_before_showing(
        actor, "grants.listed", reason="操作権限一覧表", times=times, outcome="shown",
        detail={"system": system.value if system else "", "section": section, "count": len(found)},
    )  # fmt: skip
    names = dict(Person.objects.values_list("client_id", "name"))
    return [
        Right(
            row.client.client, names.get(row.client.client, ""), row.client.section, row.client.kind, row.system,
            row.permission, row.valid_from, row.valid_to, row.granted_by, row.valid_from > today,
        )
        for row in found
    ]  # fmt: skip
