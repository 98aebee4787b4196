"""Reading records, copies and the queue; every look is in the audit log before anything is shown."""

from datetime import date
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.systems.intermediary.domain import household_copy
from juki.systems.intermediary.errors import InvalidNumber, NotHeld, PeriodUnreadable
from juki.systems.intermediary.records.models import Copy, Provision
from juki.systems.intermediary.services import reviews
from juki.systems.intermediary.services.operations_copies import in_force

MOST = 500


class RecordSearch(msgspec.Struct, frozen=True):
    """What 情報提供等記録 are searched by; blank means any, ``last`` is included."""

    unified_number: str = ""
    agency: str = ""
    outcome: str = ""
    first: date | None = None
    last: date | None = None


def records(*, search: RecordSearch, actor: Actor, times: Times) -> list[Provision]:
    """The newest records that fit, at most 500. Source: 番号法23条; document I-2 system 5 (5).

    Raises:
        PeriodUnreadable: the period ends before it begins.
        InvalidNumber: not a 団体内統合宛名番号; what else was typed may be a 個人番号, and no log keeps it.
    """
    if search.unified_number and not household_copy.is_number(search.unified_number):
        raise InvalidNumber
    if search.first and search.last and search.last < search.first:
        raise PeriodUnreadable
    subjects = [f"unified:{search.unified_number}"] if search.unified_number else []
    log_before_showing(actor, "records.searched", reason="records", times=times, subjects=subjects)
    rows = Provision.objects.order_by("-id")
    exact = {
        item: value for item in ("unified_number", "agency", "outcome") if (value := getattr(search, item))
    }
    rows = rows.filter(**exact)
    if search.first:
        rows = rows.filter(legal_day__gte=search.first)
    if search.last:
        rows = rows.filter(legal_day__lte=search.last)
    return list(rows[:MOST])


def copies(*, unified_number: str, actor: Actor, times: Times) -> list[Copy]:
    """All versions of a person's 副本, newest first (nw.view_db).

    Raises:
        InvalidNumber: not a 団体内統合宛名番号.
    """
    if not household_copy.is_number(unified_number):
        raise InvalidNumber
    log_before_showing(
        actor, "copies.shown", reason="copies", times=times, subjects=[f"unified:{unified_number}"]
    )
    return list(Copy.objects.filter(unified_number=unified_number).order_by("-id"))


def held(*, actor: Actor, times: Times) -> list[Provision]:
    """The queue of held inquiries."""
    log_before_showing(actor, "held.listed", reason="held inquiries", times=times)
    return list(reviews.queue())


def held_content(*, record: UUID, actor: Actor, times: Times) -> tuple[Provision, Copy]:
    """The very version that a release would send (nw.manual_release).

    Raises:
        NotHeld: no such inquiry waits, or there is nothing to send any more.
    """
    log_before_showing(
        actor, "held.examined", reason="held inquiry", times=times, detail={"record": str(record)}
    )
    row = reviews.queue().filter(record=record).first()
    copy = in_force(row.unified_number, on=times.legal_day) if row else None
    if row is None or copy is None:
        raise NotHeld
    log_before_showing(
        actor, "held.content", reason="held inquiry", times=times, subjects=[f"unified:{row.unified_number}"]
    )
    return row, copy
