"""Telling a system the whole list of a client's permissions there."""

from collections.abc import Sequence

from juki.kernel.access.grants import Grant
from juki.kernel.work import Act
from juki.links.post import outbox
from juki.links.universal import AccessGrants, GrantBlock

OWN = "office"


def tell(act: Act, *, system: str, client: str, grants: Sequence[Grant]) -> None:
    """Send ``system`` the list that takes the place of all it knew of ``client``, in the act's transaction.

    Raises:
        NoLink: links.toml gives the office no such message to ``system``.
    """
    blocks = tuple(
        GrantBlock(
            permission=grant.permission,
            valid_from=grant.valid_from.isoformat(),
            valid_to=grant.valid_to.isoformat() if grant.valid_to else None,
        )
        for grant in grants
    )
    content = AccessGrants(client=client, grants=blocks)
    outbox.send(act, own=OWN, to=system, content=content, streams=[f"client:{client}"])
