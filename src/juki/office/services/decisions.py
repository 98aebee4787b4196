"""What all decisions share: they are kept once per act, and their outcome is published in the same transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q

from juki.kernel.access import grants as access
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Act
from juki.office.domain.client import REASON_LIMIT, is_line
from juki.office.domain.permission import System
from juki.office.errors import NoReason
from juki.office.peers import systems
from juki.office.records.models import Decision, Grant


def require_reason(reason: str) -> None:
    """Refuse a decision without a reason.

    Raises:
        NoReason: empty, too long, or not one line.
    """
    if not is_line(reason, limit=REASON_LIMIT):
        raise NoReason


def made_before(trace: UUID, **content: object) -> bool:
    """Whether the decision of this act was made already; ``content`` is all of it, with the reason and who decided.

    Raises:
        KeyReused: the act decided something else, or somebody else decided.
    """
    row = Decision.objects.filter(trace=trace).first()
    if row is None:
        return False
    if any(getattr(row, name) != value for name, value in content.items()):
        raise KeyReused
    return True


@contextmanager
def once(trace: UUID, **content: object) -> Iterator[None]:
    """Around the transaction of a decision: who is overtaken by the same act has nothing left to do.

    Raises:
        KeyReused: overtaken by another decision under the same trace.
    """
    try:
        yield
    except IntegrityError:
        if not made_before(trace, **content):
            raise


def keep(act: Act, **content: Any) -> None:  # noqa: ANN401 - columns of the decision
    """Keep a decision for good; ``content`` is what ``made_before`` compares: reason and who decided are part of it."""
    Decision.objects.create(
        legal_day=act.times.legal_day, recorded_at=act.times.machine,
        trace=act.trace, **content,
    )  # fmt: skip


def publish(act: Act, client: str, systems_concerned: Sequence[System]) -> None:
    """Tell each system concerned the full list of ``client`` there; the office applies its own at once."""
    for system in sorted(systems_concerned):
        listed = in_force_or_later(client, system, today=act.times.legal_day)
        if system is System.OFFICE:
            access.replace(system=system.value, client=client, grants=listed)
        else:
            systems.tell(act, system=system.value, client=client, grants=listed)


def in_force_or_later(client: str, system: System, *, today: date) -> list[access.Grant]:
    """The grants of ``client`` at ``system`` that hold today or will, by permission."""
    rows = Grant.objects.filter(client=client, system=system.value).filter(
        Q(valid_to=None) | Q(valid_to__gt=today)
    )
    return [access.Grant(row.permission, row.valid_from, row.valid_to) for row in rows.order_by("permission")]
