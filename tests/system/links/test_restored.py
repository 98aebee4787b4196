"""After a restore: new epochs on every lane, what is known is not applied twice, and what is missing shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from juki.kernel.settings import current
from juki.launch.backup.gaps import Gap, gaps_of
from juki.launch.backup.resuming import Charge, begin_epochs
from juki.links import topology
from juki.links.errors import PeerRefused
from juki.links.post import outbox
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Delivery, Inbox, InboxHead, Outbox, OutboxHead

BACKUP_AT = datetime(2026, 11, 1, tzinfo=UTC)


def charge(epoch: int = 1000, *together: str) -> Charge:
    return Charge(epoch=epoch, backup_at=BACKUP_AT, manifest="", together=list(together))


class Sender:
    """The sending side's tables as a backup has them, and the way back to it."""

    def __init__(self) -> None:
        self.heads = list(OutboxHead.objects.filter(owner="unified").values())
        self.delivered = list(Delivery.objects.filter(owner="unified").values())
        self.rows = list(Outbox.objects.filter(owner="unified").values())

    def bring_back(self) -> None:
        for model, rows in ((OutboxHead, self.heads), (Delivery, self.delivered), (Outbox, self.rows)):
            model.objects.filter(owner="unified").delete()
            model.objects.bulk_create([model(**row) for row in rows])


class Receiver:
    """The same of the receiving side; its effects go back with it."""

    def __init__(self, desk) -> None:
        self.desk, self.applied = desk, list(desk.applied)
        self.heads = list(InboxHead.objects.values())
        self.rows = list(Inbox.objects.values())

    def bring_back(self) -> None:
        self.desk.applied[:] = self.applied
        for model, rows in ((InboxHead, self.heads), (Inbox, self.rows)):
            model.objects.all().delete()
            model.objects.bulk_create([model(**row) for row in rows])


def found_gaps(since: timedelta = timedelta(minutes=1)) -> list[Gap]:
    connection.ensure_connection()
    return gaps_of(connection.connection, since=datetime.now(UTC) - since)


def test_a_restored_sender_whose_counterpart_has_gone_on(db, wire, desk, actions):
    """The peer has 1 to 4; the backup knows that it has 1, wants to send 2, and has never heard of 3 and 4."""
    desk.send("1")
    wire.settle()
    desk.send("2")
    backup = Sender()
    wire.settle()
    desk.send("3", "4")
    wire.settle()
    backup.bring_back()
    begin_epochs(["unified"], charge(1000, "unified"))
    desk.send("5")
    assert wire.settle() == 2
    assert desk.applied == ["1", "2", "3", "4", "5"]
    assert Outbox.objects.filter(delivered_at=None).count() == 0
    assert list(Inbox.objects.order_by("id").values_list("epoch", "sequence")) == [
        (1, 1), (1000, 1), (1, 3), (1, 4), (1000, 2),
    ]  # fmt: skip
    assert actions()[-1] == "link.epoch"


def test_one_backup_restored_twice_does_not_begin_the_same_epoch(db, wire, desk):
    """Else the peer would take the second city's first message for one that it knows."""
    desk.send("1")
    wire.settle()
    backup = Sender()
    for epoch, number in ((1000, "2"), (1001, "3")):
        backup.bring_back()
        begin_epochs(["unified"], charge(epoch, "unified"))
        desk.send(number)
        wire.settle()
    assert desk.applied == ["1", "2", "3"]


def test_a_lane_that_the_backup_has_never_used_begins_anew_too(db, wire, desk):
    """It may have been used since."""
    backup = Sender()
    desk.send("1")
    wire.settle()
    backup.bring_back()
    lanes = begin_epochs(["unified"], charge(1000, "unified"))
    assert lanes == len(topology.load(current().links).receivers("unified"))
    assert set(OutboxHead.objects.values_list("epoch", flat=True)) == {1000}
    desk.send("2")
    wire.settle()
    assert desk.applied == ["1", "2"]


def test_sender_and_receiver_set_back_together_lose_and_double_nothing(db, wire, desk):
    """The receiver has 2, its acknowledgement was not in the backup; 3 waits. The feed is fresh with the next heartbeat."""
    desk.send("1")
    wire.settle()
    desk.send("2")
    sender = Sender()
    wire.settle()
    receiver = Receiver(desk)
    desk.send("9")
    wire.settle()
    sender.bring_back()
    receiver.bring_back()
    for owner in ("unified", "intermediary"):
        begin_epochs([owner], charge(1000, "unified", "intermediary"))
    assert InboxHead.objects.values_list("epoch", "last").get() == (1000, 0)
    desk.send("3")
    assert wire.settle() == 2
    assert desk.applied == ["1", "2", "3"]


def test_a_quiet_link_set_back_together_is_fresh_at_once(db, wire, desk):
    desk.send("1")
    wire.settle()
    for owner in ("unified", "intermediary"):
        begin_epochs([owner], charge(1000, "unified", "intermediary"))
    Lane("unified", "intermediary").send_heartbeat()
    head = InboxHead.objects.get()
    assert head.heard_at == head.beat_at
    assert found_gaps() == []


@pytest.fixture
def gap(db, wire, desk):
    """The receiver was set back to 1, the sender has sent 3 and erased them."""
    desk.send("1")
    wire.settle()
    backup = Receiver(desk)
    desk.send("2", "3")
    wire.settle()
    backup.bring_back()
    begin_epochs(["intermediary"], charge(1000, "intermediary"))


def test_what_a_counterpart_sent_since_the_backup_is_a_gap_that_shows(gap):
    """It was not set back with us: its heartbeat names a number that we do not have."""
    InboxHead.objects.update(heard_at=BACKUP_AT)
    Lane("unified", "intermediary").send_heartbeat()
    (found,) = found_gaps()
    assert (found.sender, found.receiver, found.epoch, found.last) == ("unified", "intermediary", 1, 1)
    assert found.whole_until == BACKUP_AT
    assert found.said_at > BACKUP_AT


def test_beyond_a_gap_nothing_is_taken(gap, wire, desk):
    desk.send("4")
    with pytest.raises(PeerRefused, match="LNK-0201"):
        Lane("unified", "intermediary").send_batch()
    assert desk.applied == ["1"]
    assert Outbox.objects.filter(delivered_at=None).count() == 1


def test_a_gap_closes_when_its_sender_begins_an_epoch_and_says_it_all_again(gap, wire, desk):
    InboxHead.objects.update(heard_at=BACKUP_AT)
    desk.send("4")
    outbox.begin_epoch("unified", "intermediary")
    desk.send("2", "3")
    wire.settle()
    Lane("unified", "intermediary").send_heartbeat()
    assert desk.applied == ["1", "4", "2", "3"]
    assert found_gaps() == []


def test_a_message_on_its_way_is_no_gap(db, wire, desk):
    """One heartbeat differs, the one before did not."""
    desk.send("1")
    wire.settle()
    Lane("unified", "intermediary").send_heartbeat()
    desk.send("2")
    Lane("unified", "intermediary").send_heartbeat()
    head = InboxHead.objects.get()
    assert head.heard_at < head.beat_at
    assert found_gaps() == []
