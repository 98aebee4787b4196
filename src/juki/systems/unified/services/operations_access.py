"""Rights that office decided."""

from juki.kernel.access import grants
from juki.kernel.work import Act
from juki.systems.unified.peers import contract


def take_grants(act: Act, message: contract.AccessGrants) -> None:
    """Make these the only rights of a client here, at once. Source: document III 3 risk 2.

    Raises:
        GrantUnreadable: a day does not read.
    """
    grants.replace(system="unified", client=message.client, grants=contract.grants_of(message))
    act.log("access.replaced", detail={"client": message.client, "grants": len(message.grants)})
