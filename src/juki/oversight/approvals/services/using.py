"""Using an approval: once, in the transaction of the act itself."""

from juki.kernel.work import Act
from juki.oversight.approvals.domain import rules
from juki.oversight.approvals.domain.content import Content, digest
from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.approvals.errors import NoApproval, OtherContent, OwnRequest
from juki.oversight.approvals.records.models import Request
from juki.oversight.approvals.services.asking import log


def use(act: Act, kind: str, content: Content, *, system: str) -> Request:
    """Spend the approval that the actor has for exactly ``content``; if ``act`` is rolled back, it was not spent.

    Raises:
        NoApproval: nobody approved anything of the kind for this subject.
        OtherContent: what was approved is not this.
        OwnRequest: the actor is the approver.
        Expired, Revoked, NotApproved, UsedAlready: it does not count (any more).
    """
    asked = Request.objects.select_for_update().filter(system=system, kind=kind, subject=content.subject)
    rows = list(asked.order_by("-asked_at", "id"))
    spelled, now = digest(system, kind, content), act.times.city
    own = [row for row in rows if row.asked_by == act.actor.who]
    same = [row for row in own if row.digest == spelled]
    if not same:
        if any(row.decided_by == act.actor.who for row in rows if row.digest == spelled):
            raise OwnRequest
        if any(row.state == rules.State.APPROVED and now < row.expires_at for row in own):
            raise OtherContent
        raise NoApproval(kind=kinds()[kind].title)
    row = next((one for one in same if one.state == rules.State.APPROVED), same[0])
    rules.demand_usable(row, by=act.actor.who, now=now)
    row.state, row.used_by, row.used_at, row.used_trace = (
        rules.State.USED, act.actor.who, act.times.city, act.trace
    )  # fmt: skip
    row.save(update_fields=["state", "used_by", "used_at", "used_trace"])
    log(act, "approval.used", row)
    return row
