"""Mending a parked message needs another person's word: what is set aside or applied late is a correction."""

from juki.kernel.work import Act
from juki.links.post.models import Inbox
from juki.oversight.approvals.domain.content import Content
from juki.oversight.approvals.services.using import use

KIND = "mending"


def content_of(row: Inbox, action: str) -> Content:
    """A parked message as the approver sees it; its body stays where it is, by digest it is meant."""
    facts = {
        "action": action, "message": row.name, "sender": row.sender, "message_id": str(row.message_id),
        "code": row.code, "digest": row.digest,
    }  # fmt: skip
    return Content(f"parked:{row.message_id}", facts)


def permit(act: Act, row: Inbox, action: str) -> None:
    """Spend the approval for this mending.

    Raises:
        JukiError: see ``using.use``.
    """
    use(act, KIND, content_of(row, action), system=row.owner)
