"""What waits for a person, what became of their own requests, and the content of one."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.oversight.approvals.domain import rules
from juki.oversight.approvals.domain.content import Fact
from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.approvals.errors import NoSuchRequest
from juki.oversight.approvals.records.models import Request

MOST = 200


class Line(NamedTuple):
    """A request in a list."""

    ident: str
    title: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    state: str
    late: bool


class Shown(NamedTuple):
    """A request with every fact of its content, in the order of its kind."""

    line: Line
    facts: Sequence[tuple[str, str]]
    digest: str
    place: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    used_at: datetime | None
    may_decide: bool
    may_revoke: bool
    look: bool


def listed(*, system: str, held: frozenset[str], actor: Actor, times: Times) -> tuple[list[Line], list[Line]]:
    """What waits for a person with the permissions ``held``, oldest first; and their own requests, newest first."""
    mine = [name for name, kind in kinds().items() if kind.approve in held]
    waiting = Request.objects.filter(
        system=system, kind__in=mine, state=rules.State.ASKED, expires_at__gt=times.city
    ).exclude(asked_by=actor.who)
    own = Request.objects.filter(system=system, asked_by=actor.who)
    found = (
        [_line(row, times) for row in waiting.order_by("asked_at")[:MOST]],
        [_line(row, times) for row in own.order_by("-asked_at")[:MOST]],
    )
    log_before_showing(
        actor, "approval.listed", reason="approvals", times=times,
        detail={"waiting": len(found[0]), "own": len(found[1])},
    )  # fmt: skip
    return found


def show(*, system: str, ident: UUID, held: frozenset[str], actor: Actor, times: Times) -> Shown:
    """One request, to its author and to whoever may decide on its kind; logged before it is shown.

    Raises:
        NoSuchRequest: none of this person's.
    """
    mine = [name for name, kind in kinds().items() if kind.approve in held]
    found = Request.objects.filter(system=system, id=ident)
    row = found.filter(Q(asked_by=actor.who) | Q(kind__in=mine)).first()
    if row is None:
        raise NoSuchRequest
    log_before_showing(actor, "approval.shown", reason=row.kind, times=times, subjects=[f"approval:{row.id}"])
    own, line = row.asked_by == actor.who, _line(row, times)
    return Shown(
        line, facts_of(row), row.digest, row.place, row.reason, _plain(row.decided_by), row.decided_at,
        row.decision_reason, row.used_at,
        may_decide=not own and row.kind in mine and row.state == rules.State.ASKED and not line.late,
        may_revoke=own and row.state in (rules.State.ASKED, rules.State.APPROVED), look=kinds()[row.kind].look,
    )  # fmt: skip


def facts_of(row: Request) -> list[tuple[str, str]]:
    """Label and text of each fact, read from the canonical form that the digest is of."""
    _system, _kind, _subject, facts = json.loads(row.content)
    return [(label, _text(facts[name])) for name, label in kinds()[row.kind].facts.items()]


def _text(fact: Fact | list[str]) -> str:
    return "、".join(fact) if isinstance(fact, list | tuple) else str(fact)


def _line(row: Request, times: Times) -> Line:
    late = row.state in (rules.State.ASKED, rules.State.APPROVED) and times.city >= row.expires_at
    return Line(
        str(row.id), kinds()[row.kind].title, _plain(row.asked_by), row.asked_at, row.expires_at, row.state, late
    )  # fmt: skip


def _plain(who: str) -> str:
    return who.removeprefix("client:")
