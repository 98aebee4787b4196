"""Searching 交付履歴 for the staff console: read, logged with whom the rows are about, and only then shown.

No row holds a name or a 個人番号. What was typed is not logged, for it may be somebody's 個人番号; what was found is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.systems.kiosk.domain.refusals import text_of
from juki.systems.kiosk.errors import UnreadableQuery
from juki.systems.kiosk.records.models import ISSUED, IssueLog, PrintOutcome
from juki.systems.kiosk.services.parameters import parameters

MOST = 100
"""Rows of a page."""
SUBJECTS = 500
"""Persons that one row of the log names; their true number stands beside them."""
REFUSED = "refused"
_NO_WORD = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; every item that is given must fit. ``result``: ``issued``, ``refused``, or empty for both.

    ``holder_known``: only rows that say whose card it was. ``page`` counts from 1; ``upto`` is the newest row of the first
    page, so that rows written meanwhile shift nothing (0: from now).
    """

    day: date | None = None
    kiosk: str = ""
    issue_number: str = ""
    addressee_number: str = ""
    result: str = ""
    holder_known: bool = False
    page: int = 1
    upto: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of 交付履歴 with what the kiosk made of it; ``reason`` is the exact one, in words."""

    transaction: str
    kiosk: str
    addressee_number: str
    kind: str
    options: list[str]
    members: list[str]
    pages: int
    issue_number: str
    document_digest: str
    result: str
    reason: str
    printed: str
    city_in: datetime
    city_out: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows, newest first; ``more``: older ones fit too."""

    lines: list[Line]
    page: int
    more: bool
    upto: int


def look(wanted: Wanted, *, actor: Actor, reason: str, times: Times) -> Found:
    """The rows that fit, after the log has whom they are about and by which items they were looked for.

    Raises:
        UnreadableQuery: nothing to look for was given.
    """
    found = _search(wanted)
    persons = _persons(found.lines)
    log_before_showing(
        actor, "issues.searched", reason=reason, times=times, outcome="shown" if found.lines else "none",
        subjects=[f"addressee:{number}" for number in persons[:SUBJECTS]],
        detail={**_criteria(wanted, found), "page": wanted.page, "rows": len(found.lines), "persons": len(persons)},
    )  # fmt: skip
    return found


def _search(wanted: Wanted) -> Found:
    fits: dict[str, Any] = {}
    if wanted.day is not None:
        fits["legal_day"] = wanted.day
    if wanted.kiosk:
        fits["kiosk"] = wanted.kiosk
    if wanted.issue_number:
        fits["issue_number"] = wanted.issue_number
    if wanted.addressee_number:
        fits["addressee_number"] = wanted.addressee_number
    if not fits:
        raise UnreadableQuery
    if wanted.upto:
        fits["id__lte"] = wanted.upto
    kept = IssueLog.objects.filter(**fits).order_by("-id")
    if wanted.result:
        kept = kept.filter(result=ISSUED) if wanted.result == ISSUED else kept.exclude(result=ISSUED)
    if wanted.holder_known:
        kept = kept.exclude(addressee_number="")
    first = (wanted.page - 1) * MOST
    rows = list(kept[first : first + MOST + 1])
    upto = wanted.upto or (rows[0].pk if rows else 0)
    return Found(_lines(rows[:MOST]), page=wanted.page, more=len(rows) > MOST, upto=upto)


def _lines(rows: Sequence[IssueLog]) -> list[Line]:
    words = PrintOutcome.objects.filter(transaction__in=[row.transaction for row in rows])
    printed = dict(words.values_list("transaction", "result"))
    return [_line(row, printed.get(row.transaction, _NO_WORD)) for row in rows]


def _persons(lines: Sequence[Line]) -> list[str]:
    numbers = (number for line in lines for number in (line.addressee_number, *line.members))
    return [number for number in dict.fromkeys(numbers) if number]


def _criteria(wanted: Wanted, found: Found) -> dict[str, str]:
    """By what: the names of the items; of the texts only a day, and a terminal that is one."""
    given = {
        "day": wanted.day is not None, "kiosk": bool(wanted.kiosk), "issue_number": bool(wanted.issue_number),
        "addressee_number": bool(wanted.addressee_number), "result": bool(wanted.result),
        "holder_known": wanted.holder_known,
    }  # fmt: skip
    told = {"by": " ".join(name for name, is_given in given.items() if is_given)}
    if wanted.day is not None:
        told["day"] = wanted.day.isoformat()
    if wanted.kiosk and (found.lines or wanted.kiosk in parameters().terminals):
        told["kiosk"] = wanted.kiosk
    if wanted.result:
        told["result"] = wanted.result
    return told


def _line(row: IssueLog, printed: str) -> Line:
    return Line(
        transaction=str(row.transaction or ""), kiosk=row.kiosk, addressee_number=row.addressee_number, kind=row.kind,
        options=row.options, members=row.members, pages=row.pages, issue_number=row.issue_number,
        document_digest=row.document_digest, result=row.result,
        reason="" if row.result == ISSUED else text_of(row.result), printed=printed if row.result == ISSUED else "",
        city_in=row.city_in, city_out=row.city_out,
    )  # fmt: skip
