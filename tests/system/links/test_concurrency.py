"""Several at once: two dispatchers, two menders, two senders; one effect each, in order, without a deadlock."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from juki.kernel.door.errors import Busy
from juki.kernel.errors import JukiError
from juki.kernel.work import one_act
from juki.links.addressee import NumberBlock, NumberBlockRequest
from juki.links.errors import Gap, PeerRefused
from juki.links.intermediary import CodeAcquisition
from juki.links.post import outbox, parking, questions
from juki.links.post.dispatcher import Dispatcher, Lane
from juki.links.post.inbound import Inbound
from juki.links.post.models import Inbox, Outbox
from support import loopback


@pytest.fixture
def over_rows(desk, committing_db, monkeypatch):
    """The intermediary's effect is a row, so that a rolled-back one leaves none."""

    def take(act, content: CodeAcquisition) -> None:
        if content.unified_number in desk.reject:
            raise ValueError
        act.log("applied", subjects=[content.unified_number])

    table = {"intermediary": Inbound(handlers={CodeAcquisition: take})}
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: table.get(own, Inbound()))


def applied() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select subjects[1] from audit_entry where action = 'applied' order by number")
        return [one for (one,) in cursor.fetchall()]


def at_once(*works):
    """Run all at the same time; their results or errors."""
    barrier = Barrier(len(works))

    def run(one):
        try:
            barrier.wait(timeout=10)
            return one()
        except JukiError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_dispatchers_of_one_sender_have_one_effect(over_rows, desk, wire):
    numbers = [str(n) for n in range(300)]
    desk.send(*numbers)

    reasons = set()

    def dispatch() -> None:
        lane = Lane("unified", "intermediary")
        while Outbox.objects.filter(delivered_at=None).exists():
            try:
                lane.send_batch()
            except PeerRefused as error:
                reasons.add(error.fields["reason"])

    at_once(dispatch, dispatch, dispatch)
    assert reasons <= {Gap.code, Busy.code}
    assert applied() == numbers
    assert Inbox.objects.count() == 300


def test_the_same_delivery_on_two_threads_is_applied_once(over_rows, desk, forger):
    tokens = [forger.signed(forger.envelope(n, str(n))) for n in (1, 2, 3)]
    replies = at_once(*[lambda: forger.deliver(*tokens)] * 4)
    assert [status for status, _ in replies] == [200] * 4
    states = sorted(reply[0]["state"] for _, reply in replies)
    assert states == ["applied", "duplicate", "duplicate", "duplicate"]
    assert applied() == ["1", "2", "3"]


def test_two_menders_apply_a_message_once(over_rows, desk, forger):
    desk.reject.add("1")
    forger.deliver(forger.signed(forger.envelope()))
    (row,) = parking.parked("intermediary")
    desk.reject.clear()

    def mend():
        return parking.retry(
            owner="intermediary", message_id=row.message_id, actor=desk.actor, reason="m", times=desk.times()
        )

    results = at_once(mend, mend, mend)
    assert sorted(str(one)[:8] for one in results) == ["1", "LNK-0303", "LNK-0303"]
    assert applied() == ["1"]


def test_mending_and_delivering_at_once_keep_the_order_of_a_stream(over_rows, desk, forger):
    desk.reject.add("1")
    forger.deliver(forger.signed(forger.envelope(streams=("a",))))
    (row,) = parking.parked("intermediary")
    desk.reject.clear()

    def mend():
        return parking.retry(
            owner="intermediary", message_id=row.message_id, actor=desk.actor, reason="m", times=desk.times()
        )

    token = forger.signed(forger.envelope(2, "2", streams=("a",)))
    at_once(mend, lambda: forger.deliver(token))
    assert applied() == ["1", "2"]


def test_producers_at_once_leave_no_gap(over_rows, desk, wire):
    at_once(*[lambda: [desk.send("x", stream="s") for _ in range(10)]] * 4)
    assert list(Outbox.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 41))
    assert wire.settle() == 40


def test_a_restore_among_producers_leaves_no_gap(over_rows, desk, wire):
    at_once(
        lambda: [desk.send("x", stream="s") for _ in range(10)],
        lambda: [outbox.begin_epoch("unified", "intermediary") for _ in range(3)],
        lambda: [desk.send("y", stream="s") for _ in range(10)],
    )
    assert wire.settle() == 20
    assert len(applied()) == 20


def test_two_senders_with_the_same_traces_do_not_deadlock(over_rows, desk, wire):
    """registry and intermediary both bring the same traces to unified, in opposite order."""
    traces = [desk.send("0", stream="z") for _ in range(30)]

    def bring(own: str, order: list):
        def send() -> None:
            with one_act(desk.actor, reason="t", times=desk.times()) as act:
                act.log("x")
            for trace in order:
                desk_of = type(desk)(own="unified", peer="intermediary")
                desk_of.send(own, stream="z", trace=trace)

        return send

    at_once(bring("a", traces), bring("b", traces[::-1]))
    assert wire.settle() == 90


def test_the_same_question_on_two_threads_is_answered_once(committing_db, desk, forger, monkeypatch):
    asked = []
    table = Inbound(answers={NumberBlockRequest: lambda call, q: asked.append(q) or NumberBlock(numbers=())})
    monkeypatch.setattr(questions, "inbound", lambda own: table)
    forger.own, forger.peer = "registry", "addressee"
    token = forger.signed(forger.envelope(
        kind="question", name="number-block-request", sequence=0, epoch=0, streams=(), body='{"size":2}'
    ))  # fmt: skip
    replies = at_once(*[lambda: forger.ask(token)] * 3)
    assert sorted(status for status, _ in replies) == [200, 409, 409]
    assert len(asked) == 1


def test_more_callers_than_connections_all_get_served(over_rows, desk, forger):
    tokens = [forger.signed(forger.envelope(n, str(n))) for n in range(1, 31)]

    def deliver_all():
        return [forger.deliver(*tokens)[0] for _ in range(3)]

    assert at_once(*[deliver_all] * 12) == [[200] * 3] * 12
    assert applied() == [str(n) for n in range(1, 31)]


def test_the_dispatcher_sends_what_is_written_and_stops(over_rows, desk, monkeypatch):
    loopback.install(monkeypatch)
    dispatcher = Dispatcher("test", ["unified"])
    desk.send("1")
    dispatcher.start()
    try:
        for n in range(200):
            if n == 20:
                desk.send("2")
            if applied() == ["1", "2"]:
                break
            connection.close()
            time.sleep(0.05)
    finally:
        dispatcher.stop()
        dispatcher._lookout.join(timeout=5)
    assert applied() == ["1", "2"]
