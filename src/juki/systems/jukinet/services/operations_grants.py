"""Rights at this system, as office decided them."""

from datetime import date

from juki.kernel.access.grants import Grant, replace
from juki.kernel.work import Act
from juki.systems.jukinet.errors import WrongFormat
from juki.systems.jukinet.peers.contract import AccessGrants


def replace_grants(act: Act, message: AccessGrants) -> None:
    """Make the grants of the message the only ones of its client.

    Raises:
        WrongFormat: a day that is none, or a period that ends before it begins.
    """
    grants = [
        Grant(
            permission=grant.permission,
            valid_from=_day(grant.valid_from),
            valid_to=_day(grant.valid_to) if grant.valid_to else None,
        )
        for grant in message.grants
    ]
    if any(grant.valid_to and grant.valid_to < grant.valid_from for grant in grants):
        raise WrongFormat(item="grants")
    if len({grant.permission for grant in grants}) != len(grants):
        raise WrongFormat(item="grants")
    replace(system="jukinet", client=message.client, grants=grants)
    act.log("grants.replaced", subjects=[f"client:{message.client}"], detail={"grants": len(grants)})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongFormat(item="grants") from None
