"""Messages arrive in order and once, whatever is lost, repeated or renamed on the way."""

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.errors import Oversized
from juki.kernel.work import one_act
from juki.links.errors import BadEnvelope, Congested, NoLink, PeerRefused
from juki.links.intermediary import CodeAcquisition
from juki.links.post import backlog, dispatcher, outbox
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Delivery, Inbox, InboxHead, Outbox
from juki.links.wire import client


class Rejected(Exception):
    """The business change fails after the message was handed over."""


def broken_act(desk):
    content = CodeAcquisition(unified_number="2")
    with one_act(desk.actor, reason="test", times=desk.times()) as act:
        outbox.send(act, own="unified", to="intermediary", content=content, streams=["unified:2"])
        raise Rejected


def test_messages_arrive_in_order_and_their_bodies_are_erased(db, wire, desk):
    desk.send("1", "2", "3")
    desk.send("4")
    assert wire.settle() == 4
    assert desk.applied == ["1", "2", "3", "4"]
    assert not Outbox.objects.filter(body__isnull=False).exists()
    assert not Inbox.objects.filter(body__isnull=False).exists()
    assert Delivery.objects.get().acknowledged == 4


def test_more_than_a_batch_arrives_in_order(db, wire, desk):
    numbers = [str(n) for n in range(230)]
    desk.send(*numbers)
    assert wire.settle() == 230
    assert desk.applied == numbers


def test_a_lost_acknowledgement_has_no_second_effect(db, wire, desk):
    desk.send("1", "2")
    wire.lost.add("intermediary")
    assert wire.settle() == 0
    wire.lost.clear()
    desk.send("3")
    assert wire.settle() == 3
    assert desk.applied == ["1", "2", "3"]


def test_a_crash_between_acknowledgement_and_its_record_has_no_second_effect(db, wire, desk, monkeypatch):
    desk.send("1", "2")
    with monkeypatch.context() as broken:
        broken.setattr(Lane, "_acknowledge", lambda *_: (_ for _ in ()).throw(SystemExit(9)))
        with pytest.raises(SystemExit):
            Lane("unified", "intermediary").send_batch()
    assert desk.applied == ["1", "2"]
    assert wire.settle() == 2
    assert desk.applied == ["1", "2"]
    assert [row.state for row in Inbox.objects.all()] == ["applied", "applied"]


def test_a_message_delivered_twice_is_a_duplicate(db, desk, forger):
    token = forger.signed(forger.envelope())
    assert forger.deliver(token) == (200, [{"sequence": 1, "state": "applied", "code": ""}])
    assert forger.deliver(token) == (200, [{"sequence": 1, "state": "duplicate", "code": ""}])
    assert forger.deliver(token, token)[1] == [{"sequence": 1, "state": "duplicate", "code": ""}] * 2
    assert desk.applied == ["1"]


def test_a_message_twice_in_its_first_batch_is_applied_once(db, desk, forger):
    token = forger.signed(forger.envelope())
    assert [one["state"] for one in forger.deliver(token, token)[1]] == ["applied", "duplicate"]
    assert desk.applied == ["1"]


def test_a_batch_that_overlaps_goes_on_where_it_ended(db, desk, forger):
    first, second, third = (forger.signed(forger.envelope(n, str(n))) for n in (1, 2, 3))
    forger.deliver(first, second)
    assert [one["state"] for one in forger.deliver(second, third)[1]] == ["duplicate", "applied"]
    assert desk.applied == ["1", "2", "3"]


def test_a_failed_unit_of_work_leaves_no_number_behind(db, wire, desk):
    desk.send("1")
    with pytest.raises(Rejected):
        broken_act(desk)
    desk.send("3")
    wire.settle()
    assert desk.applied == ["1", "3"]
    assert list(Inbox.objects.values_list("sequence", flat=True)) == [1, 2]


def test_what_the_peer_could_never_take_is_not_sent(db, desk):
    long = CodeAcquisition(unified_number="1" * outbox.LONGEST)
    for content, streams, error in (
        (CodeAcquisition(unified_number="a\0b"), ["unified:1"], BadEnvelope),
        (CodeAcquisition(unified_number="1"), ["unified:\0"], BadEnvelope),
        (CodeAcquisition(unified_number="1"), [""], BadEnvelope),
        (long, ["unified:1"], Oversized),
    ):
        with pytest.raises(error), one_act(desk.actor, reason="test", times=desk.times()) as act:
            outbox.send(act, own="unified", to="intermediary", content=content, streams=streams)
    with pytest.raises(NoLink), one_act(desk.actor, reason="test", times=desk.times()) as act:
        outbox.send(
            act,
            own="registry",
            to="intermediary",
            content=CodeAcquisition(unified_number="1"),
            streams=["unified:1"],
        )
    assert not Outbox.objects.exists()


def test_too_long_a_queue_refuses_more_and_says_so(db, desk, monkeypatch):
    monkeypatch.setattr(outbox, "LIMIT", 3)
    desk.send("1", "2", "3")
    with pytest.raises(Congested):
        desk.send("4")
    assert Outbox.objects.count() == 3


def test_a_batch_is_as_long_as_one_request_may_be(db, wire, desk, monkeypatch):
    monkeypatch.setattr(dispatcher, "BYTES", 50)
    desk.send(*[str(n) for n in range(7)])
    assert Lane("unified", "intermediary").send_batch() == 2
    assert wire.settle() == 5
    assert desk.applied == [str(n) for n in range(7)]


def test_those_before_a_refused_message_get_through(db, wire, desk, monkeypatch):
    desk.send("1", "2", "3", "4", "5")
    Outbox.objects.filter(sequence=4).update(name="no-such")
    lane = Lane("unified", "intermediary")
    reasons = set()
    for _ in range(12):
        try:
            lane.send_batch()
        except PeerRefused as error:
            reasons.add(error.fields["reason"])
    assert reasons == {"LNK-0101"}
    assert desk.applied == ["1", "2", "3"]
    assert Outbox.objects.filter(delivered_at=None).count() == 2


@pytest.mark.parametrize(
    "reply", [b"", b"[]", b"{}", b"[" * 5000, b'[{"sequence":7,"state":"applied"}]', b"\xff"]
)
def test_a_senseless_acknowledgement_acknowledges_nothing(db, desk, monkeypatch, reply):
    desk.send("1")
    monkeypatch.setattr(client, "post", lambda **_: (200, reply))
    with pytest.raises(PeerRefused):
        Lane("unified", "intermediary").send_batch()
    assert Outbox.objects.filter(delivered_at=None).count() == 1


def test_a_heartbeat_says_that_nothing_is_missing(db, wire, desk):
    lane = Lane("unified", "intermediary")
    lane.send_heartbeat()
    first = backlog.heard_at("intermediary", "unified")
    assert first
    desk.send("1")
    Outbox.objects.all()
    lane.send_heartbeat()
    assert backlog.heard_at("intermediary", "unified") == first, "one message is on its way: not fresh"
    wire.settle()
    lane.send_heartbeat()
    assert backlog.heard_at("intermediary", "unified") > first
    desk.reject.add("2")
    desk.send("2")
    wire.settle()
    lane.send_heartbeat()
    assert backlog.heard_at("intermediary", "unified") is None, "one is parked: not fresh"
    assert AuditEntry.objects.filter(action="link.refused").count() == 0
    assert InboxHead.objects.get().last == 2
