"""Rights that office decides hold here when the message is applied."""

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.work import Actor, one_act
from juki.links.post import outbox, parking
from juki.links.universal import AccessGrants, GrantBlock

OFFICER = Actor(who="client:officer", right="office.grant", terminal="t1")
SEE = GrantBlock(permission="addressee.see", valid_from="2026-11-23")


def send(register, *grants: GrantBlock) -> None:
    with one_act(OFFICER, reason="test", times=register.now()) as act:
        content = AccessGrants(client="clerk", grants=grants)
        outbox.send(act, own="office", to="addressee", content=content, streams=["client:clerk"])


def test_a_list_takes_the_place_of_the_last_one(db, wire, register):
    send(register, SEE)
    wire.settle()
    assert AccessGrant.objects.values_list("system", "client", "permission").get() == (
        "addressee", "clerk", "addressee.see",
    )  # fmt: skip
    send(register)
    wire.settle()
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize("second", [SEE, GrantBlock(permission="addressee.household.see", valid_from="")])
def test_a_list_that_contradicts_itself_is_parked(db, wire, register, second):
    send(register, SEE, second)
    wire.settle()
    assert [row.code for row in parking.parked("addressee")] == ["ADR-0104"]
    assert not AccessGrant.objects.exists()
