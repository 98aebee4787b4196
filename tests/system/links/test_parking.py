"""What the receiver's rules reject is kept with all that follows of its streams, mended by hand, never skipped."""

from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from juki.kernel.access.models import AccessGrant
from juki.links.errors import NotParked, StillParked
from juki.links.intermediary import CodeAcquisition
from juki.links.post import parking, stations
from juki.links.post.inbound import Inbound
from juki.links.post.models import Inbox
from support import server


@pytest.fixture
def poison(_server):
    """A table whose constraint speaks only at the end of a transaction, as Django's foreign keys do."""
    with psycopg.connect(server._owner_dsn) as owner:
        owner.execute("create table if not exists poison (id int primary key deferrable initially deferred)")
        owner.execute("grant select, insert on poison to public")


def mend(desk, row, *, how=parking.retry):
    return how(
        owner="intermediary", message_id=row.message_id, actor=desk.actor, reason="mended", times=desk.times()
    )


def parked():
    return list(parking.parked("intermediary"))


def test_a_rejected_message_holds_back_its_stream_and_nothing_else(db, wire, desk, actions):
    desk.reject.add("bad")
    trace = desk.send("bad", "good")
    desk.send("bad-2", stream="unified:bad")
    wire.settle()
    assert desk.applied == ["good"]
    assert [row.code for row in parked()] == ["TST-0001", "LNK-0301"]
    assert {known.state for known in stations.of_trace("unified", trace)} == {"parked", "applied"}
    first, second = parked()
    for row in (second, first):
        with pytest.raises(StillParked):
            mend(desk, row)
    desk.reject.clear()
    assert mend(desk, first) == 2
    assert desk.applied == ["good", "bad", "bad-2"]
    wire.settle()
    assert {known.state for known in stations.of_trace("unified", trace)} == {"applied"}
    assert actions().count("link.parked") == 2
    assert actions().count("link.mended") == 2


def test_streams_hold_each_other_back_through_what_they_share(db, wire, desk):
    desk.reject.add("1")
    desk.send("1", stream="a")
    desk.send("2", stream="a")
    desk.send("3", stream="b")
    wire.settle()
    desk.send("4", stream="a")
    wire.settle()
    assert desk.applied == ["3"]
    desk.reject.clear()
    assert mend(desk, parked()[0]) == 3
    assert desk.applied == ["3", "1", "2", "4"]


def test_within_one_batch_a_rejected_message_holds_back_the_next_of_its_stream(db, wire, desk):
    desk.reject.add("1")
    desk.send("1", "2", stream="a")
    wire.settle()
    assert [row.code for row in parked()] == ["TST-0001", "LNK-0301"]
    assert desk.applied == []


def test_a_second_rejection_on_the_way_stops_the_resumption_there(db, wire, desk):
    desk.reject.update({"1", "2"})
    desk.send("1", "2", "3", stream="a")
    wire.settle()
    desk.reject.remove("1")
    assert mend(desk, parked()[0]) == 1
    assert [row.code for row in parked()] == ["TST-0001", "LNK-0301"]
    desk.reject.clear()
    assert mend(desk, parked()[0]) == 2
    assert desk.applied == ["1", "2", "3"]


def test_superseding_sets_one_aside_for_good_and_resumes_the_rest(db, wire, desk):
    desk.reject.add("1")
    trace = desk.send("1", "2", stream="a")
    wire.settle()
    assert mend(desk, parked()[0], how=parking.supersede) == 1
    assert desk.applied == ["2"]
    wire.settle()
    assert {known.state for known in stations.of_trace("unified", trace)} == {"superseded", "applied"}
    assert not Inbox.objects.filter(body__isnull=False).exists()


def test_what_was_mended_cannot_be_mended_again(db, wire, desk):
    desk.reject.add("1")
    desk.send("1")
    wire.settle()
    (row,) = parked()
    desk.reject.clear()
    mend(desk, row)
    for how in (parking.retry, parking.supersede):
        with pytest.raises(NotParked):
            mend(desk, row, how=how)
    assert desk.applied == ["1"]


def test_a_message_that_was_set_aside_and_comes_again_stays_aside(db, desk, forger):
    desk.reject.add("1")
    token = forger.signed(forger.envelope())
    assert forger.deliver(token)[1][0]["state"] == "parked"
    assert forger.deliver(token)[1] == [{"sequence": 1, "state": "parked", "code": "TST-0001"}]
    mend(desk, parked()[0], how=parking.supersede)
    assert forger.deliver(token)[1][0]["state"] == "superseded"
    assert desk.applied == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("value", "ValueError"), ("integrity", "IntegrityError"), ("deferred", "IntegrityError"), ("data", "DataError"),
     ("model", "IntegrityError"), ("save", "IntegrityError"),
     ("recursion", "RecursionError"), ("aborted", "InternalError")],
)  # fmt: skip
def test_a_message_that_breaks_its_handler_is_kept_and_the_next_one_is_taken(
    poison, db, wire, desk, monkeypatch, kind, expected, actions
):
    connection.cursor().execute("insert into poison values (1)")

    def broken(act, content):
        act.log("handler.began")
        if content.unified_number != "poison":
            return desk.take(act, content)
        match kind:
            case "value":
                raise ValueError("秘密")
            case "recursion":
                broken(act, content)
            case "integrity":
                connection.cursor().execute("insert into links_trace (owner, trace) values (null, null)")
            case "model":
                with transaction.atomic():
                    for _ in range(2):
                        AccessGrant(
                            system="a", client="b", permission="c", valid_from=date(2026, 1, 1)
                        ).save()
            case "save":
                for _ in range(2):
                    AccessGrant(system="a", client="b", permission="c", valid_from=date(2026, 1, 1)).save()
            case "data":
                connection.cursor().execute("select %s::int", ["x"])
            case "deferred":
                connection.cursor().execute("insert into poison values (1)")
            case "aborted":
                try:
                    connection.cursor().execute("select 1/0")
                except Exception:  # noqa: BLE001 - a handler that hides its own failure
                    connection.cursor().execute("select 1")
        return None

    table = Inbound(handlers={CodeAcquisition: broken})
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: table)
    desk.send("poison", "after")
    assert wire.settle() == 2
    assert desk.applied == ["after"]
    (row,) = parked()
    assert row.code == "LNK-0302"
    assert expected in row.why
    assert "秘密" not in row.why
    assert actions() == ["link.parked", "handler.began"]


def test_acts_that_look_alike_are_told_apart_when_one_is_dropped(db, wire, desk, monkeypatch, actions):
    """Two messages of one trace with the same rows and receipts: dropping the second must not touch the first."""
    seen = []

    def same(act, content):
        act.log("handler.same")
        stations.tell(
            act, owner="intermediary", to="unified",
            known=stations.Known("intermediary", "m", desk_id, "applied", "", desk_time, ""),
        )  # fmt: skip
        seen.append(content.unified_number)
        if len(seen) == 2:
            raise ValueError

    desk_id, desk_time = desk.send("0", stream="z"), desk.times().machine
    wire.settle()
    table = Inbound(handlers={CodeAcquisition: same})
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: table)
    desk.send("1", "1", stream="a")
    assert wire.settle() >= 2
    assert seen == ["1", "1"]
    assert [row.code for row in parked()] == ["LNK-0302"]
    assert actions().count("handler.same") == 1
