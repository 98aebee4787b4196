"""Whatever order of sending, losing, repeating, refusing, mending and restoring: each message once, streams in order."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juki.links.errors import PeerUnreachable, StillParked
from juki.links.post import outbox, parking
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Inbox, Outbox
from juki.oversight.trail.services.here import broken_here
from support import server
from support.loopback import door

STREAMS = "abc"
STEP = st.one_of(
    st.tuples(st.just("post"), st.sampled_from(STREAMS), st.integers(1, 3)),
    st.tuples(
        st.sampled_from(["deliver", "lose", "crash", "repeat", "forget", "epoch", "mend", "supersede"])
    ),
    st.tuples(st.just("reject"), st.sampled_from(STREAMS)),
    st.tuples(st.just("accept"), st.sampled_from(STREAMS)),
)


class World:
    """Unified and intermediary, the wire between them, and what was sent."""

    def __init__(self, desk, wire) -> None:
        self.desk, self.wire, self.lane = desk, wire, Lane("unified", "intermediary")
        self.sent: dict[str, list[str]] = {stream: [] for stream in STREAMS}
        self.old: list[bytes] = []
        self.given_up: set[str] = set()
        self.count = 0

    def post(self, stream: str, many: int) -> None:
        numbers = [f"{stream}{self.count + n}" for n in range(many)]
        self.count += many
        self.sent[stream] += numbers
        self.desk.send(*numbers, stream=stream)

    def deliver(self) -> None:
        with suppress(PeerUnreachable):
            self.lane.send_batch()

    def lose(self) -> None:
        self.wire.lost.add("intermediary")
        self.deliver()
        self.wire.lost.clear()

    def crash(self) -> None:
        rows = list(Outbox.objects.filter(owner="unified", delivered_at=None).values("id", "body"))
        self.deliver()
        for row in rows:
            Outbox.objects.filter(id=row["id"]).update(delivered_at=None, body=row["body"])

    def repeat(self) -> None:
        for content in self.old[-3:]:
            door("unified", "intermediary", "/links/deliver", content)

    def forget(self) -> None:
        """A restore to before the last batch was acknowledged, and the new epoch that must follow."""
        self.crash()
        self.epoch()

    def epoch(self) -> None:
        outbox.begin_epoch("unified", "intermediary")

    def reject(self, stream: str) -> None:
        self.desk.rejected_streams.add(stream)

    def accept(self, stream: str) -> None:
        self.desk.rejected_streams.discard(stream)

    def mend(self) -> None:
        self._mend(parking.retry)

    def supersede(self) -> None:
        first = parking.parked("intermediary").first()
        if first is not None:
            self.given_up.add(msgspec.json.decode(first.body)["unified_number"])
        self._mend(parking.supersede)

    def _mend(self, how) -> None:
        first = parking.parked("intermediary").first()
        if first is None:
            return
        try:
            how(owner="intermediary", message_id=first.message_id, actor=self.desk.actor, reason="m",
                times=self.desk.times())  # fmt: skip
        except StillParked:
            assert how is parking.retry

    def finish(self) -> None:
        self.desk.rejected_streams.clear()
        self.wire.settle()
        while parking.parked("intermediary").exists():
            self.mend()
        self.wire.settle()


@pytest.fixture
def world(desk, wire, monkeypatch):
    """Builds a fresh world per example; handlers reject by stream."""

    def build() -> World:
        desk.applied.clear()
        desk.rejected_streams = set()
        one = World(desk, wire)
        post = wire.post

        def recording(**call):
            one.old.append(call["content"])
            return post(**call)

        monkeypatch.setattr("juki.links.wire.client.post", recording)
        return one

    def take(act, content) -> None:
        if content.unified_number[0] in desk.rejected_streams:
            raise ValueError
        desk.applied.append(content.unified_number)
        act.log("applied")

    monkeypatch.setattr(type(desk), "take", lambda _self, act, content: take(act, content))
    return build


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=5, max_size=25))
def test_every_message_is_effective_once_and_in_the_order_of_its_stream(committing_db, world, steps):
    one = world()
    try:
        for name, *arguments in steps:
            getattr(one, name)(*arguments)
        one.finish()
        for stream, numbers in one.sent.items():
            expected = [number for number in numbers if number not in one.given_up]
            assert [number for number in one.desk.applied if number[0] == stream] == expected
        assert Inbox.objects.filter(owner="intermediary").count() == one.count
        assert not Inbox.objects.filter(state="parked").exists()
        assert not Outbox.objects.filter(delivered_at=None).exists()
        assert broken_here() is None
    finally:
        server.empty()
