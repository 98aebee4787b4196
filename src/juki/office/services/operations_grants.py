"""Granting a permission, now or ahead of time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.values.period import Period
from juki.kernel.work import Act, Actor, one_act
from juki.office.domain.client import is_id
from juki.office.domain.four_eyes import incompatible_with
from juki.office.domain.grant_period import Joining, is_grantable, joined
from juki.office.domain.permission import System, is_permission
from juki.office.errors import (
    BadPeriod,
    BadPermission,
    ClientWithdrawn,
    IncompatibleGrant,
    OwnGrant,
    PeriodWithGap,
    UnknownClient,
)
from juki.office.records.models import Client, Decision, Grant
from juki.office.services import decisions


@dataclass(frozen=True, slots=True)
class Wanted:
    """A permission for a client over legal days, ``valid_to`` excluded (None: open)."""

    client: str
    system: System
    permission: str
    valid_from: date
    valid_to: date | None


def grant(wanted: Wanted, *, reason: str, actor: Actor, by: str, times: Times, trace: UUID) -> None:
    """Decide a grant and tell its system the client's new list, in one transaction.

    ``by`` is the client who decides. The same act a second time has no second effect.

    Source: document III 3 risk 2; STD 10.3.

    Raises:
        OwnGrant: ``by`` is who would get the right.
        BadPermission, BadPeriod, PeriodWithGap, NoReason: what was given cannot stand.
        IncompatibleGrant: the client holds on one of the days what may not be held beside it.
        UnknownClient, ClientWithdrawn: nobody can get it.
        KeyReused: the trace belongs to another decision or to somebody else's.
    """
    if by == wanted.client:
        raise OwnGrant
    if not is_id(wanted.client):
        raise UnknownClient
    decisions.require_reason(reason)
    period = _period(wanted, today=times.legal_day)
    content = {
        "kind": Decision.Kind.GRANTED, "client": wanted.client, "system": wanted.system.value,
        "permission": wanted.permission, "valid_from": wanted.valid_from, "valid_to": wanted.valid_to,
        "decided_by": by, "reason": reason,
    }  # fmt: skip
    with (
        decisions.once(trace, **content),
        one_act(actor, reason=reason, times=times, trace=trace) as act,
    ):
        client = Client.objects.select_for_update().filter(client=wanted.client).first()
        if client is None:
            raise UnknownClient
        if decisions.made_before(trace, **content):
            return
        if not client.active:
            raise ClientWithdrawn
        _put(act, wanted, period, by=by)
        decisions.keep(act, **content)
        decisions.publish(act, wanted.client, [wanted.system])
        act.log(
            "permission.granted",
            subjects=[f"client:{wanted.client}"],
            detail={
                "system": wanted.system.value,
                "permission": wanted.permission,
                "from": f"{period.start}",
            },
        )


def _period(wanted: Wanted, *, today: date) -> Period:
    if not is_permission(wanted.permission):
        raise BadPermission(what="権限の名前")
    if wanted.valid_to is not None and wanted.valid_to < wanted.valid_from:
        raise BadPeriod
    period = Period(wanted.valid_from, wanted.valid_to)
    if not is_grantable(period, today=today):
        raise BadPeriod
    return period


def _put(act: Act, wanted: Wanted, decided: Period, *, by: str) -> None:
    keys: dict[str, Any] = {
        "client_id": wanted.client,
        "system": wanted.system.value,
        "permission": wanted.permission,
    }
    row = Grant.objects.filter(**keys).first()
    in_force = Period(row.valid_from, row.valid_to) if row else None
    period = joined(in_force, decided, today=act.times.legal_day)
    if isinstance(period, Joining):
        raise PeriodWithGap(ends=f"{in_force.last_day if in_force else ''}")
    _demand_compatible(wanted, period)
    Grant.objects.update_or_create(
        **keys,
        defaults={
            "valid_from": period.start, "valid_to": period.end, "granted_by": by, "reason": act.reason,
            "legal_day": act.times.legal_day, "recorded_at": act.times.machine, "trace": act.trace,
        },
    )  # fmt: skip


def _demand_compatible(wanted: Wanted, period: Period) -> None:
    """The client's row is locked: nothing else is decided about the client meanwhile.

    Raises:
        IncompatibleGrant: a grant that may not stand beside it holds on one of the same days.
    """
    others = incompatible_with(wanted.permission)
    rows = Grant.objects.filter(
        client_id=wanted.client, system=wanted.system.value, permission__in=others
    ).order_by("permission")
    for row in rows:
        if Period(row.valid_from, row.valid_to).overlaps(period):
            raise IncompatibleGrant(other=row.permission)
