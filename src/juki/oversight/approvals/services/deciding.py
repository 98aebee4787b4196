"""The other person's word."""

from uuid import UUID

from juki.kernel.access.grants import permissions_of
from juki.kernel.clock import Times
from juki.kernel.door.errors import NotPermitted
from juki.kernel.work import Actor, one_act
from juki.oversight.approvals.domain import rules
from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.approvals.errors import OtherContent
from juki.oversight.approvals.records.models import Request
from juki.oversight.approvals.services.asking import locked, log, person


def decide(
    *, system: str, ident: UUID, approved: bool, digest: str, reason: str, actor: Actor, times: Times
) -> Request:
    """Approve or refuse what was looked at: ``digest`` is that of the content as it was shown.

    Raises:
        NoSuchRequest: there is none.
        NotPermitted: somebody else approves this kind.
        OwnRequest: author and approver are one.
        AlreadyDecided, Expired: too late.
        OtherContent: the page showed something else.
    """
    with one_act(actor, reason=reason, times=times, trace=ident) as act:
        row = locked(system, ident)
        needed = kinds()[row.kind].approve
        if needed not in permissions_of(system=system, client=person(actor), on=times.legal_day):
            raise NotPermitted(permission=needed)
        rules.demand_decidable(row, approver=actor.who, now=times.city)
        if digest != row.digest:
            raise OtherContent
        row.state = rules.State.APPROVED if approved else rules.State.REFUSED
        row.decided_by, row.decided_at, row.decision_reason = actor.who, times.city, reason
        row.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
        log(act, f"approval.{row.state}", row)
    return row
