"""Entering clients, granting, withdrawing, and reading the directory."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.errors import NoKey
from juki.kernel.door.replies import json_reply
from juki.kernel.work import log_before_showing
from juki.office.api.forms import (
    ClientAdded,
    ClientForm,
    ClientReply,
    DecisionReply,
    GrantForm,
    GrantReply,
    Ruled,
    WithdrawalForm,
)
from juki.office.codes import SEE_CLIENTS
from juki.office.services import operations_clients, operations_grants, queries_clients
from juki.office.services.operations_grants import Wanted
from juki.office.services.queries_clients import ClientRecord


@write_endpoint(permission="office.client.add", body=ClientForm, reply=ClientAdded, status=201)
def add_client(visit: Visit, form: ClientForm) -> HttpResponse:
    """Enter a client in the directory."""
    operations_clients.add_client(
        client=form.client, kind=form.kind, section=form.section, reason=form.reason, actor=visit.actor,
        by=visit.caller.name, times=visit.times, trace=_trace(visit),
    )  # fmt: skip
    return json_reply(ClientAdded(form.client), status=201)


@write_endpoint(permission="office.grant", body=GrantForm, reply=Ruled, status=201)
def grant(visit: Visit, form: GrantForm) -> HttpResponse:
    """Grant a permission, now or ahead of time."""
    wanted = Wanted(form.client, form.system, form.permission, form.valid_from, form.valid_to)
    operations_grants.grant(
        wanted, reason=form.reason, actor=visit.actor, by=visit.caller.name, times=visit.times,
        trace=_trace(visit),
    )  # fmt: skip
    return json_reply(Ruled(form.client, _trace(visit)), status=201)


@write_endpoint(permission="office.withdraw", body=WithdrawalForm, reply=Ruled)
def withdraw(visit: Visit, form: WithdrawalForm) -> HttpResponse:
    """Take every right of a client everywhere."""
    operations_clients.withdraw_client(
        client=form.client, reason=form.reason, actor=visit.actor, by=visit.caller.name, times=visit.times,
        trace=_trace(visit),
    )  # fmt: skip
    return json_reply(Ruled(form.client, _trace(visit)))


@read_endpoint(permission=SEE_CLIENTS, reply=ClientReply)
def show_client(_request: HttpRequest, visit: Visit, client: str) -> HttpResponse:
    """A client with grants and decisions."""
    known = queries_clients.is_known(client)
    log_before_showing(
        visit.actor, "client.shown", reason="directory", times=visit.times,
        subjects=[f"client:{client}"] if known else [], outcome="shown" if known else "none",
    )  # fmt: skip
    return json_reply(_reply(queries_clients.record_of(client)))


def _trace(visit: Visit) -> UUID:
    if visit.key is None:
        raise NoKey
    return visit.key


def _reply(record: ClientRecord) -> ClientReply:
    row = record.client
    return ClientReply(
        row.client, row.kind, row.section, row.active,
        [GrantReply(g.system, g.permission, g.valid_from, g.valid_to, g.granted_by, g.reason) for g in record.grants],
        [
            DecisionReply(
                d.kind, d.system, d.permission, d.valid_from, d.valid_to, d.decided_by, d.reason, d.legal_day,
                d.recorded_at,
            )
            for d in record.decisions
        ],
    )  # fmt: skip
