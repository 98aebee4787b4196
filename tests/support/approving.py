"""Another person approves, as the services have it."""

from datetime import date
from uuid import UUID, uuid4

from juki.kernel.access.models import AccessGrant
from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.kernel.work import Actor
from juki.links.post.models import Inbox
from juki.oversight.approvals.domain.content import Content
from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.approvals.records.models import Request
from juki.oversight.approvals.services.asking import ask
from juki.oversight.approvals.services.deciding import decide
from juki.oversight.approvals.services.mending import KIND, content_of
from juki.systems.intermediary.services import releases, reviews
from juki.systems.intermediary.services.operations_copies import in_force

CHIEF = "chief.test"
LONG_AGO = date(2020, 4, 1)


def actor(client: str) -> Actor:
    return Actor(who=f"client:{client}", right="approval.decide", terminal="t1")


def grant(system: str, client: str, *permissions: str) -> None:
    for one in permissions:
        AccessGrant.objects.get_or_create(
            system=system, client=client, permission=one, defaults={"valid_from": LONG_AGO}
        )


def asked(
    kind: str, content: Content, *, system: str, client: str, times: Times | None = None, trace: UUID | None = None
) -> Request:  # fmt: skip
    """``client`` asks, with the right to."""
    grant(system, client, min(kinds()[kind].ask))
    return ask(
        system=system, kind=kind, content=content, place="/approvals", reason="確認を求める", actor=actor(client),
        times=times or current().clock.now(), trace=trace or uuid4(),
    )  # fmt: skip


def decided(row: Request, *, by: str = CHIEF, approved: bool = True, times: Times | None = None) -> Request:
    """``by`` decides, with the right to."""
    grant(row.system, by, "approval.decide", kinds()[row.kind].approve)
    return decide(
        system=row.system, ident=row.id, approved=approved, digest=row.digest, reason="確認した", actor=actor(by),
        times=times or current().clock.now(),
    )  # fmt: skip


def approved(kind: str, content: Content, *, system: str, client: str, times: Times | None = None) -> Request:
    """Asked by ``client`` and approved by somebody else."""
    row = asked(kind, content, system=system, client=client, times=times)
    return row if row.state == "approved" else decided(row, times=times)


def mending_approved(row: Inbox, action: str = "retry", *, client: str) -> Request:
    """Somebody else agrees that ``client`` mends a parked message."""
    return approved(KIND, content_of(row, action), system=row.owner, client=client)


def release_approved(*, client: str) -> None:
    """Somebody else agrees that what waits at the intermediary is released, as it would leave now."""
    for held in reviews.queue():
        copy = in_force(held.unified_number, on=current().clock.now().legal_day)
        if copy is not None:
            wanted = releases.content_of(held, copy_version=copy.pk)
            approved(releases.KIND, wanted, system=releases.OWN, client=client)
