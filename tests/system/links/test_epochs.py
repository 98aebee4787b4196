"""A sender restored from backup speaks in a new epoch: nothing old is believed, nothing is applied twice."""

from uuid import uuid4

import pytest

from juki.links.errors import PeerUnreachable
from juki.links.post import outbox
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Delivery, Inbox, Outbox, OutboxHead


def test_a_new_epoch_numbers_what_waits_anew(db, wire, desk, actions):
    desk.send("1")
    wire.settle()
    desk.send("2", "3")
    assert outbox.begin_epoch("unified", "intermediary") == 2
    desk.send("4")
    assert wire.settle() == 3
    assert desk.applied == ["1", "2", "3", "4"]
    assert list(Inbox.objects.order_by("id").values_list("epoch", "sequence")) == [
        (1, 1),
        (2, 1),
        (2, 2),
        (2, 3),
    ]
    assert actions() == ["link.epoch"]


def test_what_the_backup_forgot_to_have_delivered_has_no_second_effect(db, wire, desk):
    """Restored to before the acknowledgement: the messages go out again under new numbers and their old ids."""
    desk.send("1", "2", "3")
    before = list(Outbox.objects.order_by("id").values("id", "body"))
    wire.settle()
    for row in before[1:]:
        Outbox.objects.filter(id=row["id"]).update(body=row["body"], delivered_at=None)
    outbox.begin_epoch("unified", "intermediary")
    desk.send("4")
    assert wire.settle() == 3
    assert desk.applied == ["1", "2", "3", "4"]
    assert wire.settle() == 0
    numbers = list(Inbox.objects.order_by("id").values_list("epoch", "sequence"))
    assert numbers == [(1, 1), (2, 1), (2, 2), (2, 3)]


def test_a_parked_message_stays_parked_through_a_new_epoch(db, wire, desk):
    desk.reject.add("1")
    desk.send("1")
    (row,) = Outbox.objects.values("id", "body")
    wire.settle()
    Outbox.objects.filter(id=row["id"]).update(body=row["body"], delivered_at=None)
    outbox.begin_epoch("unified", "intermediary")
    desk.send("2", stream="unified:1")
    wire.settle()
    assert [(row.epoch, row.sequence, row.code) for row in Inbox.objects.order_by("id")] == [
        (2, 1, "TST-0001"), (2, 2, "LNK-0301"),
    ]  # fmt: skip


def test_a_new_epoch_while_a_batch_is_under_way_leaves_no_gap(db, wire, desk, monkeypatch):
    """The batch was sent under old numbers; its acknowledgement must not strike out the new ones."""
    desk.send("1", "2")
    deliver = Lane._deliver

    def restored_meanwhile(lane, tokens):
        results = deliver(lane, tokens)
        if results:
            outbox.begin_epoch("unified", "intermediary")
        return results

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Lane, "_deliver", restored_meanwhile)
        Lane("unified", "intermediary").send_batch()
    desk.send("3")
    assert wire.settle() == 3
    assert desk.applied == ["1", "2", "3"]
    assert Delivery.objects.get().epoch == 2


def test_an_epoch_begins_at_two_where_the_backup_knows_of_no_message_at_all(db, wire, desk):
    assert outbox.begin_epoch("unified", "intermediary") == 2
    desk.send("1")
    assert wire.settle() == 1
    assert OutboxHead.objects.get().epoch == 2


def test_a_stale_epoch_is_refused(db, desk, forger):
    forger.deliver(forger.signed(forger.envelope(epoch=2)))
    status, reply = forger.deliver(forger.signed(forger.envelope(2, epoch=1)))
    assert (status, reply["code"]) == (409, "LNK-0203")


def test_a_restored_sender_without_a_new_epoch_raises_an_alarm(db, desk, forger):
    """Same number, same content, another message: taken for a duplicate it would be lost."""
    first = forger.envelope()
    forger.deliver(forger.signed(first))
    status, reply = forger.deliver(forger.signed(forger.envelope(1, body=first.body)))
    assert (status, reply["code"]) == (409, "LNK-0202")
    assert desk.applied == ["1"]


@pytest.mark.parametrize(
    "other", [{"streams": ("x",)}, {"name": "household-copy"}, {"trace": uuid4()}, {"id": uuid4()}]
)
def test_an_altered_duplicate_is_an_alarm_whatever_was_altered(db, desk, forger, actions, other):
    first = forger.envelope()
    forger.deliver(forger.signed(first))
    again = {name: getattr(first, name) for name in first.__struct_fields__} | other
    status, reply = forger.deliver(forger.signed(type(first)(**again)))
    assert (status, reply["code"]) == (409, "LNK-0202")
    assert actions() == ["link.refused"]
    assert desk.applied == ["1"]


def test_an_id_under_a_second_number_of_the_same_epoch_is_an_alarm(db, desk, forger):
    first = forger.envelope()
    forger.deliver(forger.signed(first))
    status, reply = forger.deliver(forger.signed(forger.envelope(2, id=first.id, trace=first.trace)))
    assert (status, reply["code"]) == (409, "LNK-0202")


def test_a_gap_after_a_new_epoch_is_refused_and_the_epoch_with_it(db, desk, forger):
    forger.deliver(forger.signed(forger.envelope()))
    assert forger.deliver(forger.signed(forger.envelope(2, "2", epoch=2)))[1]["code"] == "LNK-0201"
    assert forger.deliver(forger.signed(forger.envelope(2, "2")))[0] == 200
    assert desk.applied == ["1", "2"]


def test_an_unreachable_peer_changes_no_number(db, wire, desk):
    desk.send("1")
    wire.down.add("intermediary")
    with pytest.raises(PeerUnreachable):
        Lane("unified", "intermediary").send_batch()
    wire.down.clear()
    assert wire.settle() == 1
