"""The oracle of the schedules is no yes-man: a post with one of the classic faults is found out within a few seeds."""

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from juki.kernel import work
from juki.links.post import inbox, outbox, taken, views
from support.schedules.plan import Step
from support.schedules.running import run

pytestmark = pytest.mark.city

ARRIVES = [Step("record", ("amend", 1))]
SENT = [Step("pump", (9, 1))]


def rewritten(patch: pytest.MonkeyPatch, where: Any, name: str, *changes: tuple[str, str]) -> None:
    """Put the source of ``where.name`` with ``changes`` in its place."""
    function = inspect.unwrap(getattr(where, name))
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    made: dict[str, Any] = {}
    exec(compile(source, f"<mutant of {name}>", "exec"), inspect.getmodule(function).__dict__ | made, made)
    patch.setattr(where, name, made[name])


def no_duplicate_check(patch: pytest.MonkeyPatch) -> None:
    """What comes again is taken again (and the table that would object is kept quiet)."""
    rewritten(
        patch, inbox._Batch, "take",
        ("envelope.sequence <= head.last", "False"),
        ("envelope.sequence != head.last + 1", "envelope.sequence > head.last + 1"),
        ("before is not None", "False"),
    )  # fmt: skip
    rewritten(
        patch, taken, "write", ("for row in taken])", 'for row in taken], after="on conflict do nothing")')
    )


def no_gap_check(patch: pytest.MonkeyPatch) -> None:
    """Whatever number comes is the next one."""
    rewritten(patch, inbox._Batch, "take", ("envelope.sequence != head.last + 1", "False"))


def acknowledged_before_commit(patch: pytest.MonkeyPatch) -> None:
    """The reply is on its way before the transaction is; when that fails nobody hears of it."""
    take = inbox.take

    def hasty(envelopes: Any, **named: Any) -> list[inbox.Result]:
        try:
            return take(envelopes, **named)
        except Exception:  # noqa: BLE001 - the reply was given
            return [inbox.Result(envelope.sequence, "applied") for envelope in envelopes]

    patch.setattr(views.inbox, "take", hasty)


def outbox_of_its_own(patch: pytest.MonkeyPatch) -> None:
    """Messages are written once the act is committed, in a transaction of their own."""

    def at_end(_act: work.Act, _order: Any, writer: Callable[[list[Any]], None], item: Any) -> None:
        transaction.on_commit(lambda: writer([item]))

    patch.setattr(work.Act, "at_end", at_end)


def not_renumbered(patch: pytest.MonkeyPatch) -> None:
    """A new epoch leaves what waits under its old numbers."""
    patch.setattr(outbox, "_RENUMBER", "select where (%s, %s, %s, %s) is null")


def no_epoch(patch: pytest.MonkeyPatch) -> None:
    """A restored sender goes on as if nothing had been."""
    patch.setattr(outbox, "begin_epoch", lambda *_: 1)


def restored(*lost: Step) -> list[Step]:
    """One message waits in the backup, others are sent after it and forgotten, and life goes on."""
    return [*ARRIVES, Step("back_up"), *SENT, *lost, Step("restore"), Step("record", ("household", 1)), *SENT]


FULL = [*ARRIVES, Step("fill", ("jukinet",)), *SENT]
FAULTS: dict[Callable[[pytest.MonkeyPatch], None], list[Step]] = {
    no_duplicate_check: [*ARRIVES, *SENT, Step("late", (0,)), Step("late", (1,))],
    no_gap_check: [*ARRIVES, Step("record", ("amend", 1)), Step("skip", (0,)), Step("skip", (1,))],
    acknowledged_before_commit: FULL,
    not_renumbered: restored(),
    no_epoch: restored(Step("record", ("household", 2)), *SENT),
}
DYING = range(2, 40, 3)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.__name__)
def test_a_post_with_a_classic_fault_is_found_out(owner, monkeypatch, fault):
    steps = FAULTS[fault]
    assert run(owner, 1, steps=steps).wrong == [], "it is the fault that is found"
    fault(monkeypatch)
    assert run(owner, 1, steps=steps).wrong


@pytest.mark.parametrize(
    "steps",
    [[*ARRIVES, *SENT, Step("back_up"), Step("restore")],
     [Step("back_up"), *ARRIVES, *SENT, *SENT, Step("restore")]],
    ids=["nothing new is said", "receipts of what was forgotten are set aside"],
)  # fmt: skip
def test_after_a_restore_every_feed_is_fresh_again(owner, steps):
    assert run(owner, 1, steps=steps).wrong == []


def test_an_outbox_beside_the_transaction_is_found_out_wherever_it_loses_something(owner, monkeypatch):
    """A process that dies between the commit of the act and that of its messages loses them."""
    schedules = [[Step("record", ("amend", 1), doom)] for doom in DYING]
    assert not any(run(owner, 1, steps=steps).wrong for steps in schedules)
    outbox_of_its_own(monkeypatch)
    assert any(run(owner, 1, steps=steps).wrong for steps in schedules)


def test_a_schedule_is_the_same_every_time(owner):
    first, second = run(owner, 7), run(owner, 7)
    assert first == second


def test_space_that_is_wanting_refuses_the_act_as_a_whole(owner):
    one = run(owner, 1, steps=[Step("fill", ("registry",)), *ARRIVES])
    assert (one.wrong, one.out_of_space, one.acts) == ([], 1, 1)
