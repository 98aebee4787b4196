"""Rights that office decides hold here when the message is applied, and not before."""

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.work import Actor, one_act
from juki.links.post import outbox, parking
from juki.links.universal import AccessGrants, GrantBlock

OFFICER = Actor(who="client:officer", right="office.grant", terminal="t1")
SEE = GrantBlock(permission="kiosk.feed.see", valid_from="2026-11-23")


def send(register, *grants: GrantBlock) -> None:
    with one_act(OFFICER, reason="test", times=register.now()) as act:
        content = AccessGrants(client="clerk", grants=grants)
        outbox.send(act, own="office", to="kiosk", content=content, streams=["client:clerk"])


def held() -> list[tuple[str, str]]:
    return list(AccessGrant.objects.filter(client="clerk").values_list("system", "permission"))


def test_a_list_takes_the_place_of_the_last_one(db, wire, register):
    other = GrantBlock(permission="kiosk.household.see", valid_from="2026-11-23", valid_to="2027-04-01")
    send(register, SEE, other)
    wire.settle()
    assert sorted(held()) == [("kiosk", "kiosk.feed.see"), ("kiosk", "kiosk.household.see")]
    send(register)
    wire.settle()
    assert held() == []


@pytest.mark.parametrize(
    "grants",
    [
        (SEE, SEE),
        (GrantBlock(permission="kiosk.feed.see", valid_from="soon"),),
        (GrantBlock(permission="kiosk.feed.see", valid_from="2026-11-23", valid_to="2026-11-22"),),
    ],
)
def test_a_list_that_contradicts_itself_is_parked(db, wire, register, grants):
    send(register, SEE)
    send(register, *grants)
    wire.settle()
    assert [row.code for row in parking.parked("kiosk")] == ["KSK-0103"]
    assert held() == [("kiosk", "kiosk.feed.see")]
