"""Adding a client to the directory, and withdrawing one everywhere."""

from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Actor, one_act
from juki.office.domain.client import SECTION_LIMIT, ClientKind, is_id, is_line
from juki.office.domain.permission import System
from juki.office.errors import BadClient, ClientExists, UnknownClient
from juki.office.records.models import Client, Decision, Grant
from juki.office.services import decisions, ending


def add_client(
    *,
    client: str,
    kind: ClientKind,
    section: str,
    reason: str,
    actor: Actor,
    by: str,
    times: Times,
    trace: UUID,
) -> None:
    """Enter a client, without any right yet. The same act a second time has no second effect.

    Raises:
        BadClient, NoReason: what was given cannot stand.
        ClientExists: the id is or was somebody's.
        KeyReused: the trace belongs to another decision or to somebody else's.
    """
    decisions.require_reason(reason)
    if not is_id(client):
        raise BadClient(what="ID")
    if not is_line(section, limit=SECTION_LIMIT):
        raise BadClient(what="所属")
    content = {"kind": Decision.Kind.CLIENT_ADDED, "client": client, "decided_by": by, "reason": reason}
    with (
        decisions.once(trace, **content),
        one_act(actor, reason=reason, times=times, trace=trace) as act,
    ):
        row = Client(
            client=client, kind=kind.value, section=section, active=True, legal_day=times.legal_day,
            recorded_at=times.machine, trace=trace,
        )  # fmt: skip
        Client.objects.bulk_create([row], ignore_conflicts=True)
        stored = Client.objects.select_for_update().get(client=client)
        if decisions.made_before(trace, **content):
            if (stored.kind, stored.section) != (kind.value, section):
                raise KeyReused
            return
        if stored.trace != trace:
            raise ClientExists
        decisions.keep(act, **content)
        act.log("client.added", subjects=[f"client:{client}"], detail={"kind": kind.value})


def withdraw_client(*, client: str, reason: str, actor: Actor, by: str, times: Times, trace: UUID) -> None:
    """Take every right of a client in every system; all systems are told in the same transaction.

    All six get the empty list, known there or not: a right must not survive because a message was lost before. Whatever
    the client has open at the office and in the systems ends.

    Source: document III 3 risk 2 (immediate withdrawal).

    Raises:
        NoReason, UnknownClient: what was given cannot stand.
        KeyReused: the trace belongs to another decision or to somebody else's.
    """
    decisions.require_reason(reason)
    if not is_id(client):
        raise UnknownClient
    content = {"kind": Decision.Kind.WITHDRAWN, "client": client, "decided_by": by, "reason": reason}
    with (
        decisions.once(trace, **content),
        one_act(actor, reason=reason, times=times, trace=trace) as act,
    ):
        row = Client.objects.select_for_update().filter(client=client).first()
        if row is None:
            raise UnknownClient
        if decisions.made_before(trace, **content):
            return
        row.active = False
        row.save(update_fields=["active"])
        Grant.objects.filter(client=row).delete()
        decisions.keep(act, **content)
        decisions.publish(act, client, tuple(System))
        ending.end_person(act, client, why="withdrawn")
        act.log("client.withdrawn", subjects=[f"client:{client}"])
