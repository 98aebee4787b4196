"""Taking over what office decided about a client's permissions here."""

from datetime import date

from juki.kernel.access import grants
from juki.kernel.work import Act
from juki.systems.kiosk.errors import BadGrants
from juki.systems.kiosk.peers.contract import AccessGrants, GrantBlock

SYSTEM = "kiosk"


def take_grants(act: Act, message: AccessGrants) -> None:
    """Make the message's list the only permissions of its client; an empty list withdraws them all.

    Raises:
        BadGrants: a permission twice, a period that ends before it begins, or no calendar day.
    """
    listed = [_grant(block) for block in message.grants]
    if len({grant.permission for grant in listed}) < len(listed):
        raise BadGrants
    grants.replace(system=SYSTEM, client=message.client, grants=listed)
    act.log("grants.replaced", subjects=[f"client:{message.client}"], detail={"permissions": len(listed)})


def _grant(block: GrantBlock) -> grants.Grant:
    try:
        valid_from = date.fromisoformat(block.valid_from)
        valid_to = date.fromisoformat(block.valid_to) if block.valid_to is not None else None
    except ValueError:
        raise BadGrants from None
    if valid_to is not None and valid_to < valid_from:
        raise BadGrants
    return grants.Grant(block.permission, valid_from, valid_to)
