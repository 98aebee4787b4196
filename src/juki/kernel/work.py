"""The unit of work: a business change, its audit rows and its outgoing messages are one transaction.

Audit rows and outgoing messages are collected and written as the last statements, in sorted order: their head rows are
then locked briefly and always in the same order, so that two acts neither stall nor deadlock one another.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from juki.kernel.audit.chain import Entry, append
from juki.kernel.clock import Times

Writer = Callable[[list[Any]], None]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: ``who`` is ``client:…``, ``peer:…`` or ``job:…``; ``right`` the permission used; ``terminal`` where."""

    who: str
    right: str
    terminal: str


@dataclass(slots=True, eq=False)
class Act:
    """One act by one actor, with its trace across all systems, both clocks and the reason given.

    Acts are told apart by identity: two of one batch may have the same actor, trace and reason.
    """

    actor: Actor
    reason: str
    trace: UUID
    times: Times
    came_from: str | None = None
    entries: list[Entry] = field(default_factory=list)
    outgoing: list[tuple[tuple[str, ...], Writer, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """One spelling: the database returns a trace as a UUID, and the digest of its row is checked against that."""
        self.trace = UUID(str(self.trace))

    def log(
        self,
        action: str,
        *,
        subjects: Sequence[str] = (),
        outcome: str = "done",
        detail: Mapping[str, str | int] | None = None,
    ) -> None:
        """Add an audit row. ``subjects`` are record keys (``addressee:…``), ``detail`` holds no personal data."""
        self.entries.append(
            Entry(
                who=self.actor.who, right=self.actor.right, terminal=self.actor.terminal,
                city_time=self.times.city, machine_time=self.times.machine, action=action, reason=self.reason,
                subjects=tuple(subjects), trace=self.trace, outcome=outcome, detail=dict(detail or {}),
            )
        )  # fmt: skip

    def at_end(self, order: tuple[str, ...], writer: Writer, item: Any) -> None:  # noqa: ANN401 - opaque to the kernel
        """Hand ``item`` to ``writer`` at the end of the transaction, together with all items of the same ``order``."""
        self.outgoing.append((order, writer, item))


class Work:
    """A transaction with the acts done in it; an act whose savepoint was rolled back is dropped with its rows."""

    def __init__(self) -> None:
        self._acts: list[Act] = []

    def act(
        self,
        actor: Actor,
        *,
        reason: str,
        times: Times,
        trace: UUID | None = None,
        came_from: str | None = None,
    ) -> Act:
        """Begin an act; without a ``trace`` it is the first of a new one."""
        act = Act(actor=actor, reason=reason, trace=trace or uuid4(), times=times, came_from=came_from)
        self._acts.append(act)
        return act

    def drop(self, act: Act) -> None:
        """Forget what ``act`` wanted logged and sent."""
        self._acts.remove(act)  # by identity, see Act

    def flush(self) -> None:
        """Write outgoing items in sorted order, then the audit rows."""
        waiting: dict[tuple[str, ...], tuple[Writer, list[Any]]] = {}
        for act in self._acts:
            for order, writer, item in act.outgoing:
                waiting.setdefault(order, (writer, []))[1].append(item)
        for order in sorted(waiting):
            writer, items = waiting[order]
            writer(items)
        append([entry for act in self._acts for entry in act.entries])


@contextmanager
def work() -> Iterator[Work]:
    """One transaction; what its acts collected is written just before it commits."""
    with transaction.atomic():
        current = Work()
        yield current
        current.flush()


@contextmanager
def one_act(actor: Actor, *, reason: str, times: Times, trace: UUID | None = None) -> Iterator[Act]:
    """A transaction with a single act: the usual shape of an operation."""
    with work() as current:
        yield current.act(actor, reason=reason, times=times, trace=trace)


def log_before_showing(
    actor: Actor, action: str, *, reason: str, times: Times, subjects: Sequence[str] = (), outcome: str = "shown",
    trace: UUID | None = None, detail: Mapping[str, str | int] | None = None,
) -> None:  # fmt: skip
    """Commit the audit row of a search, a read or a refusal in its own transaction, before any data leaves."""
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        act.log(action, subjects=subjects, outcome=outcome, detail=detail)
