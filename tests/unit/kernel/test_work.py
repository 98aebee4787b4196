"""The unit of work without a database: order of what is written, and acts told apart."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from juki.kernel import work
from juki.kernel.clock import JAPAN, Times
from juki.kernel.work import Actor, Work

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TIMES = Times(city=NOW.astimezone(JAPAN), machine=NOW)
ACTOR = Actor(who="client:clerk", right="test", terminal="t")


@pytest.fixture
def written(monkeypatch):
    """What flushing wrote, in order."""
    order: list = []
    monkeypatch.setattr(
        work, "append", lambda entries: order.append(("audit", [entry.action for entry in entries]))
    )
    return order


def test_destinations_are_written_in_sorted_order_and_audit_last(written):
    current = Work()
    for destination in ("c", "a", "b", "a"):
        act = current.act(ACTOR, reason="r", times=TIMES)
        act.log(f"to.{destination}")
        act.at_end(
            ("outbox", destination), lambda items, to=destination: written.append((to, items)), destination
        )
    current.flush()
    assert written == [
        ("a", ["a", "a"]),
        ("b", ["b"]),
        ("c", ["c"]),
        ("audit", ["to.c", "to.a", "to.b", "to.a"]),
    ]


def test_a_dropped_act_leaves_nothing_even_beside_its_twin(written):
    current, trace = Work(), uuid4()
    first, second = (current.act(ACTOR, reason="r", times=TIMES, trace=trace) for _ in range(2))
    for act in (first, second):
        act.log("same")
        act.at_end(("x",), written.append, act)
    current.drop(second)
    current.flush()
    assert written == [[first], ("audit", ["same"])]


def test_an_act_without_a_trace_begins_one():
    current = Work()
    one, other = (current.act(ACTOR, reason="r", times=TIMES) for _ in range(2))
    assert one.trace != other.trace
    assert one.came_from is None


@pytest.mark.parametrize("spelling", [str, lambda trace: str(trace).upper(), lambda trace: trace.hex])
def test_a_trace_has_one_spelling_whoever_gives_it(spelling):
    trace = uuid4()
    act = Work().act(ACTOR, reason="r", times=TIMES, trace=spelling(trace))
    act.log("x")
    assert act.entries[0].trace == trace
