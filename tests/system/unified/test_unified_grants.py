"""Rights arrive from office and are the only ones."""

import pytest

from juki.kernel.access.grants import permitted
from juki.kernel.work import one_act
from juki.links.post import parking
from juki.links.post.outbox import send
from juki.links.universal import AccessGrants, GrantBlock
from support.network import ACTOR, Network, times


def tell(network: Network, system: str, *blocks: GrantBlock) -> None:
    with one_act(ACTOR, reason="grants", times=times()) as act:
        content = AccessGrants(client="clerk", grants=blocks)
        send(act, own="office", to=system, content=content, streams=["client:clerk"])
    network.wire.settle()


def may(system: str, permission: str) -> bool:
    return permitted(system=system, client="clerk", permission=permission, on=times().legal_day)


@pytest.mark.parametrize("system", ["unified", "intermediary"])
def test_rights_are_replaced_and_withdrawn_at_once(network: Network, system):
    tell(
        network,
        system,
        GrantBlock(permission="a", valid_from="2026-01-01"),
        GrantBlock(permission="b", valid_from="2027-01-01"),
    )
    assert (may(system, "a"), may(system, "b")) == (True, False)
    tell(network, system, GrantBlock(permission="c", valid_from="2026-01-01", valid_to="2026-11-24"))
    assert (may(system, "a"), may(system, "c")) == (False, True)
    tell(network, system)
    assert not may(system, "c")


@pytest.mark.parametrize(("system", "code"), [("unified", "UNI-0110"), ("intermediary", "MID-0109")])
def test_an_unreadable_day_parks_and_changes_nothing(network: Network, system, code):
    tell(network, system, GrantBlock(permission="a", valid_from="2026-01-01"))
    tell(network, system, GrantBlock(permission="a", valid_from="gestern"))
    assert [row.code for row in parking.parked(system)] == [code]
    assert may(system, "a")
