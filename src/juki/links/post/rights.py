"""Rights at a system, as office decided them: the same message, the same effect, in every system."""

from collections.abc import Callable
from datetime import date

from juki.kernel.access import grants
from juki.kernel.work import Act
from juki.links.errors import UnreadableGrants
from juki.links.universal import AccessGrants, GrantBlock


def taken_by(system: str) -> Callable[[Act, AccessGrants], None]:
    """The handler that makes the message's list the only permissions of its client at ``system``.

    An empty list withdraws them all. Source: document III 3 risk 2.
    """

    def take(act: Act, message: AccessGrants) -> None:
        listed = [_grant(block) for block in message.grants]
        if len({grant.permission for grant in listed}) < len(listed):
            raise UnreadableGrants
        grants.replace(system=system, client=message.client, grants=listed)
        act.log("grants.replaced", subjects=[f"client:{message.client}"], detail={"permissions": len(listed)})

    return take


def _grant(block: GrantBlock) -> grants.Grant:
    try:
        valid_from = date.fromisoformat(block.valid_from)
        valid_to = date.fromisoformat(block.valid_to) if block.valid_to is not None else None
    except ValueError:
        raise UnreadableGrants from None
    if valid_to is not None and valid_to < valid_from:
        raise UnreadableGrants
    return grants.Grant(block.permission, valid_from, valid_to)
