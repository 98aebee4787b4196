"""Rights that office decides hold at a system when the message is applied, and not before: alike in all six."""

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.links.post import outbox, parking
from juki.links.universal import AccessGrants, GrantBlock

OFFICER = Actor(who="client:officer", right="office.grant", terminal="t1")
SEE = GrantBlock(permission="kiosk.feed.see", valid_from="2026-11-23")


def send(*grants: GrantBlock, to: str = "kiosk") -> None:
    with one_act(OFFICER, reason="test", times=current().clock.now()) as act:
        content = AccessGrants(client="clerk", grants=grants)
        outbox.send(act, own="office", to=to, content=content, streams=["client:clerk"])


def held() -> list[tuple[str, str]]:
    return list(AccessGrant.objects.filter(client="clerk").values_list("system", "permission"))


def test_a_list_takes_the_place_of_the_last_one(db, wire):
    other = GrantBlock(permission="kiosk.household.see", valid_from="2026-11-23", valid_to="2027-04-01")
    send(SEE, other)
    wire.settle()
    assert sorted(held()) == [("kiosk", "kiosk.feed.see"), ("kiosk", "kiosk.household.see")]
    send()
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
def test_a_list_that_contradicts_itself_is_parked(db, wire, grants):
    send(SEE)
    send(*grants)
    wire.settle()
    assert [row.code for row in parking.parked("kiosk")] == ["LNK-0501"]
    assert held() == [("kiosk", "kiosk.feed.see")]


@pytest.mark.parametrize("system", ["registry", "jukinet", "kiosk", "unified", "intermediary", "addressee"])
def test_every_system_takes_them_for_itself(db, wire, system):
    send(SEE, to=system)
    wire.settle()
    assert held() == [(system, "kiosk.feed.see")]
