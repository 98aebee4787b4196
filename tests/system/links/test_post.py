"""The post: in order, once, parked, mended, receipted, over a wire without a network."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from juki.kernel.clock import JAPAN, Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Act, Actor, one_act
from juki.links.intermediary import CodeAcquisition
from juki.links.post import outbox, parking, stations
from juki.links.post.inbound import Inbound
from juki.links.post.models import Inbox, Outbox

ACTOR = Actor(who="client:clerk", right="test", terminal="t1")


def times() -> Times:
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    return Times(city=now.astimezone(JAPAN), machine=datetime.now(UTC))


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What each identity applied; a unified number starting with ``bad`` is rejected while ``reject`` is not empty."""
    seen: dict[str, list[str]] = {"reject": ["yes"]}

    class Rejected(JukiError):
        code = "TST-0001"
        text = "拒否"

    def take(act: Act, content: CodeAcquisition) -> None:
        if content.unified_number.startswith("bad") and seen["reject"]:
            raise Rejected
        seen.setdefault("intermediary", []).append(content.unified_number)

    table = {"intermediary": Inbound(handlers={CodeAcquisition: take})}
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: table.get(own, Inbound()))
    return seen


def post(numbers: list[str], *, trace: UUID | None = None, stream: str = "") -> UUID:
    with one_act(ACTOR, reason="test", times=times(), trace=trace) as act:
        for number in numbers:
            outbox.send(
                act, own="unified", to="intermediary", content=CodeAcquisition(unified_number=number),
                streams=[stream or f"unified:{number}"],
            )  # fmt: skip
    return act.trace


def test_messages_arrive_in_order_and_their_bodies_are_erased(db, wire, handled):
    trace = post(["1", "2", "3"])
    post(["4"])
    assert wire.settle() == 4
    assert handled["intermediary"] == ["1", "2", "3", "4"]
    assert not Outbox.objects.filter(body__isnull=False).exists()
    assert not Inbox.objects.filter(body__isnull=False).exists()
    assert [(known.station, known.state) for known in stations.of_trace("unified", trace)] == [
        ("intermediary", "applied")
    ] * 3


def test_a_lost_acknowledgement_has_no_second_effect(db, wire, handled):
    post(["1", "2"])
    wire.lost.add("intermediary")
    assert wire.settle() == 0
    wire.lost.clear()
    post(["3"])
    assert wire.settle() == 3
    assert handled["intermediary"] == ["1", "2", "3"]


def test_a_rejected_message_holds_back_its_stream_and_nothing_else(db, wire, handled):
    trace = post(["bad", "good"])
    post(["bad-2"], stream="unified:bad")
    wire.settle()
    assert handled["intermediary"] == ["good"]
    assert [(row.code, row.state) for row in parking.parked("intermediary")] == [
        ("TST-0001", "parked"),
        ("LNK-0301", "parked"),
    ]
    assert {known.state for known in stations.of_trace("unified", trace)} == {"parked", "applied"}
    first, second = parking.parked("intermediary")
    with pytest.raises(JukiError, match="LNK-0304"):
        parking.retry(
            owner="intermediary", message_id=second.message_id, actor=ACTOR, reason="r", times=times()
        )
    with pytest.raises(JukiError, match="LNK-0304"):
        parking.retry(
            owner="intermediary", message_id=first.message_id, actor=ACTOR, reason="r", times=times()
        )
    handled["reject"].clear()
    assert (
        parking.retry(
            owner="intermediary", message_id=first.message_id, actor=ACTOR, reason="r", times=times()
        )
        == 2
    )
    assert handled["intermediary"] == ["good", "bad", "bad-2"]
    wire.settle()
    assert {known.state for known in stations.of_trace("unified", trace)} == {"applied"}


def test_a_new_epoch_numbers_what_waits_anew(db, wire, handled):
    post(["1"])
    wire.settle()
    post(["2", "3"])
    assert outbox.begin_epoch("unified", "intermediary") == 2
    post(["4"])
    assert wire.settle() == 3
    assert handled["intermediary"] == ["1", "2", "3", "4"]
    assert list(Inbox.objects.values_list("epoch", "sequence")) == [(1, 1), (2, 1), (2, 2), (2, 3)]
