"""A feed is fresh when its sender proves that nothing waits behind what was heard, and by nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from juki.links.post import backlog
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Delivery, InboxHead


def heard() -> datetime | None:
    return InboxHead.objects.get(owner="intermediary", sender="unified").heard_at


def beat(forger, sequence: int, *, ago: float = 0, epoch: int = 1) -> str:
    made_at = datetime.now(UTC) - timedelta(seconds=ago)
    return forger.signed(
        forger.envelope(
            sequence,
            kind="heartbeat",
            name="",
            body="",
            streams=(),
            digest="",
            recorded_at=made_at,
            epoch=epoch,
        )
    )


def test_a_message_proves_nothing_about_those_behind_it(db, desk, forger):
    desk.reject.add("2")
    first = forger.signed(forger.envelope())
    for token, state in (
        (first, "applied"),
        (first, "duplicate"),
        (forger.signed(forger.envelope(2, "2")), "parked"),
    ):
        assert forger.deliver(token)[1][0]["state"] == state
        assert heard() is None


def test_a_heartbeat_at_the_head_makes_fresh_as_of_when_it_was_made(db, desk, forger):
    forger.deliver(forger.signed(forger.envelope()))
    assert forger.deliver(beat(forger, 2)) == (200, [])
    assert heard() is None, "one is on its way"
    assert forger.deliver(beat(forger, 1)) == (200, [])
    first = heard()
    assert first is not None
    for sequence, epoch in ((0, 1), (2, 1), (1, 2)):
        forger.deliver(beat(forger, sequence, epoch=epoch))
        assert heard() == first
    assert datetime.now(UTC) - first < timedelta(seconds=5)


def test_a_heartbeat_that_was_long_on_its_way_is_as_old_as_it_is(db, desk, forger):
    forger.deliver(beat(forger, 0, ago=60))
    assert datetime.now(UTC) - heard() > timedelta(seconds=59)


def test_a_heartbeat_of_a_clock_ahead_does_not_make_fresh_in_advance(db, desk, forger):
    forger.deliver(beat(forger, 0, ago=-60))
    assert heard() <= datetime.now(UTC)


@pytest.mark.parametrize("whole", [True, False])
def test_a_heartbeat_again_or_an_older_one_is_refused(db, desk, forger, actions, whole):
    old, once = beat(forger, 0, ago=1), beat(forger, 0 if whole else 7)
    assert forger.deliver(once)[0] == 200
    before = heard()
    for token in (once, old):
        status, reply = forger.deliver(token)
        assert (status, reply["code"]) == (409, "LNK-0204")
    assert heard() == before
    assert actions() == ["link.refused"] * 2


def test_the_first_of_a_backlog_does_not_make_fresh_and_its_last_does(db, wire, desk):
    lane = Lane("unified", "intermediary")
    lane._most = 1
    desk.send("1", "2", "3")
    lane.send_batch()
    assert heard() is None
    while lane.send_batch():
        pass
    lane._serve()
    assert heard()
    assert desk.applied == ["1", "2", "3"]


def test_a_busy_lane_says_now_and_then_that_nothing_waits(db, wire, desk, monkeypatch):
    lane = Lane("unified", "intermediary")
    desk.send("1")
    lane._serve()
    first = heard()
    assert first
    desk.send("2")
    lane._serve()
    assert heard() == first, "the last one is young enough"
    assert len(wire.posted) == 3
    lane._beat -= 60
    desk.send("3")
    lane._serve()
    assert heard() > first
    assert len(wire.posted) == 5


def test_a_failed_heartbeat_is_soon_repeated_and_the_first_success_clears_the_failure(db, wire, desk):
    lane = Lane("unified", "intermediary")
    wire.down.add("intermediary")
    lane._serve()
    assert backlog.outgoing()[0].failing
    assert lane._rest == 0.25
    lane._serve()
    assert lane._rest == 0.5
    wire.down.clear()
    lane._serve()
    assert Delivery.objects.get().failing == ""
    assert heard()
