"""What became of a run: counts, and every row by its number with the reason. No names, and no addresses beside them.

A list of the names of an area, or of movements before and after, must not be made (STD 9.7).
"""

from datetime import date, datetime
from functools import cache
from uuid import UUID

import msgspec
from django.db.models import Count

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError, catalogue
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.bulk_errors import NoSuchRun
from juki.systems.registry.records.models import BulkRow, BulkRun

PAGE = 1_000


class ShownBulkRow(msgspec.Struct, frozen=True):
    """A person of the run; ``line`` is the row of the list. ``text`` says why nothing was or will be changed."""

    place: int
    line: int
    key: str
    addressee_number: str
    state: str
    code: str
    text: str
    trace: UUID | None


class ShownBulk(msgspec.Struct, frozen=True):
    """A run and how many persons are in which state."""

    id: UUID
    kind: str
    title: str
    day: date
    state: str
    prepared_by: str
    prepared_at: datetime
    decided_by: str
    decided_at: datetime | None
    done_at: datetime | None
    counts: dict[str, int]


class ShownBulkRows(msgspec.Struct, frozen=True):
    """A page of the result; ``next`` is the place to go on after, 0 at the end."""

    run: ShownBulk
    rows: list[ShownBulkRow]
    next: int


def run_of(ident: UUID) -> BulkRun:
    """The run.

    Raises:
        NoSuchRun: there is none.
    """
    run = BulkRun.objects.filter(pk=ident).first()
    if run is None:
        raise NoSuchRun
    return run


def shown(run: BulkRun) -> ShownBulk:
    """A run with its counts."""
    counts = BulkRow.objects.filter(run=run).values_list("state").annotate(count=Count("*")).order_by("state")
    return ShownBulk(
        id=run.id, kind=run.kind, title=run.title, day=run.day, state=run.state, prepared_by=run.prepared_by,
        prepared_at=run.prepared_at, decided_by=run.decided_by, decided_at=run.decided_at, done_at=run.done_at,
        counts=dict(counts),
    )  # fmt: skip


def listed(ident: UUID, *, after: int = 0, state: str = "", actor: Actor, times: Times) -> ShownBulkRows:
    """A page of the result list, logged with whose numbers it shows.

    Raises:
        NoSuchRun: there is none.
    """
    run = run_of(ident)
    rows = BulkRow.objects.filter(run=run, place__gt=after).order_by("place")
    page = list(rows.filter(state=state)[:PAGE] if state else rows[:PAGE])
    log_before_showing(
        actor, "bulk.shown", reason="bulk", times=times,
        subjects=[f"bulk:{ident}", *(f"addressee:{row.addressee_number}" for row in page if row.addressee_number)],
    )  # fmt: skip
    found = [
        ShownBulkRow(
            place=row.place, line=row.line, key=row.key, addressee_number=row.addressee_number, state=row.state,
            code=row.code, text=_text(row.code), trace=row.trace,
        )
        for row in page
    ]  # fmt: skip
    return ShownBulkRows(shown(run), found, page[-1].place if len(page) == PAGE else 0)


def _text(code: str) -> str:
    """The words of an error without those that have places to be filled in."""
    text = _texts().get(code, "")
    return "" if "{" in text else text


@cache
def _texts() -> dict[str, str]:
    return {error.code: error.text for error in catalogue(JukiError)}
